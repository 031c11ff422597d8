import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { type Changes, revived, valuesOf } from '../rules/changes.ts'
import { refuseClashes } from '../rules/clashes.ts'
import type { LockedCall } from '../store/calls.ts'

/** One change as the history has it. */
export interface Made {
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
  readonly facts: Changes
  readonly texts: Changes
  readonly changes: Changes
}
/** What the undoing is called in the history, and about what. */
export interface Undone {
  readonly type: string
  readonly about: Readonly<Record<string, unknown>>
}
export type Undoing = (tx: Tx, actor: Actor, call: LockedCall, made: Made) => Promise<Undone>

export const nothing = (): never => {
  throw new AppError('not_found', 'calls.nothing_to_undo')
}

export const idIn = (made: Made, field: string): Id => {
  const id = made.data[field]
  return typeof id === 'string' ? id : nothing()
}

/** Refuses where somebody wrote since; answers the values to be written. */
export function restored<T extends object>(current: T, { changes }: Pick<Made, 'changes'>): Partial<T> {
  const before = valuesOf(changes, 'before')
  refuseClashes(current, { ...current, ...before }, { set: before, base: valuesOf(changes, 'after') })
  return revived(before) as Partial<T>
}

/** The order before, if the rows still stand as that change left them. */
export function orderIn(made: Made, current: readonly Id[]): readonly Id[] {
  const { order } = restored({ order: current }, made)
  return order ?? nothing()
}

/** What was kept of a thing that is no more, besides what is shown: ids and facts. */
export const wasIn = ({ data }: Made): Readonly<Record<string, unknown>> =>
  typeof data['was'] === 'object' && data['was'] !== null ? { ...data['was'] } : {}

/** An order with one more at the place it had; at the end when the list is shorter by now. */
export const withAt = (order: readonly Id[], id: Id, position: unknown): readonly Id[] =>
  order
    .filter((each) => each !== id)
    .toSpliced(typeof position === 'number' ? Math.max(0, position - 1) : order.length, 0, id)
