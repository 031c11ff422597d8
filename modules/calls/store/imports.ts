import type { Tx } from '../../../kernel/tx.ts'
import { imports } from '../tables.ts'

/** Fails when the announcement was read by somebody else meanwhile: then nothing of this import is kept. */
export async function insertImport(tx: Tx, values: typeof imports.$inferInsert): Promise<void> {
  await tx.db.insert(imports).values(values)
}
