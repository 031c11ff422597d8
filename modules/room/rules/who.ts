import type { ActorRef, CallRole } from '../../../kernel/actor.ts'
import type { RoomAudience } from '../contract.ts'

/** Roles in a room: those of a grant, and `viewer` for staff who may look on but not act. */
export type RoomRole = CallRole | 'viewer'

/** Who asks something of the room, as the room needs to know it. */
export interface RoomActor {
  readonly ref: ActorRef
  /** The person of a grant or the staff user. */
  readonly person: string
  readonly kind: 'grant' | 'staff'
  readonly roles: readonly RoomRole[]
  readonly organization: string | null
  readonly panelMember: string | null
}

const MISSION: readonly RoomRole[] = ['host', 'moderator', 'viewer']
const PANEL: readonly RoomRole[] = ['panelist', 'interpreter', 'captioner', 'rapporteur']

/** The widest audience that one of the roles belongs to. Observers see what attendees see. */
export function audienceOf(roles: readonly RoomRole[]): RoomAudience {
  if (roles.some((role) => MISSION.includes(role))) return 'mission'
  return roles.some((role) => PANEL.includes(role)) ? 'panel' : 'attendees'
}

/** Whom the record knows as one of the audience. Staff who only look on have no role in it, and are the mission's all the same. */
export const isAudience = ({ kind, roles }: Pick<RoomActor, 'kind' | 'roles'>): boolean =>
  kind === 'grant' && audienceOf(roles) === 'attendees'

/** Staff who only look on have no role of the call in the record. */
export const callRoles = (roles: readonly RoomRole[]): CallRole[] =>
  roles.filter((role): role is CallRole => role !== 'viewer')
