/** How long to wait before the next is let through, in milliseconds; null when it is too much and refused. */
export type Limit = (who: string, now: number) => number | null

interface LimitSettings {
  /** So many at once. */
  readonly burst: number
  readonly perSecond: number
  /** Who would have to wait longer than this is refused. */
  readonly patienceMs: number
}

/**
 * A limit that delays before it refuses: each `who` may do `burst` at once and then `perSecond`.
 * `now` is in milliseconds of any steady clock. Who was quiet long enough is forgotten.
 */
export function limitOf({ burst, perSecond, patienceMs }: LimitSettings): Limit {
  const perMs = perSecond / 1000
  /** When each would have nothing left to wait for. */
  const busyUntil = new Map<string, number>()
  let swept = 0
  return (who, now) => {
    if (now - swept > 60_000) {
      for (const [each, until] of busyUntil) if (until <= now) busyUntil.delete(each)
      swept = now
    }
    const until = Math.max(busyUntil.get(who) ?? now, now)
    const wait = Math.max(0, until - now - (burst - 1) / perMs)
    if (wait > patienceMs) return null
    busyUntil.set(who, until + 1 / perMs)
    return wait
  }
}

/** Whether JSON text nests deeper than `max`; looked at before it is parsed. */
export function isDeeper(json: string, max: number): boolean {
  let depth = 0
  let quoted = false
  for (let i = 0; i < json.length; i++) {
    const char = json[i]
    if (quoted) {
      if (char === '\\') i++
      else if (char === '"') quoted = false
    } else if (char === '"') quoted = true
    else if (char === '{' || char === '[') {
      depth++
      if (depth > max) return true
    } else if (char === '}' || char === ']') depth--
  }
  return false
}
