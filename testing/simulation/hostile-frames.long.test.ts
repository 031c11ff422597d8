import { expect, it } from 'vitest'
import { hostileScene, KINDS } from './hostile-scene.ts'

it('a million frames of rubbish: each sender is told or cut, memory stays, and the room goes on', async () => {
  const end = await hostileScene(Math.floor(Math.random() * 2 ** 31), 1_000_000)
  process.stdout.write(`${JSON.stringify(end)}\n`)
  const nothing = { ignored: 0, acknowledged: 0, recorded: 0, failures: [] }
  expect(end, `seed ${end.seed}`).toMatchObject({ ...nothing, honest: 'ack' })
  expect(end.told + end.cut).toBe(end.sockets)
  expect(KINDS.filter((kind) => !end.kinds[kind])).toEqual([])
  expect(end.grownMiB).toBeLessThan(60)
}, 3_600_000)
