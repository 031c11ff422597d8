import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { CallFacts } from '../contract.ts'
import { changeIn } from '../reads/history.ts'
import { refuseLateChange, reversed, revived, valuesOf } from '../rules/changes.ts'
import { refuseClashes } from '../rules/clashes.ts'
import { type LockedCall, lockCall } from '../store/calls.ts'
import { factsById } from '../views/facts.ts'
import { type Content, contentOf, write } from './change.ts'
import { touchCall } from './changes.ts'
import { requireEditor } from './permission.ts'
import { UNDOINGS } from './undo-parts.ts'
import type { Made } from './undoing.ts'

/**
 * Takes back one change of a call, its panel, agenda or colleagues: things are again what they were before it. This is a change like any other, in the history.
 * @throws AppError `not_found` no such change, or its words were erased; `conflict` `calls.changed_meanwhile` when a field was changed since
 */
export async function undoChange(tx: Tx, actor: Actor, input: { call: Id; seq: number }): Promise<CallFacts> {
  const before = await lockCall(tx, input.call)
  requireEditor(actor, before.program)
  const made = await changeIn(tx, `call:${input.call}`, input.seq)
  if (!made) throw new AppError('not_found', 'calls.nothing_to_undo')
  if (made.type === 'call.changed') return await undoFields(tx, actor, before, made, input.seq)
  const undoing = UNDOINGS[made.type]
  if (!undoing) throw new AppError('not_found', 'calls.nothing_to_undo')
  // While the call is live its agenda stands: the room follows it.
  refuseLateChange(before.state, made.type.startsWith('agenda') ? ['groundRules'] : [])
  const { type, about } = await undoing(tx, actor, before, made)
  const [facts, texts] = [reversed(made.facts), reversed(made.texts)]
  const rules = type.startsWith('agenda') && ('groundRules' in made.changes || type === 'agenda.ordered')
  await touchCall(
    tx,
    before,
    {
      type,
      about: { ...about, undoes: input.seq },
      differences: { fields: Object.keys(made.changes), facts, texts },
      person: typeof about['person'] === 'string' ? about['person'] : null,
    },
    rules,
  )
  const after = await factsById(tx, input.call)
  if (!after) throw new AppError('not_found', 'calls.unknown_call')
  return after
}

async function undoFields(tx: Tx, actor: Actor, before: LockedCall, { changes }: Made, seq: number) {
  const restored: Content = { ...before, ...(revived(valuesOf(changes, 'before')) as Partial<Content>) }
  refuseClashes(contentOf(before), restored, {
    set: valuesOf(changes, 'before'),
    base: valuesOf(changes, 'after'),
  })
  const content = contentOf({ ...before, ...restored }) as unknown as Content
  return await write(tx, actor, before, content, { undoes: seq })
}
