import { it } from 'vitest'
import { expectRefused, hostileScene } from './hostile-scene.ts'

it('ten thousand frames of rubbish: each sender is told or cut, nothing is done, and the room goes on', async () => {
  expectRefused(await hostileScene(Math.floor(Math.random() * 2 ** 31), 10_000))
})
