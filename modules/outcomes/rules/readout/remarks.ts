import type { Paragraph, Sentence } from '../../contract.ts'
import type { Point } from '../points.ts'
import { type Desk, fromRecord, paragraphOf } from './draft.ts'
import { clause, quoted, reported } from './language.ts'
import { shortName } from './opening.ts'
import { byHost } from './sayable.ts'
import type { Seat } from './source.ts'

/** What the host said, before and after the panel spoke. */
export interface Remarks {
  readonly before: readonly Paragraph[]
  readonly after: readonly Sentence[]
}

/**
 * The host's remarks in the order in which they were made: key points in other words, quotes word for word.
 * A topic right before a quote introduces it; a key point begins a paragraph. What was said after somebody else
 * had spoken closes the readout.
 */
export function remarks(desk: Desk): Remarks {
  const { host } = desk
  if (!host) return { before: [], after: [] }
  const said = desk.points.filter((point) => point.text !== null)
  const others = said.findIndex((point) => point.speaker !== null && !byHost(point, host))
  const turn = others === -1 ? said.length : others
  const mine = (points: readonly Point[]) => points.filter((point) => isRemark(point, host))
  const before = mine(said.slice(0, turn))
  const after = mine(said.slice(turn))
  const groups = paragraphsOf(before)
  let first = true
  const paragraphs = groups.flatMap((group, i) => {
    const sentences = sentencesOf(desk, host, group, { first, continued: i > 0 })
    first = false
    return paragraphOf(`remarks:${i + 1}`, sentences) ?? []
  })
  return { before: paragraphs, after: sentencesOf(desk, host, after, { first, continued: false }) }
}

/** The host's own; a discussed topic, a growth opportunity or an initiative has its own paragraph, whoever named it. */
function isRemark(point: Point, host: Seat): boolean {
  if (!byHost(point, host)) return false
  if (point.kind === 'quote') return true
  if (point.aspect === 'growth opportunity' || point.aspect === 'initiative') return false
  return point.kind === 'key point' || point.aspect !== null
}

/** A key point or a topic begins a paragraph; the quotes after it stay with it. */
function paragraphsOf(points: readonly Point[]): Point[][] {
  const groups: Point[][] = []
  for (const point of points) {
    const group = groups.at(-1)
    if (!group || point.kind !== 'quote') groups.push([point])
    else group.push(point)
  }
  return groups
}

interface Place {
  /** Nothing of the host was said before. */
  readonly first: boolean
  /** The sentence before was about the host, so that a pronoun is understood. */
  readonly continued: boolean
}

function sentencesOf(desk: Desk, host: Seat, points: readonly Point[], place: Place): Sentence[] {
  return joined(points).map((group, i, groups) => {
    const here = i === 0 ? place : { first: false, continued: true }
    return said(desk, host, patternOf(group, groups[i - 1], here), group, here)
  })
}

/** What makes one sentence: a topic with the quote right after it, else each by itself. */
function joined(points: readonly Point[]): Point[][] {
  const groups: Point[][] = []
  for (const point of points) {
    const group = groups.at(-1)
    if (point.kind === 'quote' && group?.length === 1 && group[0]?.kind === 'topic') group.push(point)
    else groups.push([point])
  }
  return groups
}

function patternOf(group: readonly Point[], before: readonly Point[] | undefined, { first }: Place): string {
  const [point] = group
  if (group.length > 1) return 'topic_and_quote'
  if (point?.kind === 'topic') return 'topic'
  if (point?.kind === 'key point')
    return point.aspect === 'offer of help' && isClause(point) ? 'offer' : 'point'
  if (first) return 'quote_first'
  return before?.[0]?.kind === 'key point' ? 'quote_said' : 'quote_more'
}

/** Whether it can follow "that": it does not begin with a capital that we may not take away. */
const isClause = (point: Point): boolean => !/^\p{Lu}/u.test(clause(point.text ?? ''))

function said(desk: Desk, host: Seat, pattern: string, points: readonly Point[], place: Place): Sentence {
  const { locale, say } = desk
  const quote = points.find((point) => point.kind === 'quote')
  const point = points.find((p) => p.kind !== 'quote')
  // In English the sentence goes on after the quote (“…,” she said); in Urdu the quote ends it.
  const ending = pattern === 'quote_said' && locale === 'en' ? 'comma' : 'stop'
  const mayRefer = place.continued || pattern === 'quote_first'
  const name = shortName(desk, host)
  const text = say(pattern, {
    name,
    context: contextOf(desk, host, place, mayRefer),
    point: point && (pattern === 'point' ? reported(point.text ?? '', say) : clause(point.text ?? '')),
    quote: quote ? quoted(quote.text ?? '', ending) : undefined,
  })
  return fromRecord({
    key: `${pattern}:${(quote ?? point)?.id}`,
    asserts: quote ? 'quote' : 'remark',
    text,
    sources: [...points.flatMap((p) => p.from), ...host.from],
    people: [host.person],
  })
}

/** `she`, `he`, or none: then the name stands, as it does `again` in English; Urdu refers to everybody in the same way. */
function contextOf({ locale }: Desk, host: Seat, place: Place, mayRefer: boolean): string | undefined {
  if (!mayRefer) return place.first ? undefined : 'also'
  if (host.pronoun) return host.pronoun
  if (!place.continued) return undefined
  return locale === 'ur' ? 'they' : 'again'
}
