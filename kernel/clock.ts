/** The only source of "now"; tests set it. */
export interface Clock {
  now(): Temporal.Instant
}

export const systemClock: Clock = { now: () => Temporal.Now.instant() }

/** A clock that stands still until it is moved. */
export function settableClock(start: string): Clock & {
  set(instant: string): void
  advance(duration: Temporal.DurationLike): void
} {
  let at = Temporal.Instant.from(start)
  return {
    now: () => at,
    set(instant) {
      at = Temporal.Instant.from(instant)
    },
    advance(duration) {
      at = at.add(duration)
    },
  }
}
