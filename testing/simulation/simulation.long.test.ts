import { expect, it } from 'vitest'
import { simulate } from './simulate.ts'

it('a million commands of honest and hostile clients leave records that could only be so', async () => {
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))
  const began = performance.now()
  const sum = await simulate(seed, 1_000_000)
  process.stdout.write(
    `seed ${seed}, ${Math.round((performance.now() - began) / 1000)} s: ${JSON.stringify(sum)}\n`,
  )
  expect(sum.commands).toBe(1_000_000)
}, 600_000)
