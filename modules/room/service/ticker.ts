import { eventLoopUtilization } from 'node:perf_hooks'

/** More than this of the time since the last tick went into other work. */
const BUSY = 0.8

/**
 * Runs `work` soon after being woken: a small room is told at once, a large one so often that the rest of the time is left
 * for commands.
 */
export function ticker(longest: number, work: () => void): { wake(): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | null = null
  let free = 0
  let before = eventLoopUtilization()
  return {
    wake() {
      timer ??= setTimeout(
        () => {
          timer = null
          const isBusy = eventLoopUtilization(before).utilization > BUSY
          const began = performance.now()
          work()
          const ended = performance.now()
          free = ended + pauseAfter(ended - began, longest, isBusy)
          before = eventLoopUtilization()
        },
        Math.max(0, free - performance.now()),
      )
    },
    stop() {
      if (timer) clearTimeout(timer)
      timer = null
    },
  }
}

/**
 * Twice as long as the work took, while the loop has much else to do. Else `longest` lies between the beginnings of two ticks, of which at
 * least a third is pause: what changes every `longest` is told every time, and not every other time.
 */
function pauseAfter(took: number, longest: number, isBusy: boolean): number {
  if (isBusy || took < longest / 3) return Math.min(2 * took, longest)
  return Math.max(longest - took, took / 2)
}
