import { OFFICERS, STAFF } from '../../../kernel/access.ts'
import { type Actor, hasCallRole, holdsRole } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { type CallFacts, callsCommands } from '../../calls/contract.ts'
import { recordOf } from '../../room/views.ts'
import type { Content } from '../contract.ts'
import { closedWordsIn } from '../rules/closed-words.ts'

/** Staff of the program, and whoever hosts or moderates the call. @throws AppError `forbidden`, `not_found` */
export async function readableCall(tx: Tx, actor: Actor, call: Id): Promise<CallFacts> {
  const facts = await tx.use(callsCommands).get(tx, actor, { call })
  const may =
    actor.kind === 'system' ||
    holdsRole(actor, STAFF, facts.program.id) ||
    hasCallRole(actor, ['host', 'moderator'], call)
  if (!may) throw new AppError('forbidden', 'outcomes.not_your_program')
  return facts
}

export const mayEdit = (actor: Actor, facts: CallFacts): boolean =>
  actor.kind === 'system' || holdsRole(actor, OFFICERS, facts.program.id)

/** Officers of the program. @throws AppError `forbidden`, `not_found` */
export async function editableCall(tx: Tx, actor: Actor, call: Id): Promise<CallFacts> {
  const facts = await tx.use(callsCommands).get(tx, actor, { call })
  if (!mayEdit(actor, facts)) throw new AppError('forbidden', 'outcomes.not_your_program')
  return facts
}

/**
 * A version may leave the house: published, or as a file.
 * @throws AppError `conflict` where it holds words said off the record, or a quote whose publication is not granted (any more)
 */
export async function maySay(tx: Tx, call: Id, content: Content): Promise<void> {
  const count = closedWordsIn(content, await recordOf(tx, call)).length
  if (count > 0) throw new AppError('conflict', 'outcomes.closed_words', { params: { count } })
}
