import { promisify } from 'node:util'
import { serialize } from 'node:v8'
import { zstdCompress } from 'node:zlib'
import type { Tx } from '../../../kernel/tx.ts'
import type { RoomState } from '../rules/state.ts'
import { snapshots } from '../tables.ts'

const compress = promisify(zstdCompress)

/** A room's state as bytes, as it is when this is called. */
export function packState(state: RoomState): Promise<Buffer> {
  return compress(serialize(state))
}

/** Keeps one state for each call, the newest. `packed` is what `packState` made, `rules` the fingerprint of what made the state. */
export async function keepSnapshot(
  tx: Tx,
  call: string,
  { seq, rules, packed }: { readonly seq: number; readonly rules: string; readonly packed: Buffer },
): Promise<void> {
  const made = { seq, rules, state: packed, at: tx.now }
  await tx.db
    .insert(snapshots)
    .values({ call, ...made })
    .onConflictDoUpdate({ target: snapshots.call, set: made })
}
