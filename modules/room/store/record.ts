import { and, eq, lt, or, sql } from 'drizzle-orm'
import { system } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import { events } from '../../../kernel/tables.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { callsCommands } from '../../calls/contract.ts'
import type { QuestionInAdvance } from '../contract.ts'
import { recordStream } from '../contract.ts'
import { EVENT_AUDIENCE } from '../rules/audience.ts'
import { type NewRecordEvent, RecordRefused, StreamMoved } from '../rules/record.ts'

/** Appends decided events at their places, and lets the call follow its room: opened is live, ended is ended. */
export async function appendToRecord(tx: Tx, call: string, events: readonly NewRecordEvent[]): Promise<void> {
  try {
    await tx.append(
      recordStream(call),
      events.map(({ event, command, person }) => ({
        seq: event.seq,
        at: Temporal.Instant.from(event.at),
        actor: event.actor,
        type: event.type,
        audience: EVENT_AUDIENCE[event.type],
        data: event.data,
        command,
        ...(event.text === null ? {} : { text: event.text, person }),
      })),
    )
  } catch (error) {
    if (error instanceof AppError && error.reason === 'server.stream_moved') throw new StreamMoved()
    throw error
  }
  for (const { event } of events) {
    if (event.type === 'room.opened') await moveCall(tx, call, 'live')
    if (event.type === 'room.ended') await moveCall(tx, call, 'ended')
  }
}

/** Throws unless something can be written durably now. Leaves nothing behind but a note in the database's own log. */
export async function canWrite(tx: Tx): Promise<void> {
  await tx.db.execute(sql`select pg_logical_emit_message(true, 'direct-line', 'room')`)
}

async function moveCall(tx: Tx, call: string, to: 'live' | 'ended'): Promise<void> {
  const actor = system('room')
  try {
    const { state } = await tx.use(callsCommands).get(tx, actor, { call })
    if (state !== to) await tx.use(callsCommands).setState(tx, actor, { call, to })
  } catch (error) {
    if (error instanceof AppError) throw new RecordRefused({ refused: error.reason, params: error.params })
    throw error
  }
}

/** Writes a question that came with a registration into the record, whoever has the room open. */
export async function recordQuestionInAdvance(tx: Tx, question: QuestionInAdvance): Promise<string> {
  const id = tx.id()
  const { call, person, organization, text, visibility, showFirm } = question
  const data = { question: id, person, organization, visibility, showFirm, source: 'registration' }
  const type = 'question.submitted'
  await tx.emit({ stream: recordStream(call), type, audience: EVENT_AUDIENCE[type], data, text, person })
  return id
}

/**
 * Takes a question back for who asked it. Written first and looked at then: the stream is held, so nobody shows it meanwhile.
 * @throws AppError `not_found` not hers; `conflict` when something was done with it
 */
export async function withdrawQuestionInAdvance(
  tx: Tx,
  { call, question, person }: { call: string; question: string; person: string },
): Promise<void> {
  const stream = recordStream(call)
  const type = 'question.dismissed'
  const data = { question, reason: 'withdrawn', noted: false }
  const { seq } = await tx.emit({ stream, type, audience: EVENT_AUDIENCE[type], data })
  const before = await tx.db
    .select({ type: events.type, asker: sql<string | null>`${events.data}->>'person'` })
    .from(events)
    .where(
      and(
        eq(events.stream, stream),
        lt(events.seq, seq),
        or(sql`${events.data}->>'question' = ${question}`, sql`${events.data}->>'into' = ${question}`),
      ),
    )
  const [asked, ...since] = before
  if (asked?.type !== 'question.submitted' || asked.asker !== person) {
    throw new AppError('not_found', 'room.no_such_question')
  }
  if (since.length > 0) throw new AppError('conflict', 'room.question_taken_up')
}
