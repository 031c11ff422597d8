import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { staffByIds } from '../../access/views.ts'
import { type CallFacts, callsCommands } from '../../calls/contract.ts'
import { callSummaries } from '../../calls/views/summaries.ts'
import { peopleCommands } from '../../people/contract.ts'
import { saysNothingOfFirm } from '../../people/views.ts'
import { questionsOf } from '../../room/views.ts'
import type { Counts, PastCall, RegistrationFile } from '../contract.ts'
import { firmSeats, historyOf, pastOf, registrationById, registrationsPage, toRow } from '../reads/desk.ts'
import { answersOf, moveTo } from '../reads/moves.ts'
import { seatsPerFirm } from '../reads/seats.ts'
import { declineNote, needsOf, ownChangesOf } from '../reads/texts.ts'
import { tally } from '../rules/coming.ts'
import { registrationCounts } from '../views.ts'
import { mayRead, mayReadNeeds, requireReader } from './permission.ts'

/** How many earlier registrations of the person and the firm a file shows. */
const PAST = 12

/** All that the mission knows of a registration. @throws AppError `not_found`, `forbidden` */
export async function registrationFileOf(tx: Tx, actor: Actor, id: Id): Promise<RegistrationFile> {
  const found = await registrationById(tx, id)
  if (!found) throw new AppError('not_found', 'registration.no_such_registration')
  const { registration, person, organization } = found
  const call = await tx.use(callsCommands).get(tx, actor, { call: registration.call })
  requireReader(actor, call.program.id)
  const asked = await questionsOf(tx, registration.call, registration.person)
  return {
    ...toRow(found, await moveTo(tx, call.id, call.startsAt)),
    call: registration.call,
    email: person.email,
    freeMail: person.email !== null && saysNothingOfFirm(person.email),
    phone: person.phone,
    country: organization.country,
    language: registration.language,
    source: registration.source,
    foundBy: registration.foundBy,
    domain: await domainFoundBy(tx, actor, registration),
    notice: registration.notice,
    questions: asked
      .filter((question) => registration.questions.includes(question.id))
      .map(({ id: question, text, visibility, showFirm }) => ({
        id: question,
        text,
        visibility,
        showFirm: showFirm ?? 'mission',
      })),
    needs: mayReadNeeds(actor, call.program.id) ? await needsOf(tx, id) : null,
    decision: await decisionOn(tx, registration),
    changes: await ownChangesOf(tx, id),
    firmSeats: await firmSeats(tx, registration.call, registration.organization),
    past: await pastCalls(tx, registration),
  }
}

type Stored = NonNullable<Awaited<ReturnType<typeof registrationById>>>['registration']

async function decisionOn(tx: Tx, registration: Stored): Promise<RegistrationFile['decision']> {
  const { decidedAt, decidedBy, reason, state, id } = registration
  if (!decidedAt) return null
  return {
    at: decidedAt.toString(),
    by: decidedBy ? ((await staffByIds(tx, [decidedBy])).get(decidedBy)?.name ?? null) : null,
    reason,
    note: state === 'declined' ? await declineNote(tx, id) : null,
  }
}

async function domainFoundBy(tx: Tx, actor: Actor, { foundBy, person }: Stored): Promise<string | null> {
  if (foundBy !== 'domain') return null
  const { email } = await tx.use(peopleCommands).get(tx, actor, { person })
  return email ? email.slice(email.lastIndexOf('@') + 1) : null
}

const pastCalls = async (tx: Tx, registration: Stored): Promise<PastCall[]> =>
  (await withCalls(tx, await pastOf(tx, registration, PAST), registration.person)).map(({ past }) => past)

/** Registrations with what is shown of their calls. */
async function withCalls(tx: Tx, rows: readonly Stored[], person: Id | undefined) {
  const calls = await callSummaries(
    tx,
    rows.map((row) => row.call),
  )
  return rows.flatMap((row) => {
    const call = calls.get(row.call)
    if (!call) return []
    const past: PastCall = {
      registration: row.id,
      call: call.id,
      number: call.number,
      topic: { en: call.topic.en, ur: call.topic.ur },
      startsAt: call.startsAt?.toString() ?? null,
      state: row.state,
      callState: call.state,
      samePerson: row.person === person,
    }
    return { past, program: call.program }
  })
}

/** How many registrations the file of a person or a firm shows. */
const HISTORY = 200

/** Registrations of a person or a firm for calls of the programs one works in. @throws AppError `invalid` without either */
export async function historyFor(
  tx: Tx,
  actor: Actor,
  of: { person?: Id | undefined; organization?: Id | undefined },
): Promise<{ items: PastCall[] }> {
  if (!of.person && !of.organization) {
    throw new AppError('invalid', 'registration.whose_history', {
      fields: [{ path: 'person', reason: 'required' }],
    })
  }
  const found = await withCalls(tx, await historyOf(tx, of, HISTORY), of.person)
  return { items: found.filter(({ program }) => mayRead(actor, program)).map(({ past }) => past) }
}

/** How many registrations are in each state, and how many seats there are. */
export async function countsOf(tx: Tx, actor: Actor, call: Id): Promise<Counts> {
  const facts = await tx.use(callsCommands).get(tx, actor, { call })
  requireReader(actor, facts.program.id)
  const found = (await registrationCounts(tx, [call])).get(call)
  return {
    pending: 0,
    approved: 0,
    waitlisted: 0,
    declined: 0,
    cancelled: 0,
    ...found,
    capacity: facts.capacity,
    perFirm: await seatsPerFirm(tx, call),
    moved: await answersTo(tx, facts),
  }
}

/** How those answered who were asked when the call last moved. */
async function answersTo(tx: Tx, { id, startsAt }: CallFacts): Promise<Counts['moved']> {
  const move = await moveTo(tx, id, startsAt)
  return move && { startsAt: move.startsAt.toString(), ...tally(await answersOf(tx, id), move) }
}

/** A page of the approver's desk. */
export async function listOf(tx: Tx, actor: Actor, query: Parameters<typeof registrationsPage>[1]) {
  const { program, startsAt } = await tx.use(callsCommands).get(tx, actor, { call: query.call })
  requireReader(actor, program.id)
  return registrationsPage(tx, query, await moveTo(tx, query.call, startsAt))
}
