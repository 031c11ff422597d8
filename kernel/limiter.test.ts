import { describe, expect, it } from 'vitest'
import { createLimiter } from './limiter.ts'

const at = (second: number) => Temporal.Instant.from('2026-04-23T12:00:00Z').add({ seconds: second })
const twoInTen = { max: 2, seconds: 10 }

describe('a limiter', () => {
  it('lets the allowed number through and says how long to wait', () => {
    const limiter = createLimiter()
    expect(limiter.attempt('a', twoInTen, at(0))).toBeNull()
    expect(limiter.attempt('a', twoInTen, at(4))).toBeNull()
    expect(limiter.attempt('a', twoInTen, at(5))).toBe(5)
    expect(limiter.attempt('b', twoInTen, at(5))).toBeNull()
    expect(limiter.attempt('a', twoInTen, at(10))).toBeNull()
    expect(limiter.attempt('a', twoInTen, at(11))).toBe(3)
  })

  it('does not count what was refused, nor what was only asked', () => {
    const limiter = createLimiter()
    for (let n = 0; n < 5; n += 1) expect(limiter.wait('a', twoInTen, at(0))).toBeNull()
    limiter.attempt('a', twoInTen, at(0))
    limiter.attempt('a', twoInTen, at(0))
    for (let second = 1; second < 10; second += 1)
      expect(limiter.attempt('a', twoInTen, at(second))).toBe(10 - second)
    expect(limiter.attempt('a', twoInTen, at(10))).toBeNull()
  })
})
