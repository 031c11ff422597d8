import type { Actor } from '../../../kernel/actor.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { staffByIds } from '../../access/views.ts'
import { createPresence } from '../rules/presence.ts'
import { readCall } from './calls.ts'

/** In memory: who writes what now is nobody's business in an hour. */
const presence = createPresence()

/** Says where one is; answers where the others are. */
export async function bePresent(tx: Tx, actor: Actor, input: { call: Id; field: string | null }) {
  const call = await readCall(tx, actor, input.call)
  const me = actor.kind === 'staff' ? actor.user : null
  if (me) presence.put(call.id, me, input.field, tx.now)
  const others = presence.of(call.id, tx.now).filter((each) => each.id !== me)
  const staff = await staffByIds(
    tx,
    others.map((each) => each.id),
  )
  return {
    version: call.version,
    others: others.map(({ id, field }) => ({ id, field, name: staff.get(id)?.name ?? null })),
  }
}
