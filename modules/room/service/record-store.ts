import { system } from '../../../kernel/actor.ts'
import type { AppContext } from '../../../kernel/ports.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { failureCode } from '../../../kernel/wrong-environment.ts'
import { packState } from '../rules/packed.ts'
import type { RecordStore } from '../rules/record.ts'
import { appendToRecord, canWrite } from '../store/record.ts'
import { keepSnapshot } from '../store/snapshots.ts'
import { snapshotOf } from '../views/snapshot.ts'
import { recordAfter, recordedBy, textsLeft } from '../views.ts'

/** SQLSTATE. */
const DISK_FULL = '53100'

/** The record in our database. One transaction per batch. */
export function recordStore(app: AppContext): RecordStore {
  const inTx = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => app.transaction(system('room'), work)
  return {
    load: (call, seq) => inTx((tx) => recordAfter(tx, call, seq)),
    append: (call, events) => inTx((tx) => appendToRecord(tx, call, events)),
    answered: (call, commands) => inTx((tx) => recordedBy(tx, call, commands)),
    texts: (call) => inTx((tx) => textsLeft(tx, call)),
    snapshot: (call) => inTx((tx) => snapshotOf(tx, call)),
    async keep(call, state) {
      const { seq } = state
      const packed = packState(state)
      await inTx((tx) => keepSnapshot(tx, call, { seq, packed }))
    },
    probe: () => inTx(canWrite),
    troubleOf: (error) => (failureCode(error) === DISK_FULL ? 'full' : 'away'),
  }
}
