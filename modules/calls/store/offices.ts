import { eq } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { offices } from '../tables.ts'

/** Whoever was the office contact of this panel member before is it no longer. */
export async function putOffice(tx: Tx, panelMember: Id, person: Id): Promise<void> {
  await tx.db
    .insert(offices)
    .values({ panelMember, person })
    .onConflictDoUpdate({ target: offices.panelMember, set: { person } })
}

export async function deleteOffice(tx: Tx, panelMember: Id): Promise<void> {
  await tx.db.delete(offices).where(eq(offices.panelMember, panelMember))
}
