import { and, eq, gt, inArray } from 'drizzle-orm'
import { BATCH } from '../../../kernel/batches.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { RegistrationState } from '../contract.ts'
import { registrations } from '../tables.ts'

/** A batch of whoever is registered for a call and stands so, in the order of their ids. */
export async function registeredAfter(
  tx: Tx,
  call: Id,
  states: readonly RegistrationState[],
  after: Id | null,
) {
  return tx.db
    .select({
      id: registrations.id,
      person: registrations.person,
      submittedAt: registrations.submittedAt,
      decidedAt: registrations.decidedAt,
    })
    .from(registrations)
    .where(
      and(
        eq(registrations.call, call),
        inArray(registrations.state, [...states]),
        after ? gt(registrations.id, after) : undefined,
      ),
    )
    .orderBy(registrations.id)
    .limit(BATCH)
}
