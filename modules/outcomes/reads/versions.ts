import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import { events } from '../../../kernel/tables.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { type Content, readoutStream } from '../contract.ts'
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

/** The version that everybody may read, and since when; null when none is published. */
export async function publishedVersion(
  tx: Tx,
  call: Id,
): Promise<{ version: number; at: Temporal.Instant } | null> {
  const [last] = await tx.db
    .select({ type: events.type, data: events.data, at: events.at })
    .from(events)
    .where(
      and(
        eq(events.stream, readoutStream(call)),
        inArray(events.type, ['readout.published', 'readout.unpublished']),
      ),
    )
    .orderBy(desc(events.seq))
    .limit(1)
  return last?.type === 'readout.published' ? { version: Number(last.data['version']), at: last.at } : null
}
