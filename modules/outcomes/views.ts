import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Id } from '../../kernel/ids.ts'
import { events } from '../../kernel/tables.ts'
import type { Tx } from '../../kernel/tx.ts'
import { recordStream } from '../room/contract.ts'
import { recordOf } from '../room/views.ts'
import { readoutStream } from './contract.ts'
import { attendanceOf, attendeesOf } from './rules/attendance.ts'

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

/** Who a record counts as having attended, by person; null for a call that was never on air. */
export async function attendedOf(tx: Pick<Tx, 'db'>, call: Id): Promise<ReadonlySet<Id> | null> {
  const record = await recordOf(tx, call, { votes: false })
  if (!record.some((event) => event.type === 'room.on-air')) return null
  return new Set(attendeesOf(attendanceOf(recordStream(call), record)).map(({ person }) => person))
}
