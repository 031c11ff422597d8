import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { type CallFacts, callsCommands } from '../../calls/contract.ts'
import { questionsOf } from '../../room/views.ts'
import type { Standing } from '../contract.ts'
import { registrationById, registrationOfPerson } from '../reads/desk.ts'
import { moveTo } from '../reads/moves.ts'
import { placeInLine } from '../reads/seats.ts'
import { declineNote, needsOf } from '../reads/texts.ts'
import { answerFor, mayAnswer, tooLateToAnswer, wasAsked, withdrawalUntil } from '../rules/coming.ts'
import { QUESTIONS } from '../rules/limits.ts'
import { mayCancel, mayEnter } from '../rules/transitions.ts'
import type { StoredRegistration } from '../store.ts'

export type Holder = Extract<Actor, { kind: 'grant' }>

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
      sectors: [...call.sectors],
      languages: [...call.languages],
    },
    registration: await registrationOf(tx, holder, call),
    roles: [...holder.roles],
    mayEnter: mayEnter(holder.roles, call, tx.now),
    questions: await myQuestions(tx, holder),
  }
}

/** What is asked of her because the call moved, and what she said; null when it did not move, or nobody is asked any more. */
async function askedOf(
  tx: Tx,
  call: CallFacts,
  registration: StoredRegistration,
): Promise<NonNullable<Standing['registration']>['asked']> {
  const move = await moveTo(tx, call.id, call.startsAt)
  if (!move || tooLateToAnswer(call, tx.now) || !wasAsked(registration.submittedAt, move)) return null
  const answer = answerFor(registration, move.startsAt)
  if (answer === null && !mayAnswer(registration.state)) return null
  return {
    startsAt: move.startsAt.toString(),
    wasAt: move.wasAt.toString(),
    wasUntil: move.wasAt.add({ minutes: move.wasMinutes }).toString(),
    answer,
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
    mayChange: mayAnswer(registration.state) && tooLateToAnswer(call, tx.now) === null,
    sectors: registration.sectors,
    language: registration.language,
    needs: await needsOf(tx, registration.id),
    zone: person.zone,
    place: registration.state === 'waitlisted' ? await placeInLine(tx, registration) : null,
    questionsLeft: Math.max(0, QUESTIONS - registration.questions.length),
    undoUntil: withdrawalUntil(registration, call, tx.now)?.toString() ?? null,
    asked: await askedOf(tx, call, registration),
  }
}

async function myQuestions(tx: Tx, holder: Holder): Promise<Standing['questions']> {
  const asked = await questionsOf(tx, holder.call, holder.person)
  // What she took back stands in the record, and not before her eyes.
  const hers = asked.filter(({ dismissal }) => dismissal?.reason !== 'withdrawn')
  return hers.map((question) => ({
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
