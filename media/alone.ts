/** Calls `onAlone` when `seen` was not called for `aloneMs`. The clock stands still while the machine sleeps. */
export function watchAttendance(
  aloneMs: number | undefined,
  onAlone: () => void,
): { seen(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined
  const seen = (): void => {
    clearTimeout(timer)
    if (aloneMs) timer = setTimeout(onAlone, aloneMs)
  }
  seen()
  return { seen, stop: () => clearTimeout(timer) }
}
