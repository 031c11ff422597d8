import type { ViewAudience } from './audience.ts'
import { COUNTS } from './state.ts'
import { fewKeys, view } from './view.ts'
import type { Seen } from './view-parts.ts'
import { isPaged, type WindowSizes, windowOf } from './window.ts'

/**
 * The room as one audience sees it, each entity encoded once, with the `seq` at which it last changed for this audience.
 * Of questions and entries it holds those in the window; what leaves that is dropped as if it were gone, and can be asked for.
 * Snapshots, ticks and what a returning client missed are all cut from it, whatever the number of sockets.
 */
export interface Projection {
  /** Views the touched entities anew. Answers the frame for everybody, or null if nothing changed for this audience. */
  update(seen: Seen, keys: ReadonlySet<string>, at: string): string | null
  /** The place in the record that this view is true for. */
  seq(): number
  /** Everything. */
  whole(): string
  /** What changed after `seq`; everything if that is not known any more; null if nothing did. */
  since(seq: number): string | null
}

const MOST_GONE = 2_000

export function createProjection(
  audience: ViewAudience,
  seen: Seen,
  at: string,
  sizes?: WindowSizes,
): Projection {
  const shown = new Map<string, { json: string; seq: number }>()
  const gone = new Map<string, number>()
  // Before this point it is not known when an entity changed or vanished.
  let begin = seen.state.seq
  let now = { seq: seen.state.seq, at }
  let snapshot: string | null = null
  let carried = windowOf(seen.state, audience, sizes)
  const missed = new Map<number, string | null>()

  /** Who was away for longer than this many drops is told everything. */
  const forgetOldest = (): void => {
    if (gone.size <= MOST_GONE) return
    const [oldest] = gone
    if (!oldest) return
    gone.delete(oldest[0])
    begin = Math.max(begin, oldest[1])
  }

  /** Questions and entries that were touched, and those that come into the window or leave it through that. */
  const moved = (from: Seen, keys: ReadonlySet<string>): Iterable<string> => {
    if (!keys.has(COUNTS) && ![...keys].some(isPaged)) return keys
    const before = carried
    carried = windowOf(from.state, audience, sizes)
    return new Set([...keys, ...carried.difference(before), ...before.difference(carried)])
  }

  const take = (from: Seen, keys: Iterable<string>): { put: string[]; drop: string[] } => {
    const put: string[] = []
    const drop: string[] = []
    for (const key of keys) {
      const known = shown.get(key)
      const seenNow = isPaged(key) && !carried.has(key) ? null : view(from, key, audience)
      if (seenNow === null) {
        if (known && shown.delete(key)) {
          gone.set(key, from.state.seq)
          drop.push(key)
          forgetOldest()
        }
        continue
      }
      const json = JSON.stringify(seenNow)
      if (known?.json === json) continue
      shown.set(key, { json, seq: from.state.seq })
      gone.delete(key)
      put.push(`${JSON.stringify(key)}:${json}`)
    }
    return { put, drop }
  }

  const frame = (put: readonly string[], drop: readonly string[], whole = ''): string =>
    `{"t":"frame","seq":${now.seq},"at":"${now.at}"${whole},"put":{${put.join(',')}}${
      drop.length > 0 ? `,"drop":${JSON.stringify(drop)}` : ''
    }}`

  take(seen, [...fewKeys(seen), ...carried])

  const wholeFrame = (): string => {
    snapshot ??= frame(
      [...shown].map(([key, { json }]) => `${JSON.stringify(key)}:${json}`),
      [],
      `,"whole":"${audience}"`,
    )
    return snapshot
  }

  const computeSince = (seq: number): string | null => {
    if (seq <= begin || seq > now.seq) return wholeFrame()
    const put = [...shown].filter(([, entity]) => entity.seq > seq)
    const drop = [...gone].filter(([, at]) => at > seq)
    if (put.length === 0 && drop.length === 0) return null
    return frame(
      put.map(([key, { json }]) => `${JSON.stringify(key)}:${json}`),
      drop.map(([key]) => key),
    )
  }

  return {
    update(from, keys, moment) {
      // What is not in the record (names, the agenda as written) changed without a new `seq`: older views are void.
      const outsideTheRecord = from.state.seq === now.seq
      now = { seq: from.state.seq, at: moment }
      missed.clear()
      snapshot = null
      const { put, drop } = take(from, moved(from, keys))
      if (put.length === 0 && drop.length === 0) return null
      if (outsideTheRecord) begin = now.seq
      return frame(put, drop)
    },
    seq: () => now.seq,
    whole: wholeFrame,
    since(seq) {
      const known = missed.get(seq)
      if (known !== undefined) return known
      const computed = computeSince(seq)
      missed.set(seq, computed)
      return computed
    },
  }
}
