import type { Advice, RoomLoad } from '../contract.ts'

/** What one core was measured to carry (docs/sizing.md). */
const MOST_SOCKETS = 5_000
/** Slower than this and people notice. Milliseconds. */
const SLOW_COMMIT = 100
const SLOW_LOOP = 100
const SLOW_TICK = 100
/** More lines than this that cannot keep up are no chance. */
const MANY_SLOW = 0.05

/** What is nearest to its limit: the cause before what follows from it. */
export function adviceOn(load: Omit<RoomLoad, 'advice'>): Advice {
  if (load.loopDelayMs > SLOW_LOOP || load.tickMs > SLOW_TICK) return 'processor'
  if (load.commitMs > SLOW_COMMIT) return 'database'
  if (load.slow > Math.max(3, load.sockets * MANY_SLOW)) return 'lines'
  return load.sockets > 0.8 * MOST_SOCKETS ? 'sockets' : 'calm'
}
