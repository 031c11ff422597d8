import { eq } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { calls, imports } from '../tables.ts'

/** The call that was made of this announcement; null when it was never read. */
export async function importOf(tx: Tx, source: string): Promise<Id | null> {
  const [row] = await tx.db.select({ call: imports.call }).from(imports).where(eq(imports.source, source))
  return row?.call ?? null
}

const OURS = /^urn:uuid:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** The call of this installation that our own feeds name so; null when there is none. */
export async function callOfGuid(tx: Tx, guid: string): Promise<Id | null> {
  const id = OURS.exec(guid)?.[1]
  if (!id) return null
  const [row] = await tx.db.select({ id: calls.id }).from(calls).where(eq(calls.id, id))
  return row?.id ?? null
}
