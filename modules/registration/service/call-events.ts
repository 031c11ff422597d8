import { system } from '../../../kernel/actor.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { callsCommands } from '../../calls/contract.ts'
import { mailCommands } from '../../mail/contract.ts'
import { deleteNeeds } from '../store.ts'
import { registeredFor } from '../views.ts'

/** A cancelled call tells everybody who still hoped to come. */
export async function tellCallCancelled(tx: Tx, call: Id): Promise<void> {
  const concerned = (await registeredFor(tx, call)).filter(({ state }) =>
    ['pending', 'approved', 'waitlisted'].includes(state),
  )
  for (const { registration: id, person } of concerned) {
    await tx.use(mailCommands).send(tx, system('registration'), {
      template: 'registration.call_cancelled',
      to: { person },
      about: { registration: id, call },
      key: `registration.call_cancelled:${id}`,
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
