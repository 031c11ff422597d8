import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { seatsOf } from '../reads/seats.ts'
import { forgetMembers, forgetPerson, forgetSource } from '../store.ts'

/** A person was erased: their name leaves every version of every readout, and what readouts call them. */
export async function forget(tx: Tx, person: Id): Promise<void> {
  await forgetPerson(tx, person)
  await forgetMembers(tx, await seatsOf(tx, person))
}

/** Words of a record were erased: every sentence that rests on them loses its own, and so does their translation. */
export async function forgetWords(tx: Tx, call: Id, seq: number): Promise<void> {
  await forgetSource(tx, call, seq)
}
