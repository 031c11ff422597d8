import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { moves } from '../tables.ts'

/** Keeps that a call moved, and to when everybody is asked whether they still come. */
export async function insertMove(tx: Tx, move: Omit<typeof moves.$inferInsert, 'id' | 'at'>): Promise<Id> {
  const id = tx.id()
  await tx.db.insert(moves).values({ ...move, id, at: tx.now })
  return id
}
