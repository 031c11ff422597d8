import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Locale } from '../../../kernel/locale.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { accessCommands } from '../../access/contract.ts'
import { callsCommands } from '../../calls/contract.ts'
import { mailCommands } from '../../mail/contract.ts'
import { type FoundBy, peopleCommands } from '../../people/contract.ts'
import { roomCommands } from '../../room/contract.ts'
import type { RegistrantInput, RegistrationState } from '../contract.ts'
import { needsText, streamOf } from '../reads/texts.ts'
import { MAILS_A_DAY, QUESTIONS } from '../rules/limits.ts'
import { closedBecause } from '../rules/transitions.ts'
import {
  insertRegistration,
  lockOfPerson,
  lockSeats,
  type StoredRegistration,
  updateRegistration,
} from '../store.ts'
import { settle } from './decide.ts'
import { currentNotice } from './notices.ts'

export interface Registered {
  readonly registration: Id
  readonly person: Id
  readonly organization: Id
  readonly state: RegistrationState
}

/**
 * Takes a registration. A second one for the same person changes nothing that a stranger could have wanted to change:
 * it brings the personal link again, and a new question along; a cancelled one is pending anew.
 * @throws AppError `not_found` for a draft, `gone` `registration.closed_*`, `conflict` `registration.notice_changed`
 */
export async function register(
  tx: Tx,
  actor: Actor,
  input: { call: Id; registrant: RegistrantInput; locale: Locale },
): Promise<Registered> {
  await refuseClosed(tx, actor, input.call)
  const given = input.registrant
  if (given.notice !== (await currentNotice(tx)).version) {
    throw new AppError('conflict', 'registration.notice_changed')
  }
  const { person, organization, foundBy } = await resolved(tx, actor, input)
  const earlier = await lockOfPerson(tx, input.call, person)
  const now = earlier
    ? await again(tx, earlier, given)
    : await first(tx, input, { person, organization, foundBy }, tx.now)
  await askAndTell(tx, actor, now, given, earlier !== null)
  await tx.use(accessCommands).grant(tx, actor, { call: input.call, person, organization, roles: [] })
  await tellReceived(tx, actor, now, earlier !== null)
  return { registration: now.id, person, organization, state: now.state }
}

const resolved = (
  tx: Tx,
  actor: Actor,
  { registrant, locale }: { registrant: RegistrantInput; locale: Locale },
) => {
  const { name, title, organization, email, country, phone } = registrant
  return tx
    .use(peopleCommands)
    .resolve(tx, actor, { name, title, organization, email, country, phone, locale })
}

async function refuseClosed(tx: Tx, actor: Actor, id: Id): Promise<void> {
  const call = await tx.use(callsCommands).get(tx, actor, { call: id })
  if (call.state === 'draft') throw new AppError('not_found', 'calls.unknown_call')
  const closed = closedBecause(call, tx.now)
  if (closed && actor.kind !== 'system') throw new AppError('gone', `registration.closed_${closed}`)
}

async function first(
  tx: Tx,
  input: { call: Id; registrant: RegistrantInput },
  who: { person: Id; organization: Id; foundBy: FoundBy },
  submittedAt: Temporal.Instant,
): Promise<StoredRegistration> {
  const given = input.registrant
  const made = await insertRegistration(tx, {
    id: tx.id(),
    call: input.call,
    person: who.person,
    organization: who.organization,
    foundBy: who.foundBy,
    state: 'pending',
    generation: 1,
    sectors: given.sectors,
    language: given.language,
    source: given.source,
    notice: given.notice,
    questions: [],
    submittedAt,
  })
  await emitSubmitted(tx, made)
  return made
}

async function again(
  tx: Tx,
  earlier: StoredRegistration,
  given: RegistrantInput,
): Promise<StoredRegistration> {
  if (earlier.state !== 'cancelled') return earlier
  const change = {
    state: 'pending',
    before: null,
    generation: earlier.generation + 1,
    sectors: given.sectors,
    language: given.language,
    notice: given.notice,
    submittedAt: tx.now,
    decidedAt: null,
    decidedBy: null,
    reason: null,
  } as const
  await updateRegistration(tx, earlier.id, change)
  const renewed = { ...earlier, ...change }
  await emitSubmitted(tx, renewed)
  return renewed
}

/** See `RegistrationCommands.keepPast`. */
export async function keepPast(
  tx: Tx,
  actor: Actor,
  input: { call: Id; registrant: RegistrantInput; locale: Locale; at: Temporal.Instant },
): Promise<{ person: Id; organization: Id }> {
  await lockSeats(tx, input.call)
  const who = await resolved(tx, actor, input)
  const registration = await first(tx, input, who, input.at)
  await settle(tx, actor, registration, 'approved', {
    reason: null,
    note: null,
    capacity: null,
    at: input.at,
  })
  return who
}

async function emitSubmitted(tx: Tx, registration: StoredRegistration): Promise<void> {
  const { id, call, person, organization, foundBy, generation, notice, sectors, language, source } =
    registration
  await tx.emit({
    stream: streamOf(id),
    type: 'registration.submitted',
    audience: 'mission',
    data: {
      registration: id,
      call,
      person,
      organization,
      foundBy,
      generation,
      notice,
      sectors,
      language,
      source,
    },
  })
}

/** What was written in free text: the question goes into the call's record, the needs beside the registration. */
async function askAndTell(
  tx: Tx,
  actor: Actor,
  registration: StoredRegistration,
  given: RegistrantInput,
  repeated: boolean,
): Promise<void> {
  const { id, call, person, organization } = registration
  if (given.question !== null && registration.questions.length < QUESTIONS) {
    const { question } = await tx.use(roomCommands).askInAdvance(tx, actor, {
      call,
      person,
      organization,
      text: given.question,
      visibility: given.visibility,
      showFirm: given.showFirm,
    })
    await updateRegistration(tx, id, { questions: [...registration.questions, question] })
  }
  if (!repeated && (given.needs.length > 0 || given.otherNeeds !== null)) {
    await tx.emit({
      stream: streamOf(id),
      type: 'registration.needs_told',
      audience: 'mission',
      data: { registration: id, call, person },
      text: needsText({ known: given.needs, other: given.otherNeeds }),
      person,
    })
  }
}

/** The mail with the personal link; so many a day, however often somebody types this address. */
async function tellReceived(
  tx: Tx,
  actor: Actor,
  registration: StoredRegistration,
  repeated: boolean,
): Promise<void> {
  const { id, call, person, generation } = registration
  const template = 'registration.received'
  const today = await tx.use(mailCommands).countSince(tx, actor, {
    person,
    templates: [template],
    since: tx.now.subtract({ hours: 24 }),
  })
  if (today >= MAILS_A_DAY) return
  // Impatient clicks within ten minutes bring one mail.
  const tick = Math.floor(tx.now.epochMilliseconds / 600_000)
  await tx.use(mailCommands).send(tx, actor, {
    template,
    to: { person },
    about: { registration: id, call },
    key: `${template}:${id}:${generation}${repeated ? `:${tick}` : ''}`,
  })
}
