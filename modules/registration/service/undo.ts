import type { Actor } from '../../../kernel/actor.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { mailCommands } from '../../mail/contract.ts'
import type { DecisionResult } from '../contract.ts'
import { streamOf } from '../reads/texts.ts'
import { isFull, seatChange } from '../rules/transitions.ts'
import { giveOrFree } from '../store/seats.ts'
import { type StoredRegistration, updateRegistration } from '../store.ts'
import { hold, inOrder, mailKey, moveGrant, paramsOf, refusal } from './decide.ts'

/** Takes decisions back, each by itself: only one's own, and only while its mail has not left. */
export async function undoMany(
  tx: Tx,
  actor: Actor,
  input: { call: Id; registrations: readonly Id[] },
): Promise<DecisionResult[]> {
  const held = await hold(tx, actor, input.call, input.registrations)
  const results: DecisionResult[] = []
  let approved = held.approved
  for (const registration of held.registrations) {
    const { before, state, id } = registration
    const seats = { approved, capacity: held.facts.capacity }
    const refused = await whyNot(tx, actor, registration, before === 'approved' && isFull(seats))
    if (before === null || refused !== null) {
      results.push(
        refusal(registration, refused ?? 'nothing_to_undo', await paramsOf(tx, registration, seats.capacity)),
      )
      continue
    }
    await restore(tx, actor, registration, before, seats.capacity)
    approved += seatChange(state, before)
    results.push({ registration: id, done: true, state: before, refused: null })
  }
  return inOrder(results, input.registrations)
}

async function whyNot(
  tx: Tx,
  actor: Actor,
  { before, state, id, generation, decidedBy }: StoredRegistration,
  full: boolean,
): Promise<string | null> {
  if (before === null) return 'nothing_to_undo'
  if (actor.kind !== 'staff' || decidedBy !== actor.user) return `already_${state}`
  if (full) return 'no_seat_left'
  const taken = await tx.use(mailCommands).cancel(tx, actor, { key: mailKey(id, state, generation) })
  return taken ? null : 'mail_left'
}

/** Puts a registration back to where it was. */
export async function restore(
  tx: Tx,
  actor: Actor,
  registration: StoredRegistration,
  to: NonNullable<StoredRegistration['before']>,
  capacity: number | null,
): Promise<void> {
  const { id, call, person, organization, state } = registration
  const generation = registration.generation + 1
  await updateRegistration(tx, id, {
    state: to,
    before: null,
    generation,
    decidedAt: null,
    decidedBy: null,
    reason: null,
  })
  await giveOrFree(tx, call, seatChange(state, to), capacity)
  await moveGrant(tx, actor, registration, to)
  await tx.emit({
    stream: streamOf(id),
    type: 'registration.decision_undone',
    audience: 'mission',
    data: { registration: id, call, person, organization, from: state, to, generation },
  })
}
