import type { Id } from './ids.ts'

/** Roles on a call, given by a grant (product.md). */
export const CALL_ROLES = [
  'host',
  'moderator',
  'panelist',
  'interpreter',
  'captioner',
  'rapporteur',
  'attendee',
  'observer',
] as const
export type CallRole = (typeof CALL_ROLES)[number]

/** Roles of staff: for the whole installation (`program: null`) or for one program. */
export const STAFF_ROLES = ['administrator', 'officer', 'approver', 'viewer'] as const
export type StaffRole = (typeof STAFF_ROLES)[number]

export interface Membership {
  readonly role: StaffRole
  readonly program: Id | null
}

export type Actor =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'system'; readonly name: string }
  /** Without a second factor where one is needed, `memberships` is empty: may do nothing but finish signing in. */
  | {
      readonly kind: 'staff'
      readonly user: Id
      readonly memberships: readonly Membership[]
      readonly session?: Id
      /** Set when a machine speaks in this name, with the token of this id. */
      readonly token?: Id
    }
  | {
      readonly kind: 'grant'
      readonly grant: Id
      readonly call: Id
      readonly person: Id
      readonly organization: Id | null
      readonly roles: readonly CallRole[]
    }

/** What an event keeps of its actor: ids and the kind, never a name. */
export interface ActorRef {
  readonly kind: Actor['kind']
  readonly id: string | null
}

export const anonymous: Actor = { kind: 'anonymous' }
export const system = (name: string): Actor => ({ kind: 'system', name })

export function actorRef(actor: Actor): ActorRef {
  switch (actor.kind) {
    case 'anonymous':
      return { kind: 'anonymous', id: null }
    case 'system':
      return { kind: 'system', id: actor.name }
    case 'staff':
      return { kind: 'staff', id: actor.user }
    case 'grant':
      return { kind: 'grant', id: actor.person }
  }
}

/** Whether staff holds one of `roles` for this program; an installation-wide role counts for every program. */
export function holdsRole(actor: Actor, roles: readonly StaffRole[], program: Id | null): boolean {
  if (actor.kind !== 'staff') return false
  return actor.memberships.some(
    (m) => roles.includes(m.role) && (m.program === null || m.program === program),
  )
}

/** Whether the actor's grant gives one of `roles` on this very call. */
export function hasCallRole(actor: Actor, roles: readonly CallRole[], call: Id): boolean {
  return actor.kind === 'grant' && actor.call === call && actor.roles.some((role) => roles.includes(role))
}
