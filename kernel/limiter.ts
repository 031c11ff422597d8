export interface Limit {
  readonly max: number
  readonly seconds: number
}

export interface Limiter {
  /** Counts one attempt under `key`; answers null when it is within the limit, else the seconds until the next may follow. */
  attempt(key: string, limit: Limit, now: Temporal.Instant): number | null
}

/** How many keys are remembered; beyond it the oldest are forgotten. */
const REMEMBERED = 50_000

/** Counts attempts in a sliding window, in memory: keys may be made of network addresses, which are never stored. */
export function createLimiter(): Limiter {
  const attempts = new Map<string, number[]>()
  return {
    attempt(key, limit, at) {
      const now = at.epochMilliseconds
      const since = now - limit.seconds * 1000
      const recent = (attempts.get(key) ?? []).filter((earlier) => earlier > since)
      const oldest = recent[0]
      const refused = recent.length >= limit.max
      if (!refused) recent.push(now)
      attempts.delete(key)
      attempts.set(key, recent)
      if (attempts.size > REMEMBERED) {
        const [first] = attempts.keys()
        if (first !== undefined) attempts.delete(first)
      }
      return refused && oldest !== undefined ? Math.ceil((oldest - since) / 1000) : null
    },
  }
}
