import { system } from '../../../kernel/actor.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { callsCommands } from '../../calls/contract.ts'
import { mailCommands } from '../../mail/contract.ts'
import { deleteNeeds } from '../store.ts'
import { registeredFor } from '../views.ts'

/** A cancelled call tells everybody who still hoped to come. */
export const tellCallCancelled = (tx: Tx, call: Id): Promise<void> =>
  tellHopeful(tx, call, 'registration.call_cancelled', '')

/** How long after the last change of its time a call tells people: whoever moves it often moves it again. */
const SETTLED_MINUTES = 5

/** A published call that moved tells people once it stands still. */
export async function noticeChange(tx: Tx, call: Id, fields: readonly unknown[]): Promise<void> {
  if (!fields.includes('startsAt') && !fields.includes('minutes')) return
  const { state } = await tx.use(callsCommands).get(tx, system('registration'), { call })
  if (state !== 'published') return
  await tx.enqueue(
    'registration.tell-rescheduled',
    { call },
    { startAfter: tx.now.add({ minutes: SETTLED_MINUTES }), singletonKey: call },
  )
}

/** Tells everybody who hopes to come when the call is now; approved ones get the invitation anew. */
export async function tellRescheduled(tx: Tx, call: Id): Promise<void> {
  const { version } = await tx.use(callsCommands).get(tx, system('registration'), { call })
  await tellHopeful(tx, call, 'registration.rescheduled', `:${version}`)
}

async function tellHopeful(tx: Tx, call: Id, template: string, cause: string): Promise<void> {
  const hopeful = (await registeredFor(tx, call)).filter(({ state }) =>
    ['pending', 'approved', 'waitlisted'].includes(state),
  )
  for (const { registration, person } of hopeful) {
    await tx.use(mailCommands).send(tx, system('registration'), {
      template,
      to: { person },
      about: { registration, call },
      key: `${template}:${registration}${cause}`,
    })
  }
}

/** How long after a call accessibility needs are kept. Source: architecture.md. */
const NEEDS_KEPT_DAYS = 30

/** Deletes the accessibility needs told for calls that are long over. */
export async function eraseOldNeeds(tx: Tx): Promise<number> {
  const over = await tx.use(callsCommands).list(tx, system('registration'), {
    states: ['ended', 'cancelled'],
  })
  const before = tx.now.subtract({ hours: 24 * NEEDS_KEPT_DAYS })
  const old = over.filter((call) => call.endsAt && Temporal.Instant.compare(call.endsAt, before) < 0)
  return deleteNeeds(
    tx,
    old.map((call) => call.id),
  )
}
