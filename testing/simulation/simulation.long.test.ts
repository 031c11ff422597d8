import { describe, expect, it } from 'vitest'
import { RECORD_EVENTS } from '../../modules/room/contract.ts'
import { keepFigures } from '../faults/results.ts'
import { ROOM_BREAKS } from './breaks.ts'
import { share, simulateOnAll } from './players.ts'

it('a million commands of honest and hostile clients leave records that could only be so', async () => {
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))
  const began = performance.now()
  const { types, ...sum } = await simulateOnAll(seed, 1_000_000)
  const seconds = Math.round((performance.now() - began) / 1000)
  keepFigures('simulation', { seed, seconds, ...sum })
  process.stdout.write(`seed ${seed}, ${seconds} s: ${JSON.stringify(sum)}\n`)
  expect(sum.commands).toBe(1_000_000)
  expect(Object.keys(RECORD_EVENTS).filter((type) => !types.has(type))).toEqual([])
}, 600_000)

describe('a mistake in the room is found, and the seed of the call is said', () => {
  it.each(Object.keys(ROOM_BREAKS))(
    '%s',
    async (name) => {
      const seed = Math.floor(Math.random() * 2 ** 31)
      const found = await share(seed, 400_000, [name])
      expect(found, `seed ${seed}`).toMatchObject({ wrong: expect.stringMatching(/^seed \d+: /) })
    },
    600_000,
  )
})
