import { performance } from 'node:perf_hooks'

/** Between two looks at the event loop, and how late a look must be to say that work is piling up. */
const LOOK_MS = 20
const LATE_MS = 150
const BUSY = 0.97

export interface Load {
  /** Whether packets have waited for this process, rather than on the network. */
  isBehind(now: number): boolean
  /** The busy share of the last half second, 0..1. */
  busy(): number
  stop(): void
}

/** Watches how busy the process is: packets wait in a queue of the native library that cannot be seen from here. */
export function watchLoad(): Load {
  let lookedAt = performance.now()
  let busy = 0
  let before = performance.eventLoopUtilization()
  let looks = 0
  const timer = setInterval(() => {
    lookedAt = performance.now()
    if (++looks % 25 !== 0) return
    const current = performance.eventLoopUtilization()
    busy = performance.eventLoopUtilization(current, before).utilization
    before = current
  }, LOOK_MS)
  return {
    isBehind: (now) => busy > BUSY || now - lookedAt > LATE_MS,
    busy: () => busy,
    stop: () => clearInterval(timer),
  }
}
