import type { ViewAudience } from './audience.ts'
import { allKeys, view } from './view.ts'
import type { Seen } from './view-parts.ts'

/**
 * The room as one audience sees it, each entity encoded once, with the `seq` at which it last changed for this audience.
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

export function createProjection(audience: ViewAudience, seen: Seen, at: string): Projection {
  const shown = new Map<string, { json: string; seq: number }>()
  const gone = new Map<string, number>()
  // Before this point it is not known when an entity changed or vanished.
  let begin = seen.state.seq
  let now = { seq: seen.state.seq, at }
  let snapshot: string | null = null
  const missed = new Map<number, string | null>()

  const take = (from: Seen, keys: Iterable<string>): { put: string[]; drop: string[] } => {
    const put: string[] = []
    const drop: string[] = []
    for (const key of keys) {
      const known = shown.get(key)
      const seenNow = view(from, key, audience)
      if (seenNow === null) {
        if (known && shown.delete(key)) {
          gone.set(key, from.state.seq)
          drop.push(key)
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

  take(seen, allKeys(seen))

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
      const { put, drop } = take(from, keys)
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
