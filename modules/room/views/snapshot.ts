import { and, eq, exists, sql } from 'drizzle-orm'
import { events } from '../../../kernel/tables.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { recordStream } from '../contract.ts'
import { unpackState } from '../rules/packed.ts'
import type { RoomState } from '../rules/state.ts'
import { snapshots } from '../tables.ts'

/** The state of a long record that was kept last, unless other rules made it or the record is shorter than it should be. */
export async function snapshotOf(tx: Pick<Tx, 'db' | 'rules'>, call: string): Promise<RoomState | null> {
  const itsLast = tx.db
    .select({ seq: events.seq })
    .from(events)
    .where(and(eq(events.stream, recordStream(call)), eq(events.seq, snapshots.seq)))
  const [found] = await tx.db
    .select({ state: sql<string>`convert_from(${snapshots.state}, 'UTF8')` })
    .from(snapshots)
    .where(and(eq(snapshots.call, call), eq(snapshots.rules, tx.rules), exists(itsLast)))
  return found ? unpackState(found.state) : null
}
