import { and, asc, count, eq, gt, sql } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { registrations, seats } from '../tables.ts'

/** Calls with seats that became free and were not given yet. */
export async function callsWithVacancies(tx: Tx): Promise<Id[]> {
  const rows = await tx.db
    .select({ call: seats.call })
    .from(seats)
    .where(gt(seats.vacant, 0))
    .orderBy(asc(seats.call))
  return rows.map((row) => row.call)
}

/** How many seats each firm holds on a call. */
export async function seatsHeldByFirms(tx: Tx, call: Id): Promise<ReadonlyMap<Id, number>> {
  const rows = await tx.db
    .select({ organization: registrations.organization, n: count() })
    .from(registrations)
    .where(and(eq(registrations.call, call), eq(registrations.state, 'approved')))
    .groupBy(registrations.organization)
  return new Map(rows.map((row) => [row.organization, row.n]))
}

/** How many seats one firm may have on a call; null: as many as there are. */
export async function seatsPerFirm(tx: Tx, call: Id): Promise<number | null> {
  const [row] = await tx.db.select({ perFirm: seats.perFirm }).from(seats).where(eq(seats.call, call))
  return row?.perFirm ?? null
}

/** The place of somebody on the waitlist of a call, from 1. */
export async function placeInLine(
  tx: Tx,
  { call, submittedAt, id }: { readonly call: Id; readonly submittedAt: Temporal.Instant; readonly id: Id },
): Promise<number> {
  const [row] = await tx.db
    .select({ n: count() })
    .from(registrations)
    .where(
      and(
        eq(registrations.call, call),
        eq(registrations.state, 'waitlisted'),
        sql`(${registrations.submittedAt}, ${registrations.id}) < (${submittedAt.toString()}::timestamptz, ${id}::uuid)`,
      ),
    )
  return (row?.n ?? 0) + 1
}
