import { expect, it } from 'vitest'
import { RECORD_EVENTS } from '../../modules/room/contract.ts'
import { simulate } from './simulate.ts'

it('a million commands of honest and hostile clients leave records that could only be so', async () => {
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))
  const began = performance.now()
  const { types, ...sum } = await simulate(seed, 1_000_000)
  process.stdout.write(
    `seed ${seed}, ${Math.round((performance.now() - began) / 1000)} s: ${JSON.stringify(sum)}\n`,
  )
  expect(sum.commands).toBe(1_000_000)
  expect(Object.keys(RECORD_EVENTS).filter((type) => !types.has(type))).toEqual([])
}, 600_000)
