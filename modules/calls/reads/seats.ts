import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { registrationCounts } from '../../registration/views.ts'

export interface Seats {
  readonly pending: number
  readonly approved: number
}

/** Registrations of calls; a call without any is absent. */
export async function seatsOf(tx: Tx, calls: readonly Id[]): Promise<ReadonlyMap<Id, Seats>> {
  const counts = await registrationCounts(tx, calls)
  return new Map([...counts].map(([call, { pending = 0, approved = 0 }]) => [call, { pending, approved }]))
}
