import { eq } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { campaigns, programs, series } from '../tables.ts'

export async function insertProgram(tx: Tx, values: typeof programs.$inferInsert): Promise<void> {
  await tx.db.insert(programs).values(values)
}
export async function updateProgram(
  tx: Tx,
  program: Id,
  change: Partial<typeof programs.$inferInsert>,
): Promise<void> {
  await tx.db.update(programs).set(change).where(eq(programs.id, program))
}
export async function insertSeries(tx: Tx, values: typeof series.$inferInsert): Promise<void> {
  await tx.db.insert(series).values(values)
}
export async function updateSeries(
  tx: Tx,
  id: Id,
  change: Partial<typeof series.$inferInsert>,
): Promise<void> {
  await tx.db.update(series).set(change).where(eq(series.id, id))
}
export async function insertCampaign(tx: Tx, values: typeof campaigns.$inferInsert): Promise<void> {
  await tx.db.insert(campaigns).values(values)
}
export async function updateCampaign(
  tx: Tx,
  id: Id,
  change: Partial<typeof campaigns.$inferInsert>,
): Promise<void> {
  await tx.db.update(campaigns).set(change).where(eq(campaigns.id, id))
}
