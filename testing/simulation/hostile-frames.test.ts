import { expect, it } from 'vitest'
import { hostileScene } from './hostile-scene.ts'

it('ten thousand frames of rubbish: each sender is told or cut, and the room goes on', async () => {
  const end = await hostileScene(Math.floor(Math.random() * 2 ** 31), 10_000)
  expect(end, `seed ${end.seed}`).toMatchObject({ ignored: 0, honest: 'ack', failures: [] })
  expect(end.told + end.cut).toBe(end.sockets)
  expect(end.grownMiB).toBeLessThan(60)
})
