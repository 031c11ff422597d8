import { eq } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { templates } from '../tables.ts'

export async function insertTemplate(tx: Tx, values: typeof templates.$inferInsert): Promise<void> {
  await tx.db.insert(templates).values(values)
}

export async function updateTemplate(
  tx: Tx,
  id: Id,
  change: Partial<typeof templates.$inferInsert>,
): Promise<void> {
  await tx.db.update(templates).set(change).where(eq(templates.id, id))
}

export async function deleteTemplate(tx: Tx, id: Id): Promise<void> {
  await tx.db.delete(templates).where(eq(templates.id, id))
}
