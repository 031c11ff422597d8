import type {
  Aspect,
  EntryKind,
  GroundRules,
  Publication,
  RecordEvent,
  Speaker,
} from '../../room/contract.ts'
import type { EventRef } from '../contract.ts'

/** What the rapporteur took down, corrections applied. Withdrawn ones are gone. */
export interface Point {
  readonly id: string
  readonly kind: Exclude<EntryKind, 'promise'>
  readonly aspect: Aspect | null
  readonly speaker: Speaker | null
  readonly groundRules: GroundRules
  readonly saidAt: string
  /** Null where it was erased. */
  readonly text: string | null
  /** Where in the record its words stand. */
  readonly textSeq: number
  readonly publication: Publication
  /** The events it rests on: as recorded, as last worded, and the grant. */
  readonly from: readonly EventRef[]
}

type Draft = { -readonly [K in keyof Point]: Point[K] } & { withdrawn: boolean }

/** The points of a record, in the order in which they were said. */
export function pointsOf(stream: string, record: readonly RecordEvent[]): Point[] {
  const points = new Map<string, Draft>()
  for (const event of record) take(points, stream, event)
  return [...points.values()]
    .filter((point) => !point.withdrawn)
    .sort((a, b) => compare(a.saidAt, b.saidAt) || (a.from[0]?.seq ?? 0) - (b.from[0]?.seq ?? 0))
    .map(({ withdrawn: _, ...point }) => point)
}

const compare = (a: string, b: string): number =>
  Temporal.Instant.compare(Temporal.Instant.from(a), Temporal.Instant.from(b))

function take(points: Map<string, Draft>, stream: string, event: RecordEvent): void {
  const ref = { stream, seq: event.seq }
  if (event.type === 'entry.recorded') {
    const { entry, agendaItem: _, ...facts } = event.data
    points.set(entry, {
      id: entry,
      ...facts,
      text: event.text,
      textSeq: event.seq,
      publication: 'not asked',
      from: [ref],
      withdrawn: false,
    })
    return
  }
  if (!('entry' in event.data)) return
  const point = points.get(event.data.entry)
  if (!point) return
  switch (event.type) {
    case 'entry.corrected':
      point.speaker = event.data.speaker
      point.aspect = event.data.aspect
      point.saidAt = event.data.saidAt
      // Moved into a closed part, it is bound by the rules of that part.
      point.groundRules = event.data.groundRules ?? point.groundRules
      if (event.data.rewritten) {
        point.text = event.text
        point.textSeq = event.seq
      }
      // New words, or another speaker, are not what was granted.
      point.publication = 'not asked'
      point.from = [...point.from, ref]
      break
    case 'entry.withdrawn':
      point.withdrawn = true
      break
    case 'quote.publication-asked':
      point.publication = 'asked'
      break
    case 'quote.publication-granted':
      point.publication = 'granted'
      point.from = [...point.from, ref]
      break
    case 'quote.publication-refused':
      point.publication = 'refused'
      break
  }
}
