import { and, asc, eq, gt } from 'drizzle-orm'
import { events, texts } from '../../kernel/tables.ts'
import type { Tx } from '../../kernel/tx.ts'
import { type MyQuestion, type RecordEvent, recordStream } from './contract.ts'
import { replay } from './rules/apply.ts'
import { FIELDS, seesQuestion } from './rules/audience.ts'
import { votersOf } from './rules/merged.ts'
import type { Recorded } from './rules/record.ts'
import { textAt, textsOf } from './rules/view-parts.ts'
import { myQuestionOf } from './rules/view-people.ts'

/** The events of a record after `seq`, in order, with their texts; a text that was erased is null. */
export async function recordAfter(
  tx: Pick<Tx, 'db'>,
  call: string,
  seq: number,
  limit?: number,
): Promise<Recorded[]> {
  const stream = recordStream(call)
  const query = tx.db
    .select({
      seq: events.seq,
      at: events.at,
      actor: events.actor,
      type: events.type,
      data: events.data,
      command: events.command,
      text: texts.text,
    })
    .from(events)
    .leftJoin(texts, and(eq(texts.stream, events.stream), eq(texts.seq, events.seq)))
    .where(and(eq(events.stream, stream), gt(events.seq, seq)))
    .orderBy(asc(events.seq))
  const rows = await (limit === undefined ? query : query.limit(limit))
  return rows.map(({ command, ...row }) => ({
    // Only the room writes this stream, and it writes `RecordEvent`s.
    event: { ...row, at: row.at.toString() } as RecordEvent,
    command,
  }))
}

/** The record of a call as typed events, oldest first, texts joined (null where erased or never there). */
export async function recordOf(tx: Pick<Tx, 'db'>, call: string): Promise<readonly RecordEvent[]> {
  return (await recordAfter(tx, call, 0)).map(({ event }) => event)
}

/** What became of the questions somebody asked on a call: for the page behind the asker's link. */
export async function questionsOf(tx: Pick<Tx, 'db'>, call: string, person: string): Promise<MyQuestion[]> {
  const record = await recordOf(tx, call)
  const seen = { state: replay(record), texts: textsOf(record) }
  return [...seen.state.questions.values()]
    .filter((question) => question.person === person)
    .map((question) => myQuestionOf(seen, question))
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
      const { firms, people } = votersOf(seen.state, question)
      const firm = FIELDS.question.firm
      const shows = typeof firm === 'function' && firm({ question, phase: seen.state.phase }).includes('panel')
      return {
        id: question.id,
        text: textAt(seen, question.text),
        organization: shows ? question.organization : null,
        votes: firms.size + people.size,
        assigned: question.assigned,
      }
    })
    // Sorting keeps the order of arrival among equals.
    .toSorted((a, b) => b.votes - a.votes)
  return { questions, waiting: all.filter(({ state }) => state === 'pending').length }
}
