import { type Actor, actorRef } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { callsCommands } from '../../calls/contract.ts'
import { type PastAct, parseCommand, type RecordEvent } from '../contract.ts'
import { apply } from '../rules/apply.ts'
import { decide } from '../rules/decide.ts'
import { isRefusal } from '../rules/decision.ts'
import { type NewRecordEvent, RecordRefused, StreamMoved } from '../rules/record.ts'
import { emptyState } from '../rules/state.ts'
import { appendToRecord } from '../store/record.ts'
import { roomFactsOf } from './actors.ts'

/** See `RoomCommands.keepPast`. Every event names who wrote it down now, not who sat there then. */
export async function keepPast(
  tx: Tx,
  actor: Actor,
  { call: id, acts }: { call: Id; acts: readonly PastAct[] },
): Promise<void> {
  const facts = roomFactsOf(await tx.use(callsCommands).get(tx, actor, { call: id }), 'off')
  const ref = actorRef(actor)
  const state = emptyState()
  const written: NewRecordEvent[] = []
  for (const { at, by, name, input, makes } of acts) {
    const command = parseCommand(name, input)
    if (!command) throw new Error(`${name} cannot be asked like this`)
    const now = at.toString()
    const newId = () => makes ?? tx.id()
    const decision = decide({ state, facts, actor: { ...by, ref, kind: 'grant' }, now, newId }, command)
    if (isRefusal(decision)) throw new AppError('conflict', decision.refused, { params: decision.params })
    for (const { type, data, text, person } of decision.facts) {
      // A fact is an event without its place; the pair of type and data stays what it was.
      const event = { seq: state.seq + 1, at: now, actor: ref, type, data, text: text ?? null } as RecordEvent
      apply(state, event)
      written.push({ event, command: null, person: person ?? null })
    }
  }
  try {
    await appendToRecord(tx, id, written)
  } catch (error) {
    if (error instanceof StreamMoved) throw new AppError('conflict', 'server.stream_moved')
    if (error instanceof RecordRefused) {
      throw new AppError('conflict', error.refusal.refused, { params: error.refusal.params })
    }
    throw error
  }
}
