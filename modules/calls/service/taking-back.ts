import type { Actor } from '../../../kernel/actor.ts'
import { system } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { mailCommands } from '../../mail/contract.ts'
import { registrationCounts } from '../../registration/views.ts'
import type { CallFacts, CallState, Told } from '../contract.ts'
import { cameFrom } from '../reads/history.ts'
import { subscribersOf } from '../reads/subscriptions.ts'
import { whyNotBroughtBack, whyNotTakenBack } from '../rules/taking-back.ts'
import { type LockedCall, lockCall, updateCall } from '../store/calls.ts'
import { factsById } from '../views/facts.ts'
import { readCall } from './calls.ts'
import { requireEditor } from './permission.ts'
import { writtenTo } from './stage-mails.ts'
import { announcedKey } from './subscriptions.ts'

const me = system('calls')

/** Whom the announcement of a call reached, and why it cannot be taken back, or a cancelled one brought back. */
export async function readTold(tx: Tx, actor: Actor, input: { call: Id }): Promise<Told> {
  const call = await readCall(tx, actor, input.call)
  const registered = await registeredOn(tx, call.id)
  const refusal =
    call.state === 'cancelled'
      ? whyNotBroughtBack(call, { from: await cameFrom(tx, call.id, 'cancelled'), registered, now: tx.now })
      : whyNotTakenBack(call.state, { registered })
  return { registered, subscribers: await toldSubscribers(tx, call), stage: writtenTo(call).length, refusal }
}

/**
 * An announced call is a draft again. Mails about it that still wait are not sent; its page keeps its address and says what happened.
 * @throws AppError `conflict` once somebody registered; `forbidden`
 */
export async function takeBack(tx: Tx, actor: Actor, input: { call: Id }): Promise<CallFacts> {
  const call = await lockCall(tx, input.call)
  requireEditor(actor, call.program)
  const registered = await registeredOn(tx, call.id)
  refuse(whyNotTakenBack(call.state, { registered }), registered)
  await withdrawAnnouncements(tx, call.id)
  return await move(tx, call, 'draft', 'call.taken_back')
}

/**
 * A cancelled call is what it was before. The stage was told that it is off, and is told that it is on.
 * @throws AppError `conflict` when registered people were told, or its time is over; `forbidden`
 */
export async function bringBack(tx: Tx, actor: Actor, input: { call: Id }): Promise<CallFacts> {
  const call = await lockCall(tx, input.call)
  requireEditor(actor, call.program)
  const [registered, from] = [await registeredOn(tx, call.id), await cameFrom(tx, call.id, 'cancelled')]
  refuse(whyNotBroughtBack(call, { from, registered, now: tx.now }), registered)
  return await move(tx, call, from === 'published' ? 'published' : 'draft', 'call.brought_back')
}

function refuse(reason: string | null, count: number): void {
  if (reason) throw new AppError('conflict', reason, { params: { count } })
}

async function move(tx: Tx, call: LockedCall, to: CallState, type: string): Promise<CallFacts> {
  const version = await updateCall(tx, call, { state: to, cancelReason: null })
  await tx.emit({
    stream: `call:${call.id}`,
    type,
    audience: 'mission',
    data: { call: call.id, version, from: call.state, to },
  })
  const facts = await factsById(tx, call.id)
  if (!facts) throw new AppError('not_found', 'calls.unknown_call')
  return facts
}

/** Every registration that was made and not given up by the firm itself. */
async function registeredOn(tx: Tx, call: Id): Promise<number> {
  const states = (await registrationCounts(tx, [call])).get(call) ?? {}
  return Object.entries(states).reduce(
    (sum, [state, count]) => (state === 'cancelled' ? sum : sum + count),
    0,
  )
}

const announcementKeys = async (tx: Tx, call: CallFacts): Promise<string[]> =>
  (await subscribersOf(tx, call)).map((person) => announcedKey(call, person))

const toldSubscribers = async (tx: Tx, call: CallFacts): Promise<number> =>
  await tx.use(mailCommands).left(tx, me, { keys: await announcementKeys(tx, call) })

async function withdrawAnnouncements(tx: Tx, id: Id): Promise<void> {
  const call = await factsById(tx, id)
  if (call) await tx.use(mailCommands).cancelAll(tx, me, { keys: await announcementKeys(tx, call) })
}
