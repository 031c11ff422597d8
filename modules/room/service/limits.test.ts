import { describe, expect, it } from 'vitest'
import { isDeeper, limitOf } from './limits.ts'

describe('a limit', () => {
  it('lets a burst through, then delays, then refuses, each person for themselves', () => {
    const limit = limitOf({ burst: 3, perSecond: 2, patienceMs: 1_000 })
    expect([1, 2, 3].map(() => limit('dana', 0))).toEqual([0, 0, 0])
    expect([1, 2, 3].map(() => limit('dana', 0))).toEqual([500, 1000, null])
    expect(limit('fay', 0)).toBe(0)
  })

  it('forgives with time, and a refusal costs nothing', () => {
    const limit = limitOf({ burst: 1, perSecond: 1, patienceMs: 0 })
    expect(limit('dana', 0)).toBe(0)
    expect(limit('dana', 500)).toBeNull()
    expect(limit('dana', 1_000)).toBe(0)
  })
})

describe('how deep a message nests', () => {
  it('is seen before it is parsed, and brackets in texts do not count', () => {
    expect(isDeeper('{"a":[{"b":1}]}', 3)).toBe(false)
    expect(isDeeper('{"a":[{"b":1}]}', 2)).toBe(true)
    expect(isDeeper(JSON.stringify({ text: '[[[[{{{{ "quoted" \\' }), 1)).toBe(false)
    expect(isDeeper('['.repeat(100_000), 8)).toBe(true)
  })
})
