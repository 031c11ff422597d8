import { CALL_ROLES, type CallRole, STAFF_ROLES, type StaffRole } from '../../kernel/actor.ts'

/**
 * Every kind of actor that may come to a door. Staff: of the whole installation (`officer`), of the call's program (`own:officer`),
 * of another program (`other:officer`). Links: to this call (`here:attendee`, `here:none` without any role), to another (`there:…`).
 */
export type ActorName =
  | 'anonymous'
  | 'revoked'
  | 'signed-in'
  | StaffRole
  | `own:${StaffRole}`
  | `other:${StaffRole}`
  | `here:${CallRole | 'none'}`
  | `there:${'host' | 'moderator' | 'attendee'}`

type Names = readonly ActorName[]

const OFFICERS = ['administrator', 'officer'] as const
const APPROVERS = ['administrator', 'officer', 'approver'] as const

const own = (roles: readonly StaffRole[]): Names => roles.map((role): ActorName => `own:${role}`)
const other = (roles: readonly StaffRole[]): Names => roles.map((role): ActorName => `other:${role}`)

/** Of the whole installation and of the call's program. */
const mission = (roles: readonly StaffRole[]): Names => [...roles, ...own(roles)]
/** Of any program. */
const anywhere = (roles: readonly StaffRole[]): Names => [...mission(roles), ...other(roles)]

export const here = (...roles: (CallRole | 'none')[]): Names => roles.map((role): ActorName => `here:${role}`)

export const administrator: Names = ['administrator']
export const installationOfficers: Names = OFFICERS
export const officers = mission(OFFICERS)
export const approvers = mission(APPROVERS)
export const staff = mission(STAFF_ROLES)
export const officersAnywhere = anywhere(OFFICERS)
export const staffAnywhere = anywhere(STAFF_ROLES)
export const signedIn: Names = [...staffAnywhere, 'signed-in']

/** With a role on this call. */
export const onTheCall = here(...CALL_ROLES)
export const links: Names = [...onTheCall, 'here:none', 'there:host', 'there:moderator', 'there:attendee']

export const everybody: Names = ['anonymous', 'revoked', ...signedIn, ...links]
