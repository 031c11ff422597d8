import { eq, sql } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { seats } from '../tables.ts'

/** Notes that a reminder of a call is sent out now; false when it was before. */
export async function noteReminder(tx: Tx, call: Id, due: Temporal.Instant): Promise<boolean> {
  const rows = await tx.db
    .insert(seats)
    .values({ call, approved: 0, reminded: due })
    .onConflictDoUpdate({
      target: seats.call,
      set: { reminded: due },
      setWhere: sql`${seats.reminded} is distinct from excluded.reminded`,
    })
    .returning({ call: seats.call })
  return rows.length > 0
}

/** How many seats one firm may have on a call; null: as many as there are. */
export async function seatsPerFirm(tx: Tx, call: Id): Promise<number | null> {
  const [row] = await tx.db.select({ perFirm: seats.perFirm }).from(seats).where(eq(seats.call, call))
  return row?.perFirm ?? null
}

/**
 * Moves the counter of a call's seats. A seat that becomes free while all were given is vacant until somebody gets it.
 * @param by 1: a seat is given; -1: one becomes free
 */
export async function giveOrFree(tx: Tx, call: Id, by: -1 | 0 | 1, capacity: number | null): Promise<void> {
  if (by === 0) return
  const wasFull = capacity === null ? sql`false` : sql`${seats.approved} >= ${capacity}`
  const left = capacity === null ? sql`0` : sql`greatest(${capacity} - ${seats.approved} - 1, 0)`
  await tx.db
    .update(seats)
    .set({
      approved: sql`${seats.approved} + ${by}`,
      vacant:
        by === 1
          ? sql`least(${seats.vacant}, ${left})`
          : sql`${seats.vacant} + case when ${wasFull} or ${seats.vacant} > 0 then 1 else 0 end`,
    })
    .where(eq(seats.call, call))
}
