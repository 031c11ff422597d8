import { expect, it } from 'vitest'
import { RECORD_EVENTS } from '../../modules/room/contract.ts'
import { simulate } from './simulate.ts'

it('ten thousand commands of honest and hostile clients leave a record that could only be so', async () => {
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))
  const { commands, accepted, refused, malformed, failures, types } = await simulate(seed, 10_000)
  expect(commands).toBe(10_000)
  // It got somewhere: all kinds of end are there, and nearly all that can happen in a record.
  for (const some of [accepted, refused, malformed, failures])
    expect(some, `seed ${seed}`).toBeGreaterThan(30)
  const never = Object.keys(RECORD_EVENTS).filter((type) => !types.has(type))
  expect(never.length, `seed ${seed}: never ${never.join(', ')}`).toBeLessThan(8)
}, 110_000)
