import { simulate } from './simulate.ts'

/** A process of its own that plays a part of the calls: `share.ts <seed> <commands>`. Sends what `simulate` answers, or what was wrong. */
const [seed = 0, commands = 0] = process.argv.slice(2).map(Number)
try {
  const { types, ...sum } = await simulate(seed, commands)
  process.send?.({ sum, types: [...types] })
} catch (error) {
  process.send?.({ wrong: error instanceof Error ? error.message : String(error) })
}
process.disconnect?.()
