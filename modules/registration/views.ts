import { count, eq, inArray } from 'drizzle-orm'
import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../../kernel/tx.ts'
import type { RegistrationState } from './contract.ts'
import { registrations } from './tables.ts'

/** How many registrations of calls are in each state; a call without any is absent. */
export async function registrationCounts(
  tx: Tx,
  calls: readonly Id[],
): Promise<ReadonlyMap<Id, Readonly<Partial<Record<RegistrationState, number>>>>> {
  if (calls.length === 0) return new Map()
  const rows = await tx.db
    .select({ call: registrations.call, state: registrations.state, n: count() })
    .from(registrations)
    .where(inArray(registrations.call, [...calls]))
    .groupBy(registrations.call, registrations.state)
  const byCall = new Map<Id, Partial<Record<RegistrationState, number>>>()
  for (const { call, state, n } of rows) byCall.set(call, { ...byCall.get(call), [state]: n })
  return byCall
}

/** Who is registered for a call, to compare with who came: ids only. */
export async function registeredFor(
  tx: Pick<Tx, 'db'>,
  call: Id,
): Promise<readonly { registration: Id; person: Id; organization: Id; state: RegistrationState }[]> {
  return tx.db
    .select({
      registration: registrations.id,
      person: registrations.person,
      organization: registrations.organization,
      state: registrations.state,
    })
    .from(registrations)
    .where(eq(registrations.call, call))
    .orderBy(registrations.id)
}
