import { expect, it } from 'vitest'
import { hostileScene } from './hostile-scene.ts'

it('a million frames of rubbish: each sender is told or cut, memory stays, and the room goes on', async () => {
  const end = await hostileScene(Math.floor(Math.random() * 2 ** 31), 1_000_000)
  process.stdout.write(`${JSON.stringify(end)}\n`)
  expect(end, `seed ${end.seed}`).toMatchObject({ ignored: 0, honest: 'ack', failures: [] })
  expect(end.told + end.cut).toBe(end.sockets)
  expect(end.grownMiB).toBeLessThan(60)
}, 1_200_000)
