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

const [QUOTE, BACKSLASH] = [0x22, 0x5c]
const [OPENING_BRACKET, CLOSING_BRACKET] = [0x5b, 0x5d]
const [OPENING_BRACE, CLOSING_BRACE] = [0x7b, 0x7d]

/** Whether JSON text nests deeper than `max`; looked at before it is parsed. */
export function isDeeper(json: string, max: number): boolean {
  let depth = 0
  let quoted = false
  for (let i = 0; i < json.length; i++) {
    const code = json.charCodeAt(i)
    if (quoted) {
      if (code === BACKSLASH) i++
      else if (code === QUOTE) quoted = false
    } else if (code === QUOTE) quoted = true
    else if (code === OPENING_BRACE || code === OPENING_BRACKET) {
      depth++
      if (depth > max) return true
    } else if (code === CLOSING_BRACE || code === CLOSING_BRACKET) depth--
  }
  return false
}
