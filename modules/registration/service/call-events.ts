import { z } from 'zod'
import { system } from '../../../kernel/actor.ts'
import type { Id } from '../../../kernel/ids.ts'
import { instantString } from '../../../kernel/schemas.ts'
import type { StoredEvent, Tx } from '../../../kernel/tx.ts'
import { callsCommands } from '../../calls/contract.ts'
import { mailCommands } from '../../mail/contract.ts'
import type { RegistrationState } from '../contract.ts'
import { wasAsked } from '../rules/coming.ts'
import { insertMove } from '../store/coming.ts'
import { deleteNeeds } from '../store.ts'
import { registeredFor } from '../views.ts'

const me = system('registration')
const HOPEFUL: readonly RegistrationState[] = ['pending', 'approved', 'waitlisted']

/** A cancelled call tells everybody who still hoped to come. */
export const tellCallCancelled = (tx: Tx, call: Id): Promise<void> =>
  tell(tx, call, HOPEFUL, { template: 'registration.call_cancelled', cause: '' })

const settled = z.object({
  call: z.uuid(),
  startsAt: instantString.nullable(),
  before: z.object({ startsAt: instantString, minutes: z.int() }).nullable(),
})

/**
 * A published call stands still after it changed. If it moved, everybody who hopes to come is asked whether they still do;
 * else whoever has a seat gets the calendar entry anew.
 */
export async function tellChange(tx: Tx, { data, seq }: StoredEvent): Promise<void> {
  const { call, startsAt, before } = settled.parse(data)
  if (!before || !startsAt) {
    return tell(tx, call, ['approved'], { template: 'registration.changed', cause: `:${seq}` })
  }
  const move = await insertMove(tx, {
    call,
    wasAt: Temporal.Instant.from(before.startsAt),
    wasMinutes: before.minutes,
    startsAt: Temporal.Instant.from(startsAt),
  })
  await tell(tx, call, HOPEFUL, {
    template: 'registration.rescheduled',
    cause: `:${move}`,
    about: { move },
    who: (submittedAt) => wasAsked(submittedAt, { startsAt: Temporal.Instant.from(startsAt), at: tx.now }),
  })
}

async function tell(
  tx: Tx,
  call: Id,
  states: readonly RegistrationState[],
  what: {
    template: string
    cause: string
    about?: Readonly<Record<string, Id>>
    /** Of those, who is told, by when they registered; everybody if absent. */
    who?: (submittedAt: Temporal.Instant) => boolean
  },
): Promise<void> {
  for (const { registration, person, state, submittedAt } of await registeredFor(tx, call)) {
    if (!states.includes(state) || what.who?.(submittedAt) === false) continue
    await tx.use(mailCommands).send(tx, me, {
      template: what.template,
      to: { person },
      about: { registration, call, ...what.about },
      key: `${what.template}:${registration}${what.cause}`,
    })
  }
}

/** How long after a call accessibility needs are kept. Source: architecture.md. */
const NEEDS_KEPT_DAYS = 30

/** Deletes the accessibility needs told for calls that are long over. */
export async function eraseOldNeeds(tx: Tx): Promise<number> {
  const over = await tx.use(callsCommands).list(tx, me, { states: ['ended', 'cancelled'] })
  const before = tx.now.subtract({ hours: 24 * NEEDS_KEPT_DAYS })
  const old = over.filter((call) => call.endsAt && Temporal.Instant.compare(call.endsAt, before) < 0)
  return deleteNeeds(
    tx,
    old.map((call) => call.id),
  )
}
