import { STAFF } from '../../../kernel/access.ts'
import { type Actor, holdsRole } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import { mayEdit } from '../rules/transitions.ts'

const refuse = (): never => {
  throw new AppError('forbidden', 'calls.not_your_program')
}

/** Officers of the program; `null` asks for the whole installation. @throws AppError `forbidden` */
export function requireEditor(actor: Actor, program: Id | null): void {
  if (!mayEdit(actor, program)) refuse()
}

/** Whoever of the staff belongs to the program. @throws AppError `forbidden` */
export function requireReader(actor: Actor, program: Id): void {
  if (actor.kind !== 'system' && !holdsRole(actor, STAFF, program)) refuse()
}

/** The programs somebody of the staff may look into; null for all. */
export function readablePrograms(actor: Actor): readonly Id[] | null {
  if (actor.kind === 'system') return null
  if (actor.kind !== 'staff') return []
  if (actor.memberships.some((m) => m.program === null)) return null
  return actor.memberships.flatMap((m) => (m.program === null ? [] : [m.program]))
}
