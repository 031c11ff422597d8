import { expect, it } from 'vitest'
import { simulate } from './simulate.ts'

it('twenty thousand commands of honest and hostile clients leave a record that could only be so', async () => {
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))
  const { commands, accepted, refused, malformed, failures } = await simulate(seed, 20_000)
  expect(commands).toBe(20_000)
  // It got somewhere: all kinds of end are there.
  for (const some of [accepted, refused, malformed, failures]) expect(some).toBeGreaterThan(100)
})
