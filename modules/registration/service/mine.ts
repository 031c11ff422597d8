import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { type CallFacts, callsCommands } from '../../calls/contract.ts'
import { questionsOf } from '../../room/views.ts'
import type { Standing } from '../contract.ts'
import { registrationById, registrationOfPerson } from '../reads/desk.ts'
import { declineNote } from '../reads/texts.ts'
import { mayCancel, mayEnter } from '../rules/transitions.ts'
import { lockRegistrations, lockSeats } from '../store.ts'
import { move } from './decide.ts'

type Holder = Extract<Actor, { kind: 'grant' }>

/** @throws AppError `unauthenticated` for everybody who did not come by a personal link */
export function requireHolder(actor: Actor): Holder {
  if (actor.kind !== 'grant') throw new AppError('unauthenticated', 'registration.open_your_link')
  return actor
}

/** Where the holder of a personal link stands. */
export async function standingOf(tx: Tx, actor: Actor): Promise<Standing> {
  const holder = requireHolder(actor)
  const call = await tx.use(callsCommands).get(tx, actor, { call: holder.call })
  return {
    call: {
      id: call.id,
      slug: call.slug,
      state: call.state,
      topic: { en: call.topic.en, ur: call.topic.ur },
      startsAt: call.startsAt?.toString() ?? null,
      endsAt: call.endsAt?.toString() ?? null,
      zone: call.zone,
      hostPlace: { en: call.hostPlace.en, ur: call.hostPlace.ur },
    },
    registration: await registrationOf(tx, holder, call),
    roles: [...holder.roles],
    mayEnter: mayEnter(holder.roles, call, tx.now),
    questions: await myQuestions(tx, holder),
  }
}

async function registrationOf(tx: Tx, holder: Holder, call: CallFacts): Promise<Standing['registration']> {
  const mine = await registrationOfPerson(tx, call.id, holder.person)
  const found = mine ? await registrationById(tx, mine.id) : null
  if (!found) return null
  const { registration, person, organization } = found
  return {
    id: registration.id,
    state: registration.state,
    submittedAt: registration.submittedAt.toString(),
    name: person.name,
    title: person.title,
    organization: organization.name,
    email: person.email,
    declined:
      registration.state === 'declined' && registration.reason
        ? { reason: registration.reason, note: await declineNote(tx, registration.id) }
        : null,
    mayCancel: mayCancel(registration.state, call.state),
  }
}

async function myQuestions(tx: Tx, holder: Holder): Promise<Standing['questions']> {
  const asked = await questionsOf(tx, holder.call, holder.person)
  return asked.map((question) => ({
    id: question.id,
    text: question.text,
    state: question.state,
    at: question.at,
    showFirm: question.showFirm ?? 'mission',
    visibility: question.visibility,
    dismissal: question.dismissal
      ? { reason: question.dismissal.reason, note: question.dismissal.note }
      : null,
    answers: question.answers.map(({ how, at, text }) => ({ how, at, text })),
    followUp: question.followUp ? { due: question.followUp.due, text: question.followUp.text } : null,
  }))
}

/** The registrant cancels: the seat is free at once. @throws AppError `conflict` when there is nothing to cancel any more */
export async function cancelMine(tx: Tx, actor: Actor): Promise<Standing> {
  const holder = requireHolder(actor)
  await lockSeats(tx, holder.call)
  const call = await tx.use(callsCommands).get(tx, actor, { call: holder.call })
  const mine = await registrationOfPerson(tx, holder.call, holder.person)
  const [registration] = mine ? await lockRegistrations(tx, holder.call, [mine.id]) : []
  if (!registration) throw new AppError('not_found', 'registration.no_such_registration')
  if (!mayCancel(registration.state, call.state)) {
    const reason =
      call.state === 'published' || call.state === 'live' ? `already_${registration.state}` : 'call_over'
    throw new AppError('conflict', `registration.${reason}`, { params: { by: '', at: '' } })
  }
  await move(tx, actor, registration, 'cancelled', { reason: null, note: null })
  return standingOf(tx, actor)
}
