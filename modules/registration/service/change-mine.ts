import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { peopleCommands } from '../../people/contract.ts'
import { mailboxOf } from '../../people/views.ts'
import { roomCommands } from '../../room/contract.ts'
import { questionsOf } from '../../room/views.ts'
import type { OwnAnswers } from '../contract.ts'
import { registrationById } from '../reads/desk.ts'
import { needsOf, needsText, streamOf } from '../reads/texts.ts'
import { type Before, changesOf } from '../rules/change.ts'
import { tooLateToAnswer } from '../rules/coming.ts'
import { QUESTIONS, WORDINGS } from '../rules/limits.ts'
import { type StoredRegistration, updateRegistration } from '../store.ts'
import { holdMine } from './coming.ts'

/**
 * The registrant changes her answers, until the call begins; what does not differ is no change. The desk says that she did, and what.
 * @throws AppError `gone` too late, `conflict` `registration.already_*`, `registration.enough_questions`
 */
export async function changeMine(tx: Tx, actor: Actor, given: OwnAnswers): Promise<void> {
  const { call, registration, holder } = await holdMine(tx, actor)
  const late = tooLateToAnswer(call, tx.now)
  if (late) throw new AppError('gone', `registration.${late}`)
  const { id, state, person } = registration
  if (state === 'cancelled' || state === 'declined') {
    throw new AppError('conflict', `registration.already_${state}`, { params: { by: '', at: '' } })
  }
  const before = await answersOf(tx, registration)
  const { fields, told } = changesOf(before, given)
  const { name, title, zone } = given
  const own = { ...(name ? { name } : {}), ...(title ? { title } : {}) }
  if (fields.includes('name') || fields.includes('title')) {
    await tx.use(peopleCommands).correct(tx, actor, { person, ...own })
  }
  if (zone && zone !== (await mailboxOf(tx, person))?.zone) {
    await tx.use(peopleCommands).correct(tx, actor, { person, zone })
  }
  if (fields.includes('needs') && given.needs) await tellNeeds(tx, registration, given.needs)
  if (given.withdraw) await withdraw(tx, actor, registration, given.withdraw)
  if (given.question) await ask(tx, actor, registration, given.question)
  if (fields.length === 0) return
  await updateRegistration(tx, id, {
    ...(given.sectors ? { sectors: given.sectors } : {}),
    ...(given.language ? { language: given.language } : {}),
    changedAt: tx.now,
  })
  await tx.emit({
    stream: streamOf(id),
    type: 'registration.changed',
    audience: 'self',
    data: { registration: id, call: call.id, person: holder.person, fields },
    ...(told ? { text: JSON.stringify(told), person } : {}),
  })
}

async function answersOf(tx: Tx, registration: StoredRegistration): Promise<Before> {
  const found = await registrationById(tx, registration.id)
  return {
    name: found?.person.name ?? null,
    title: found?.person.title ?? null,
    sectors: registration.sectors,
    language: registration.language,
    needs: await needsOf(tx, registration.id),
  }
}

const tellNeeds = (
  tx: Tx,
  { id, call, person }: StoredRegistration,
  needs: NonNullable<OwnAnswers['needs']>,
) =>
  tx.emit({
    stream: streamOf(id),
    type: 'registration.needs_told',
    audience: 'mission',
    data: { registration: id, call, person },
    text: needsText(needs),
    person,
  })

/** One question more, which goes into the record of the call; those asked before stand there as they were asked. */
async function ask(
  tx: Tx,
  actor: Actor,
  registration: StoredRegistration,
  { insteadOf, ...asked }: NonNullable<OwnAnswers['question']>,
): Promise<void> {
  const { id, call, person, organization } = registration
  const questions = insteadOf ? await withdraw(tx, actor, registration, insteadOf) : registration.questions
  if (questions.length >= QUESTIONS) throw new AppError('conflict', 'registration.enough_questions')
  if ((await questionsOf(tx, call, person)).length >= WORDINGS) {
    throw new AppError('conflict', 'registration.enough_wordings')
  }
  const { question } = await tx
    .use(roomCommands)
    .askInAdvance(tx, actor, { call, person, organization, ...asked })
  await updateRegistration(tx, id, { questions: [...questions, question] })
}

/** @returns the questions that are left @throws AppError `not_found`, `conflict` once somebody took it up */
async function withdraw(
  tx: Tx,
  actor: Actor,
  { id, call, person, questions }: StoredRegistration,
  question: string,
): Promise<readonly string[]> {
  await tx.use(roomCommands).withdrawInAdvance(tx, actor, { call, question, person })
  const left = questions.filter((each) => each !== question)
  await updateRegistration(tx, id, { questions: left })
  return left
}
