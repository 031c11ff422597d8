import { eq } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { settling } from '../tables.ts'

/** When people were last told that the call is at another time; null when it never moved. */
export async function movedAt(tx: Tx, call: Id): Promise<Temporal.Instant | null> {
  const [row] = await tx.db.select({ at: settling.movedAt }).from(settling).where(eq(settling.call, call))
  return row?.at ?? null
}
