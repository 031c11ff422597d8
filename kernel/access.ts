import type { Actor, CallRole, StaffRole } from './actor.ts'

/**
 * A row of a module's access table: who may knock at a route, page or socket at all.
 * Whether they may on this very call or program is the service's question (`holdsRole`, `hasCallRole`).
 */
export interface Access {
  readonly anyone?: true
  readonly staff?: readonly StaffRole[]
  readonly call?: readonly CallRole[]
  /** Any holder of a personal link, whatever its roles, also before approval and after the call: her status, her answers. */
  readonly link?: true
  /** Whoever opened a sign-in link, also before the second factor and without any role: only for signing in and out. */
  readonly signedIn?: true
}

export const anyone: Access = { anyone: true }

/** Officers run calls; administrators may do whatever officers may. */
export const OFFICERS = ['administrator', 'officer'] as const satisfies readonly StaffRole[]
/** Who decides on registrations. */
export const APPROVERS = ['administrator', 'officer', 'approver'] as const satisfies readonly StaffRole[]
/** Whoever belongs to the mission's staff may look. */
export const STAFF = [
  'administrator',
  'officer',
  'approver',
  'viewer',
] as const satisfies readonly StaffRole[]

export function mayKnock(access: Access, actor: Actor): boolean {
  if (access.anyone) return true
  switch (actor.kind) {
    case 'system':
      return true
    case 'anonymous':
      return false
    case 'staff':
      return (
        access.signedIn === true || actor.memberships.some((m) => access.staff?.includes(m.role) ?? false)
      )
    case 'grant':
      return access.link === true || actor.roles.some((role) => access.call?.includes(role) ?? false)
  }
}
