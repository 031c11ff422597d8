import { and, eq, gt } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { registrations, seats } from '../tables.ts'

/** When the last reminder that was sent to everybody with a seat had been due; null before the first. */
export async function lastReminded(tx: Tx, call: Id): Promise<Temporal.Instant | null> {
  const [row] = await tx.db.select({ reminded: seats.reminded }).from(seats).where(eq(seats.call, call))
  return row?.reminded ?? null
}

/** Who has a seat on a call, and since when, in the order of their ids. */
export async function seatedSince(tx: Tx, call: Id, page: { after: Id | null; limit: number }) {
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
        eq(registrations.state, 'approved'),
        page.after ? gt(registrations.id, page.after) : undefined,
      ),
    )
    .orderBy(registrations.id)
    .limit(page.limit)
}
