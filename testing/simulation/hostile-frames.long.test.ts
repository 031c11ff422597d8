import { it } from 'vitest'
import { keepFigures } from '../faults/results.ts'
import { expectRefused, hostileScene } from './hostile-scene.ts'

it('a million frames of rubbish: each sender is told or cut, memory stays, and the room goes on', async () => {
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))
  const began = performance.now()
  const end = await hostileScene(seed, 1_000_000)
  const { failures, decided, wronglyDone, ...figures } = end
  const kept = {
    ...figures,
    seconds: Math.round((performance.now() - began) / 1000),
    /** Names of commands that fit the contract and were refused by the room itself. */
    commands: Object.keys(decided).length,
    failures: failures.length,
  }
  keepFigures('hostile frames', kept)
  process.stdout.write(`${JSON.stringify(kept)}\n${[...wronglyDone, ...failures].slice(0, 5).join('\n')}\n`)
  expectRefused(end)
}, 3_600_000)
