export interface Limit {
  readonly max: number
  readonly seconds: number
}

export interface Limiter {
  /** Counts one attempt under `key`; answers null when it is within the limit, else the seconds until the next may follow. */
  attempt(key: string, limit: Limit, now: Temporal.Instant): number | null
  /** The same without counting: for what counts only when it fails. */
  wait(key: string, limit: Limit, now: Temporal.Instant): number | null
}

/** How many keys are remembered; beyond it the oldest are forgotten. */
const REMEMBERED = 50_000

/** Counts attempts in a sliding window, in memory: keys may be made of network addresses, which are never stored. */
export function createLimiter(): Limiter {
  const attempts = new Map<string, number[]>()
  const recent = (key: string, limit: Limit, now: Temporal.Instant): number[] => {
    const since = now.epochMilliseconds - limit.seconds * 1000
    return (attempts.get(key) ?? []).filter((at) => at > since)
  }
  const wait: Limiter['wait'] = (key, limit, now) => {
    const [oldest, ...rest] = recent(key, limit, now)
    if (oldest === undefined || rest.length + 1 < limit.max) return null
    return Math.ceil((oldest + limit.seconds * 1000 - now.epochMilliseconds) / 1000)
  }
  return {
    wait,
    attempt(key, limit, now) {
      const seconds = wait(key, limit, now)
      const kept = recent(key, limit, now)
      attempts.delete(key)
      attempts.set(key, seconds === null ? [...kept, now.epochMilliseconds] : kept)
      if (attempts.size > REMEMBERED) {
        const [first] = attempts.keys()
        if (first !== undefined) attempts.delete(first)
      }
      return seconds
    },
  }
}
