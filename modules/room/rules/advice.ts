import type { Advice, RoomLoad } from '../contract.ts'

/** What one core was measured to carry (docs/sizing.md). */
const MOST_SOCKETS = 5_000
/** Slower than this and people notice. Milliseconds. */
const SLOW_COMMIT = 100
const SLOW_LOOP = 100
const SLOW_TICK = 100
/** More lines than this that cannot keep up are no chance. */
const MANY_SLOW = 0.05

type Figures = Omit<RoomLoad, 'advice'>

/** Each figure that has a limit, and whether it is near it. */
const NEAR = {
  loopDelayMs: ({ loopDelayMs }: Figures) => loopDelayMs > SLOW_LOOP,
  tickMs: ({ tickMs }: Figures) => tickMs > SLOW_TICK,
  commitMs: ({ commitMs }: Figures) => commitMs > SLOW_COMMIT,
  slow: ({ slow, sockets }: Figures) => slow > Math.max(3, sockets * MANY_SLOW),
  sockets: ({ sockets }: Figures) => sockets > 0.8 * MOST_SOCKETS,
}

export const isNearLimit = (load: Figures, figure: keyof Figures): boolean =>
  figure in NEAR && NEAR[figure as keyof typeof NEAR](load)

/** What is nearest to its limit: the cause before what follows from it. */
export function adviceOn(load: Figures): Advice {
  if (NEAR.loopDelayMs(load) || NEAR.tickMs(load)) return 'processor'
  if (NEAR.commitMs(load)) return 'database'
  if (NEAR.slow(load)) return 'lines'
  return NEAR.sockets(load) ? 'sockets' : 'calm'
}
