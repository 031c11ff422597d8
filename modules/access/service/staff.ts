import type { Actor } from '../../../kernel/actor.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { membershipsOf } from '../reads.ts'

/** Who a signed-in member of staff is. While the second factor is owed she holds nothing yet. */
export async function staffActor(
  tx: Tx,
  _actor: Actor,
  input: { user: Id; session: Id; complete: boolean },
): Promise<Actor> {
  const memberships = input.complete ? await membershipsOf(tx, input.user) : []
  return { kind: 'staff', user: input.user, session: input.session, memberships }
}
