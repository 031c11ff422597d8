import { APPROVERS, OFFICERS, STAFF } from '../../../kernel/access.ts'
import type { StaffRole } from '../../../kernel/actor.ts'
import { type Actor, holdsRole } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'

const require = (actor: Actor, roles: readonly StaffRole[], program: Id): void => {
  if (actor.kind !== 'system' && !holdsRole(actor, roles, program)) {
    throw new AppError('forbidden', 'registration.not_your_program')
  }
}

/** @throws AppError `forbidden` */
export const requireApprover = (actor: Actor, program: Id): void => require(actor, APPROVERS, program)

/** Who prepares the call writes to its registrants. @throws AppError `forbidden` */
export const requireOfficer = (actor: Actor, program: Id): void => require(actor, OFFICERS, program)

/** @throws AppError `forbidden` */
export const requireReader = (actor: Actor, program: Id): void => require(actor, STAFF, program)

/** Whether somebody of the staff belongs to the program. */
export const mayRead = (actor: Actor, program: Id): boolean =>
  actor.kind === 'system' || holdsRole(actor, STAFF, program)

/** Accessibility needs are for the host's team only: whoever prepares the call. */
export const mayReadNeeds = (actor: Actor, program: Id): boolean => holdsRole(actor, OFFICERS, program)

/** Whether somebody may write to the registrants of the program's calls. */
export const mayWrite = (actor: Actor, program: Id): boolean =>
  actor.kind === 'system' || holdsRole(actor, OFFICERS, program)
