import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { CallFacts } from '../contract.ts'
import { changeIn } from '../reads/history.ts'
import { refuseClashes } from '../rules/clashes.ts'
import { lockCall } from '../store/calls.ts'
import { type Content, contentOf, write } from './change.ts'
import { requireEditor } from './permission.ts'

/**
 * Takes back one change of a call's fields: they are again what they were before it. This is a change like any other, in the history.
 * @throws AppError `not_found` no such change, or its words were erased; `conflict` `calls.changed_meanwhile` when a field was changed since
 */
export async function undoChange(tx: Tx, actor: Actor, input: { call: Id; seq: number }): Promise<CallFacts> {
  const before = await lockCall(tx, input.call)
  requireEditor(actor, before.program)
  const changes = await changeIn(tx, input.call, input.seq)
  if (!changes) throw new AppError('not_found', 'calls.nothing_to_undo')
  const of = (side: 'before' | 'after') =>
    Object.fromEntries(Object.entries(changes).map(([field, change]) => [field, change[side]]))
  const restored: Content = { ...before, ...revived(of('before')) }
  refuseClashes(contentOf(before), restored, { set: of('before'), base: of('after') })
  const content = contentOf({ ...before, ...restored }) as unknown as Content
  return await write(tx, actor, before, content, { undoes: input.seq })
}

/** Moments stand in the history as text. */
const MOMENTS: ReadonlySet<string> = new Set(['startsAt', 'rsvpDeadline'])
const revived = (fields: Readonly<Record<string, unknown>>): Partial<Content> =>
  Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      field,
      MOMENTS.has(field) && typeof value === 'string' ? Temporal.Instant.from(value) : value,
    ]),
  )
