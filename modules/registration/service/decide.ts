import type { Actor } from '../../../kernel/actor.ts'
import { AppError, type Params } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { accessCommands } from '../../access/contract.ts'
import { staffByIds } from '../../access/views.ts'
import { type CallFacts, callsCommands } from '../../calls/contract.ts'
import { mailCommands } from '../../mail/contract.ts'
import type { Decision, DecisionResult, DeclineReason, RegistrationState } from '../contract.ts'
import { registrationById } from '../reads/desk.ts'
import { seatsHeldByFirms } from '../reads/seats.ts'
import { streamOf } from '../reads/texts.ts'
import { WITHDRAWAL_MINUTES } from '../rules/coming.ts'
import { type FirmSeats, firmIsFull, withSeat } from '../rules/seats.ts'
import { decide, seatChange, UNDO_SECONDS } from '../rules/transitions.ts'
import { giveOrFree, seatsOf } from '../store/seats.ts'
import { lockRegistrations, lockSeats, type StoredRegistration, updateRegistration } from '../store.ts'
import { requireApprover } from './permission.ts'

export interface Decided {
  readonly decision: Decision
  readonly reason: DeclineReason | null
  readonly note: string | null
}

/**
 * Decides on registrations of one call, each by itself: what could not be done says why, the rest is done.
 * The counter of seats is held first, so that decisions on one call follow each other and the last seat is given once.
 * @throws AppError `forbidden`, `invalid` when a decline gives no reason
 */
export async function decideMany(
  tx: Tx,
  actor: Actor,
  input: { call: Id; registrations: readonly Id[] } & Decided,
): Promise<DecisionResult[]> {
  if (input.decision === 'decline' && input.reason === null) {
    throw new AppError('invalid', 'registration.reason_required', {
      fields: [{ path: 'reason', reason: 'required' }],
    })
  }
  const held = await hold(tx, actor, input.call, input.registrations)
  const results: DecisionResult[] = []
  let { approved, firms } = held
  for (const registration of held.registrations) {
    const { organization } = registration
    const seats = { approved, capacity: held.facts.capacity, firmIsFull: firmIsFull(firms, organization) }
    const verdict = decide(input.decision, registration.state, held.facts.state, seats)
    if ('refused' in verdict) {
      const params = { ...(await paramsOf(tx, registration, seats.capacity)), perFirm: firms.perFirm ?? 0 }
      results.push(refusal(registration, verdict.refused, params))
      continue
    }
    await move(tx, actor, registration, verdict.to, { ...input, capacity: seats.capacity })
    const change = seatChange(registration.state, verdict.to)
    approved += change
    firms = withSeat(firms, organization, change)
    results.push({ registration: registration.id, done: true, state: verdict.to, refused: null })
  }
  return inOrder(results, input.registrations)
}

/** The locks in their one order, and the permission. */
export async function hold(tx: Tx, actor: Actor, call: Id, ids: readonly Id[]) {
  const approved = await lockSeats(tx, call)
  const facts = await tx.use(callsCommands).get(tx, actor, { call })
  requireApprover(actor, facts.program.id)
  const { perFirm } = await seatsOf(tx, call)
  const firms: FirmSeats = { perFirm, held: await seatsHeldByFirms(tx, call) }
  return { approved, firms, facts, registrations: await lockRegistrations(tx, call, ids) }
}

/** One decision, or its refusal as an error. @throws AppError `not_found`, `conflict` */
export async function decideByStaff(tx: Tx, actor: Actor, id: Id, decided: Decided): Promise<void> {
  const found = await registrationById(tx, id)
  if (!found) throw new AppError('not_found', 'registration.no_such_registration')
  const { call } = found.registration
  const [result] = await decideMany(tx, actor, { call, registrations: [id], ...decided })
  if (result?.refused) {
    throw new AppError('conflict', `registration.${result.refused.reason}`, { params: result.refused.params })
  }
}

/** See `RegistrationCommands.approve`. */
export const approveBySystem = (tx: Tx, actor: Actor, input: { registration: Id }): Promise<void> =>
  decideByStaff(tx, actor, input.registration, { decision: 'approve', reason: null, note: null })

/** Holds the counter of a call's seats until the transaction ends, so that nobody approves meanwhile. */
export const seatsTaken = (tx: Tx, _actor: Actor, input: { call: Id }): Promise<number> =>
  lockSeats(tx, input.call)

