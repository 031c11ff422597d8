/** A tick that comes later than this had to wait for other work. Milliseconds. */
const LATE = 5

/**
 * Runs `work` soon after being woken: a small room is told at once, a large one so often that the rest of the time is left
 * for commands.
 */
export function ticker(longest: number, work: () => void): { wake(): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | null = null
  let free = 0
  return {
    wake() {
      const due = Math.max(free, performance.now())
      timer ??= setTimeout(
        () => {
          timer = null
          const began = performance.now()
          work()
          const ended = performance.now()
          free = ended + pauseAfter(ended - began, longest, began - due > LATE)
        },
        Math.max(0, due - performance.now()),
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
