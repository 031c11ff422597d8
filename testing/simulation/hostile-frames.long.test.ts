import { it } from 'vitest'
import { expectRefused, hostileScene } from './hostile-scene.ts'

it('a million frames of rubbish: each sender is told or cut, memory stays, and the room goes on', async () => {
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))
  const began = performance.now()
  const end = await hostileScene(seed, 1_000_000)
  const { failures, ...figures } = end
  const seconds = Math.round((performance.now() - began) / 1000)
  process.stdout.write(
    `${seconds} s, ${failures.length} failures, the first ${failures[0]}: ${JSON.stringify(figures)}\n`,
  )
  expectRefused(end)
}, 3_600_000)
