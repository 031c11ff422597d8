import { and, eq } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { registrations } from '../tables.ts'

/** Who has a seat on a call, and since when. */
export async function seatedSince(tx: Tx, call: Id) {
  return tx.db
    .select({
      id: registrations.id,
      person: registrations.person,
      submittedAt: registrations.submittedAt,
      decidedAt: registrations.decidedAt,
    })
    .from(registrations)
    .where(and(eq(registrations.call, call), eq(registrations.state, 'approved')))
    .orderBy(registrations.id)
}
