import { and, asc, eq } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { colleagues } from '../tables.ts'

export const colleaguesOf = (tx: Tx, call: Id) =>
  tx.db.select().from(colleagues).where(eq(colleagues.call, call)).orderBy(asc(colleagues.id))

export async function colleagueBy(tx: Tx, call: Id, by: { id: Id } | { person: Id }) {
  const which = 'id' in by ? eq(colleagues.id, by.id) : eq(colleagues.person, by.person)
  const [row] = await tx.db
    .select()
    .from(colleagues)
    .where(and(eq(colleagues.call, call), which))
  return row ?? null
}
