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
