import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { Standing } from '../contract.ts'
import { mayCancel } from '../rules/transitions.ts'
import { holdMine } from './coming.ts'
import { move } from './decide.ts'
import { standingOf } from './mine.ts'

/** The registrant cancels: the seat is free at once. @throws AppError `conflict` when there is nothing to cancel any more */
export async function cancelMine(tx: Tx, actor: Actor): Promise<Standing> {
  const { call, registration } = await holdMine(tx, actor)
  if (!mayCancel(registration.state, call.state)) {
    const reason =
      call.state === 'published' || call.state === 'live' ? `already_${registration.state}` : 'call_over'
    throw new AppError('conflict', `registration.${reason}`, { params: { by: '', at: '' } })
  }
  const why = { reason: null, note: null, capacity: call.capacity }
  await move(tx, actor, registration, 'cancelled', why)
  return standingOf(tx, actor)
}
