import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { type CallFacts, callsCommands } from '../../calls/contract.ts'
import { mailCommands } from '../../mail/contract.ts'
import type { Coming } from '../contract.ts'
import { registrationOfPerson } from '../reads/desk.ts'
import { streamOf } from '../reads/texts.ts'
import { answerFor, mayAnswer, tooLateToAnswer, withdrawalUntil } from '../rules/coming.ts'
import { isFull } from '../rules/transitions.ts'
import { lockRegistrations, lockSeats, type StoredRegistration, updateRegistration } from '../store.ts'
import { mailKey, move } from './decide.ts'
import { type Holder, requireHolder } from './mine.ts'
import { restore } from './undo.ts'

/** The call and the holder's own registration, held until the transaction ends. @throws AppError `not_found` */
export async function holdMine(tx: Tx, actor: Actor) {
  const holder = requireHolder(actor)
  const approved = await lockSeats(tx, holder.call)
  const call = await tx.use(callsCommands).get(tx, actor, { call: holder.call })
  const mine = await registrationOfPerson(tx, holder.call, holder.person)
  const [registration] = mine ? await lockRegistrations(tx, holder.call, [mine.id]) : []
  if (!registration) throw new AppError('not_found', 'registration.no_such_registration')
  return { holder, call, registration, approved }
}

/**
 * Says whether one still comes to a call that moved. Whoever cannot gives the seat back; she has some minutes to take that back.
 * The same answer again changes nothing.
 * @param input.startsAt the start that was shown
 * @throws AppError `gone` too late, `conflict` `registration.moved_again`, `already_*`
 */
export async function answerComing(
  tx: Tx,
  actor: Actor,
  input: { startsAt: string; answer: Coming },
): Promise<void> {
  const { call, registration } = await holdMine(tx, actor)
  refuseLate(tx, call)
  if (!call.startsAt?.equals(Temporal.Instant.from(input.startsAt))) {
    throw new AppError('conflict', 'registration.moved_again')
  }
  if (answerFor(registration, call.startsAt) === input.answer) return
  if (!mayAnswer(registration.state)) {
    throw new AppError('conflict', `registration.already_${registration.state}`, {
      params: { by: '', at: '' },
    })
  }
  await noteAnswer(tx, registration, input.answer, call.startsAt)
  if (input.answer === 'cannot') {
    const why = { reason: null, note: null, capacity: call.capacity }
    await move(tx, actor, registration, 'cancelled', why)
  }
}

function refuseLate(tx: Tx, call: CallFacts): void {
  const late = tooLateToAnswer(call, tx.now)
  if (late) throw new AppError('gone', `registration.${late}`)
}

async function noteAnswer(
  tx: Tx,
  { id, call, person, organization }: StoredRegistration,
  answer: Coming,
  startsAt: Temporal.Instant,
): Promise<void> {
  await updateRegistration(tx, id, { answer, answeredFor: startsAt })
  await tx.emit({
    stream: streamOf(id),
    type: 'registration.answered_move',
    audience: 'self',
    data: { registration: id, call, person, organization, answer, startsAt },
  })
}

/**
 * Takes a withdrawal back, while its mail has not left: everything is as before.
 * @throws AppError `conflict` `registration.withdrawn_for_good`, `registration.seat_gone`
 */
export async function undoMine(tx: Tx, actor: Actor): Promise<Holder> {
  const { holder, call, registration, approved } = await holdMine(tx, actor)
  const { id, before, state, generation } = registration
  if (before === null || !withdrawalUntil(registration, call, tx.now)) {
    throw new AppError('conflict', 'registration.withdrawn_for_good')
  }
  if (before === 'approved' && isFull({ approved, capacity: call.capacity })) {
    throw new AppError('conflict', 'registration.seat_gone')
  }
  if (!(await tx.use(mailCommands).cancel(tx, actor, { key: mailKey(id, state, generation) }))) {
    throw new AppError('conflict', 'registration.withdrawn_for_good')
  }
  await restore(tx, actor, registration, before, call.capacity)
  await updateRegistration(tx, id, { answer: null, answeredFor: null })
  return holder
}
