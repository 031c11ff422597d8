import type { Tx } from '../../../kernel/tx.ts'
import { snapshots } from '../tables.ts'

/** Keeps one state for each call, the newest. `packed` is what `packState` made of the first `seq` events. */
export async function keepSnapshot(
  tx: Tx,
  call: string,
  { seq, packed }: { readonly seq: number; readonly packed: string },
): Promise<void> {
  const made = { seq, rules: tx.rules, state: Buffer.from(packed), at: tx.now }
  await tx.db
    .insert(snapshots)
    .values({ call, ...made })
    .onConflictDoUpdate({ target: snapshots.call, set: made })
}
