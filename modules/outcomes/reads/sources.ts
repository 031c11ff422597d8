import { and, eq, inArray, or } from 'drizzle-orm'
import type { Locale } from '../../../kernel/locale.ts'
import { events } from '../../../kernel/tables.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { type RecordEvent, recordStream } from '../../room/contract.ts'
import type { EventRef, Source, SourceKind } from '../contract.ts'
import { type Directory, minuteOnAir, nameOf } from '../rules/names.ts'
import { type Point, pointsOf } from '../rules/points.ts'
import type { CallRecord } from './source.ts'

/** The events behind sentences, as their cards show them. An event that is no longer there is left out. */
export async function sourcesOf(
  tx: Tx,
  read: CallRecord,
  directory: Directory,
  refs: readonly EventRef[],
  locale: Locale,
): Promise<Source[]> {
  const stream = recordStream(read.facts.id)
  const unique = [...new Map(refs.map((ref) => [`${ref.stream} ${ref.seq}`, ref])).values()]
  const points = pointsOf(stream, read.record)
  const bySeq = new Map(read.record.map((event) => [event.seq, event]))
  const ofRecord = unique
    .filter((ref) => ref.stream === stream)
    .flatMap((ref) => {
      const event = bySeq.get(ref.seq)
      return event ? [recordSource(read, directory, points, event, locale)] : []
    })
  return [
    ...ofRecord,
    ...(await otherSources(
      tx,
      unique.filter((ref) => ref.stream !== stream),
    )),
  ]
}

function recordSource(
  { facts, record }: CallRecord,
  directory: Directory,
  points: readonly Point[],
  event: RecordEvent,
  locale: Locale,
): Source {
  const stream = recordStream(facts.id)
  const bare = {
    event: { stream, seq: event.seq },
    at: event.at,
    saidAt: null,
    minute: minuteOnAir(record, event.at),
    speakerName: null,
    text: null,
    publication: null,
  }
  if (event.type === 'person.entered') {
    const { panelMember, person } = event.data
    return {
      ...bare,
      kind: panelMember ? 'panel' : 'attendance',
      speakerName: directory.people.get(person)?.name ?? null,
    }
  }
  const point = points.find(({ from }) => from.some((ref) => ref.seq === event.seq))
  if (!point) return { ...bare, kind: 'room' }
  return {
    ...bare,
    kind: point.kind,
    saidAt: point.saidAt,
    minute: minuteOnAir(record, point.saidAt),
    speakerName: nameOf(point.speaker, directory, locale),
    text: point.text,
    publication: point.kind === 'quote' ? point.publication : null,
  }
}

/** Which kind of card an event of another stream has, by the stream's first word. */
const KINDS: Readonly<Record<string, SourceKind>> = {
  call: 'announcement',
  program: 'program',
  series: 'series',
  campaign: 'campaign',
  record: 'series',
  installation: 'announcement',
}

async function otherSources(tx: Tx, refs: readonly EventRef[]): Promise<Source[]> {
  if (refs.length === 0) return []
  const streams = Map.groupBy(refs, (ref) => ref.stream)
  const rows = await tx.db
    .select({ stream: events.stream, seq: events.seq, at: events.at, type: events.type })
    .from(events)
    .where(
      or(
        ...[...streams].map(([stream, some]) =>
          and(
            eq(events.stream, stream),
            inArray(
              events.seq,
              some.map((ref) => ref.seq),
            ),
          ),
        ),
      ),
    )
  return rows.map(({ stream, seq, at, type }) => ({
    event: { stream, seq },
    kind:
      type === 'readout.translated'
        ? 'translation'
        : type === 'readout.worded'
          ? 'wording'
          : (KINDS[stream.split(':')[0] ?? ''] ?? 'announcement'),
    at: at.toString(),
    saidAt: null,
    minute: null,
    speakerName: null,
    text: null,
    publication: null,
  }))
}
