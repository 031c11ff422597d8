import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { PanelMemberFacts } from '../contract.ts'
import { refuseLateChange } from '../rules/changes.ts'
import { type LockedCall, lockCall } from '../store/calls.ts'
import { factsById } from '../views/facts.ts'
import { requireEditor } from './permission.ts'

/** The call, locked, for an officer who changes its panel. @throws AppError `forbidden`, `conflict` once it is over */
export async function editable(tx: Tx, actor: Actor, call: Id): Promise<LockedCall> {
  const locked = await lockCall(tx, call)
  requireEditor(actor, locked.program)
  refuseLateChange(locked.state, [])
  return locked
}

/** @throws AppError `not_found` */
export async function memberFacts(tx: Tx, call: Id, member: Id): Promise<PanelMemberFacts> {
  const found = (await factsById(tx, call))?.panel.find((each) => each.id === member)
  if (!found) throw new AppError('not_found', 'calls.unknown_panel_member')
  return found
}
