import { setTimeout as sleep } from 'node:timers/promises'
import type { Pace } from './play.ts'

const MINUTE_MS = 60_000

/** Real time, or `speed` times as fast, from `first` (the minute at which the script begins). Ends early by the signal. */
export function realPace(first: number, speed: number, signal: AbortSignal): Pace {
  const began = performance.now()
  return {
    async until(minute) {
      const due = began + ((minute - first) * MINUTE_MS) / speed
      const wait = due - performance.now()
      if (wait > 0) await sleep(wait, undefined, { signal }).catch(() => undefined)
      return !signal.aborted
    },
  }
}
