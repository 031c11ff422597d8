import type { Locale } from '../../../../kernel/locale.ts'
import type { Omission, OmissionKey } from '../../contract.ts'
import type { Point } from '../points.ts'
import { isUrdu } from './language.ts'
import type { ReadoutSource, Seat } from './source.ts'

export interface Sifted {
  readonly sayable: readonly Point[]
  readonly omissions: readonly Omission[]
}

/**
 * What may be said of what was taken down. Off the record: nothing. Background: only where no one is named, which is
 * the paragraph on growth opportunities. A quote: only on the record, and only if its publication was granted.
 * Source: the ground rules as the announcement words them (product.md, "ground rules").
 */
export function sift(points: readonly Point[], absent: readonly Seat[]): Sifted {
  const sayable: Point[] = []
  const left = new Map<OmissionKey, Omission>()
  for (const point of points) {
    const why = objection(point)
    if (why === null) sayable.push(point)
    else left.set(why, counted(left.get(why), why, point.saidAt))
  }
  const missing: Omission[] =
    absent.length > 0 ? [{ key: 'panel member absent', count: absent.length, since: null }] : []
  return { sayable, omissions: [...left.values(), ...missing] }
}

/** Why a point must not be said; null when it may. */
export function objection(point: Point): OmissionKey | null {
  if (point.groundRules === 'off the record') return 'off the record'
  if (point.kind === 'quote') {
    if (point.groundRules !== 'on the record') return 'quote not on the record'
    if (point.publication === 'refused') return 'quote refused'
    return point.publication === 'granted' ? null : 'quote not granted'
  }
  if (point.groundRules === 'background') return point.aspect === 'growth opportunity' ? null : 'background'
  return null
}

const counted = (before: Omission | undefined, key: OmissionKey, saidAt: string): Omission => ({
  key,
  count: (before?.count ?? 0) + 1,
  since: before?.since ?? saidAt,
})

/** The point in a language, if it was taken down in the other one and somebody translated it. */
export function translated(point: Point, source: ReadoutSource, locale: Locale): Point {
  if (point.text === null || isUrdu(point.text) === (locale === 'ur')) return point
  const translation = source.translations.get(point.textSeq)
  if (!translation || translation.locale !== locale) return point
  return { ...point, text: translation.text, from: [...point.from, translation.from] }
}

/** Whether the host said it. */
export const byHost = (point: Point, host: Seat | null): boolean =>
  point.speaker?.kind === 'host' ||
  (host !== null && point.speaker?.kind === 'panel member' && point.speaker.panelMember === host.id) ||
  (host !== null && point.speaker?.kind === 'office' && point.speaker.panelMember === host.id)

export const seatOf = (source: ReadoutSource, id: string): Seat | null =>
  source.panel.find((seat) => seat.id === id) ?? null

/** Whose words the points are: what somebody said is erased with them, wherever it stands. */
export function ownersOf(source: ReadoutSource, points: readonly Point[]): string[] {
  return points.flatMap(({ speaker }) => {
    if (speaker?.kind === 'person') return [speaker.person]
    if (speaker?.kind === 'panel member') return seatOf(source, speaker.panelMember)?.person ?? []
    return []
  })
}