interface Why {
  readonly reason: DeclineReason | null
  readonly note: string | null
  readonly capacity: number | null
}

/** Changes the state and everything that hangs on it: seat, grant, event, mail. */
export async function move(
  tx: Tx,
  actor: Actor,
  registration: StoredRegistration,
  to: RegistrationState,
  why: Why,
): Promise<void> {
  const generation = await settle(tx, actor, registration, to, { ...why, at: tx.now })
  const { id, call, person } = registration
  const sendAt = mailLeaves(actor, tx.now)
  await tx.use(mailCommands).send(tx, actor, {
    template: templateOf(actor, registration.state, to),
    to: { person },
    about: { registration: id, call },
    key: mailKey(id, to, generation),
    ...(sendAt ? { sendAt } : {}),
  })
}

/** The same without a mail; answers the new generation. */
export async function settle(
  tx: Tx,
  actor: Actor,
  registration: StoredRegistration,
  to: RegistrationState,
  why: Why & { readonly at: Temporal.Instant },
): Promise<number> {
  const { id, call, person, organization } = registration
  const generation = registration.generation + 1
  const reason = to === 'declined' ? why.reason : null
  const by = actor.kind === 'staff' ? actor.user : null
  await updateRegistration(tx, id, {
    state: to,
    before: registration.state,
    generation,
    decidedAt: why.at,
    decidedBy: by,
    reason,
  })
  await giveOrFree(tx, call, seatChange(registration.state, to), why.capacity)
  await moveGrant(tx, actor, registration, to)
  await tx.emit({
    stream: streamOf(id),
    type: `registration.${to}`,
    audience: 'self',
    data: { registration: id, call, person, organization, from: registration.state, to, generation, reason },
    ...(to === 'declined' && why.note !== null ? { text: why.note, person } : {}),
  })
  return generation
}

/** Whoever decides has a moment to take it back, the officer a short one, the registrant a longer one. */
function mailLeaves(actor: Actor, now: Temporal.Instant): Temporal.Instant | null {
  if (actor.kind === 'staff') return now.add({ seconds: UNDO_SECONDS })
  return actor.kind === 'grant' ? now.add({ minutes: WITHDRAWAL_MINUTES }) : null
}

/** Whom the waitlist gave a seat is told why. */
const templateOf = (actor: Actor, from: RegistrationState, to: RegistrationState): string =>
  actor.kind === 'system' && from === 'waitlisted' && to === 'approved'
    ? 'registration.promoted'
    : `registration.${to}`

export const mailKey = (registration: Id, state: RegistrationState, generation: number): string =>
  `registration.${state}:${registration}:${generation}`

/** An approved registrant may enter the room; whoever no longer has a seat may not, and keeps her page. */
export async function moveGrant(
  tx: Tx,
  actor: Actor,
  { call, person, organization, state }: StoredRegistration,
  to: RegistrationState,
): Promise<void> {
  if (to === 'approved') {
    await tx.use(accessCommands).grant(tx, actor, { call, person, organization, roles: ['attendee'] })
  } else if (state === 'approved') {
    await tx.use(accessCommands).revokeRoles(tx, actor, { call, person, roles: ['attendee'] })
  }
}

export const refusal = (
  registration: StoredRegistration,
  reason: string,
  params: Params,
): DecisionResult => ({
  registration: registration.id,
  done: false,
  state: registration.state,
  refused: { reason, params: { ...params } },
})

/** Who decided before and when, and how many seats there are: what the sentence of a refusal names. */
export async function paramsOf(
  tx: Tx,
  registration: StoredRegistration,
  capacity: CallFacts['capacity'],
): Promise<Params> {
  const by = registration.decidedBy
  const officer = by ? (await staffByIds(tx, [by])).get(by) : undefined
  return {
    by: officer?.name ?? '',
    at: registration.decidedAt?.toString() ?? '',
    capacity: capacity ?? 0,
  }
}

/** In the order they were asked for; an id of another call, or of none, is left out. */
export function inOrder(results: readonly DecisionResult[], asked: readonly Id[]): DecisionResult[] {
  const byId = new Map(results.map((result) => [result.registration, result]))
  return [...new Set(asked)].flatMap((id) => byId.get(id) ?? [])
}
