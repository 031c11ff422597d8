import { and, desc, eq } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { Content } from '../contract.ts'
import { readouts } from '../tables.ts'

export interface Version {
  readonly version: number
  readonly content: Content
}

/** The versions of a readout, the newest first. */
export async function versionsOf(tx: Tx, call: Id) {
  const rows = await tx.db
    .select({ version: readouts.version, at: readouts.at, how: readouts.how })
    .from(readouts)
    .where(eq(readouts.call, call))
    .orderBy(desc(readouts.version))
  return rows.map((row) => ({ ...row, at: row.at.toString() }))
}

export async function versionAt(tx: Tx, call: Id, version: number): Promise<Version | null> {
  const [row] = await tx.db
    .select({ version: readouts.version, content: readouts.content })
    .from(readouts)
    .where(and(eq(readouts.call, call), eq(readouts.version, version)))
  return row ?? null
}

export async function latestVersion(tx: Tx, call: Id): Promise<Version | null> {
  const [row] = await tx.db
    .select({ version: readouts.version, content: readouts.content })
    .from(readouts)
    .where(eq(readouts.call, call))
    .orderBy(desc(readouts.version))
    .limit(1)
  return row ?? null
}
