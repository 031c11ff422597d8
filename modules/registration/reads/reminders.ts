import { eq } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { seats } from '../tables.ts'

/** When the last reminder that was sent to everybody with a seat had been due; null before the first. */
export async function lastReminded(tx: Tx, call: Id): Promise<Temporal.Instant | null> {
  const [row] = await tx.db.select({ reminded: seats.reminded }).from(seats).where(eq(seats.call, call))
  return row?.reminded ?? null
}
