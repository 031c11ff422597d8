import { and, asc, eq, gt, lte } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import { events } from '../../../kernel/tables.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { settling } from '../tables.ts'

type Settling = typeof settling.$inferSelect

/** What people were last told of a call, held until the transaction ends; made when it is not there. */
export async function lockTold(tx: Tx, call: Id): Promise<Settling> {
  await tx.db
    .insert(settling)
    .values({ call, told: {}, dueAt: null, movedAt: null, seq: 0 })
    .onConflictDoNothing()
  const [row] = await tx.db.select().from(settling).where(eq(settling.call, call)).for('update')
  if (!row) throw new Error('what was told is not there')
  return row
}

export async function writeTold(tx: Tx, call: Id, values: Partial<Omit<Settling, 'call'>>): Promise<void> {
  await tx.db.update(settling).set(values).where(eq(settling.call, call))
}

/** Calls whose changes stand still by now. */
export async function settledCalls(tx: Tx): Promise<Id[]> {
  const rows = await tx.db
    .select({ call: settling.call })
    .from(settling)
    .where(lte(settling.dueAt, tx.now))
    .orderBy(asc(settling.dueAt), asc(settling.call))
  return rows.map((row) => row.call)
}

/** Whether the call changed in a way that nobody looked at yet. */
export async function changedAfter(tx: Tx, call: Id, seq: number): Promise<boolean> {
  const [row] = await tx.db
    .select({ seq: events.seq })
    .from(events)
    .where(and(eq(events.stream, `call:${call}`), eq(events.type, 'call.changed'), gt(events.seq, seq)))
    .limit(1)
  return row !== undefined
}
