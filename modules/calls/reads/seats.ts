import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'

export interface Seats {
  readonly pending: number
  readonly approved: number
}

/** Registrations of calls; a call without any is absent. */
export async function seatsOf(_tx: Tx, _calls: readonly Id[]): Promise<ReadonlyMap<Id, Seats>> {
  return new Map()
}

/** How many seats of a call are given away. */
export const approvedSeats = async (tx: Tx, call: Id): Promise<number> =>
  (await seatsOf(tx, [call])).get(call)?.approved ?? 0
