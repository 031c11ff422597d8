import { and, asc, eq, gt, inArray, max, notInArray, or, sql } from 'drizzle-orm'
import { events, texts } from '../../kernel/tables.ts'
import type { Tx } from '../../kernel/tx.ts'
import { type MyQuestion, type RecordEvent, recordStream } from './contract.ts'
import { apply, replay } from './rules/apply.ts'
import { FIELDS, seesQuestion } from './rules/audience.ts'
import { keptOf } from './rules/merged.ts'
import type { Recorded } from './rules/record.ts'
import { emptyState } from './rules/state.ts'
import { type Recordings, textAt, textsOf } from './rules/view-parts.ts'
import { myQuestionOf } from './rules/view-people.ts'
import { snapshotOf } from './views/snapshot.ts'

interface ReadOptions {
  readonly limit?: number
  /** Nine events in ten of a long record are votes: who only asks who was there does not read them. */
  readonly votes?: boolean
}

const recorded = {
  seq: events.seq,
  // As text: read into an object and written again, an instant costs more than all the rest of its event.
  at: sql<string>`${events.at}::text`,
  actor: events.actor,
  type: events.type,
  data: events.data,
  command: events.command,
  text: texts.text,
}

const ofRecord = (call: string) => eq(events.stream, recordStream(call))
const itsText = and(eq(texts.stream, events.stream), eq(texts.seq, events.seq))

/** The events of a record after `seq`, in order, with their texts; a text that was erased is null. */
export async function recordAfter(
  tx: Pick<Tx, 'db'>,
  call: string,
  seq: number,
  { limit, votes = true }: ReadOptions = {},
): Promise<Recorded[]> {
  // The last of them says until when something happened, whatever it is.
  const last = tx.db
    .select({ seq: max(events.seq) })
    .from(events)
    .where(ofRecord(call))
  const wanted = votes
    ? undefined
    : or(notInArray(events.type, ['vote.cast', 'vote.withdrawn']), eq(events.seq, last))
  const query = tx.db
    .select(recorded)
    .from(events)
    .leftJoin(texts, itsText)
    .where(and(ofRecord(call), gt(events.seq, seq), wanted))
    .orderBy(asc(events.seq))
  return (await (limit === undefined ? query : query.limit(limit))).map(asRecorded)
}

/** Those events of a record that these commands caused first. */
export async function recordedBy(
  tx: Pick<Tx, 'db'>,
  call: string,
  commands: readonly string[],
): Promise<Recorded[]> {
  const rows = await tx.db
    .select(recorded)
    .from(events)
    .leftJoin(texts, itsText)
    .where(and(ofRecord(call), inArray(events.command, [...commands])))
  return rows.map(asRecorded)
}

const asRecorded = ({
  command,
  at,
  ...row
}: { command: string | null; at: string } & Record<string, unknown>): Recorded => ({
  // Only the room writes this stream, and it writes `RecordEvent`s.
  event: { ...row, at: isoOf(at) } as RecordEvent,
  command,
})

/** PostgreSQL's `2026-04-23 12:00:00.5+00` as ISO 8601 writes it; by way of the language when the connection has another zone. */
const isoOf = (at: string): string =>
  at.endsWith('+00') ? `${at.slice(0, 10)}T${at.slice(11, -3)}Z` : Temporal.Instant.from(at).toString()

/** The texts of a record that are left, by the `seq` of their events. */
export async function textsLeft(tx: Pick<Tx, 'db'>, call: string): Promise<ReadonlyMap<number, string>> {
  const rows = await tx.db
    .select({ seq: texts.seq, text: texts.text })
    .from(texts)
    .where(eq(texts.stream, recordStream(call)))
  return new Map(rows.map(({ seq, text }) => [seq, text]))
}

/** The record of a call as typed events, oldest first, texts joined (null where erased or never there). */
export async function recordOf(
  tx: Pick<Tx, 'db'>,
  call: string,
  options: Pick<ReadOptions, 'votes'> = {},
): Promise<readonly RecordEvent[]> {
  return (await recordAfter(tx, call, 0, options)).map(({ event }) => event)
}

/** How many stand behind each question, those of questions that were merged into it or that it was merged into included. */
export async function votesOf(
  tx: Pick<Tx, 'db' | 'rules'>,
  call: string,
): Promise<ReadonlyMap<string, number>> {
  const state = (await snapshotOf(tx, call)) ?? emptyState()
  for (const { event } of await recordAfter(tx, call, state.seq)) apply(state, event)
  return new Map(
    [...state.questions.values()].map((question) => {
      const kept = state.questions.get(keptOf(state, question.id)) ?? question
      return [question.id, kept.votes]
    }),
  )
}

/**
 * As it may be read outside the room. What was said off the record stays in it: only that there was an answer or a promise is
 * told. What was said on background is told, and of nobody.
 */
function outside(record: readonly RecordEvent[]): Recordings {
  const state = replay(record)
  const texts = textsOf(record)
  const lives = [...state.questions.values()].flatMap(({ live }) => live ?? [])
  for (const answer of lives) if (answer.groundRules !== 'on the record') answer.speaker = null
  for (const { groundRules, text } of [...lives, ...state.entries.values()])
    if (groundRules === 'off the record' && text !== null) texts.delete(text)
  return { state, texts }
}

/** What became of the questions somebody asked on a call: for the page behind the asker's link. */
export async function questionsOf(tx: Pick<Tx, 'db'>, call: string, person: string): Promise<MyQuestion[]> {
  // Most people ask nothing, and for them no record is read and played.
  if (!(await hasAsked(tx, call, person))) return []
  const record = await recordOf(tx, call)
  const seen = outside(record)
  return [...seen.state.questions.values()]
    .filter((question) => question.person === person)
    .map((question) => myQuestionOf(seen, question))
}

async function hasAsked(tx: Pick<Tx, 'db'>, call: string, person: string): Promise<boolean> {
  const [asked] = await tx.db
    .select({ seq: events.seq })
    .from(events)
    .where(
      and(
        ofRecord(call),
        eq(events.type, 'question.submitted'),
        sql`${events.data} ->> 'person' = ${person}`,
      ),
    )
    .limit(1)
  return asked !== undefined
}

/** A question asked in advance, as the panel may read it before the call. */
export interface QuestionInAdvance {
  readonly id: string
  readonly text: string | null
  /** The asker's organization, where she shows it to the panel. */
  readonly organization: string | null
  readonly votes: number
  readonly assigned: string | null
}

/** What is asked of the panel so far, by votes, then by arrival; and how many questions the mission has not looked at yet. */
export async function questionsForPanel(
  tx: Pick<Tx, 'db'>,
  call: string,
): Promise<{ questions: readonly QuestionInAdvance[]; waiting: number }> {
  const record = await recordOf(tx, call)
  const seen = { state: replay(record), texts: textsOf(record) }
  const all = [...seen.state.questions.values()]
  const questions = all
    .filter((question) => seesQuestion(question).includes('panel'))
    .map((question) => {
      const firm = FIELDS.question.firm
      const shows =
        typeof firm === 'function' && firm({ question, phase: seen.state.phase }).includes('panel')
      return {
        id: question.id,
        text: textAt(seen, question.text),
        organization: shows ? question.organization : null,
        votes: question.votes,
        assigned: question.assigned,
      }
    })
    // Sorting keeps the order of arrival among equals.
    .toSorted((a, b) => b.votes - a.votes)
  return { questions, waiting: all.filter(({ state }) => state === 'pending').length }
}
