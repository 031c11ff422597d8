import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Id } from '../../kernel/ids.ts'
import { events } from '../../kernel/tables.ts'
import type { Tx } from '../../kernel/tx.ts'
import { readoutStream } from './contract.ts'

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

/** Whether everybody may read the readout of a call. */
export const hasPublishedReadout = async (tx: Tx, call: Id): Promise<boolean> =>
  (await publishedVersion(tx, call)) !== null
