import type { MediaPermission } from '../../../kernel/media.ts'
import type { Phase } from '../contract.ts'
import type { RoomState } from './state.ts'
import { audienceOf, type RoomRole } from './who.ts'

/** Roles that are heard and seen whenever the stage is open. */
const STAGE: readonly RoomRole[] = ['host', 'moderator', 'panelist']

const SILENT: MediaPermission = { microphone: false, camera: false, screen: false }
const WHOLE: MediaPermission = { microphone: true, camera: true, screen: true }
/** The firm with the floor: heard and seen, and no more. */
const FLOOR: MediaPermission = { microphone: true, camera: true, screen: false }

/** Who asks to hear the stage, as far as that decides. */
export interface StagePerson {
  readonly person: string
  readonly roles: readonly RoomRole[]
}

export const isOnStage = ({ roles }: Pick<StagePerson, 'roles'>): boolean =>
  roles.some((role) => STAGE.includes(role))

/**
 * The media room of a phase; null where there is none. Green room and broadcast share one, so that nobody on stage drops out
 * when the call goes on air: tokens for it are made for the audience only once it is on air, and no call ever goes back. The
 * debrief has a room of its own, of which the audience never has a token, whatever old ones it kept.
 */
export function mediaRoomOf(call: string, phase: Phase): string | null {
  if (phase === 'green room' || phase === 'on air') return call
  return phase === 'debrief' ? `${call}-debrief` : null
}

/** All media rooms that a call ever has. */
export const mediaRoomsOf = (call: string): readonly string[] => [call, `${call}-debrief`]

/**
 * What somebody may do in the media room of the present phase; null: they may not be in it. The one place where this is decided:
 * for the token at the door, and for the comparison with who is there.
 */
export function permissionOf(state: RoomState, who: StagePerson): MediaPermission | null {
  if (mediaRoomOf('', state.phase) === null) return null
  const audience = audienceOf(who.roles)
  const inside = state.people.get(who.person)?.place === 'inside'
  if (audience !== 'mission' && !inside) return null
  if (audience === 'attendees') {
    if (state.phase !== 'on air') return null
    const { floor } = state
    return floor?.person === who.person && floor.state === 'speaking' ? FLOOR : SILENT
  }
  return isOnStage(who) ? WHOLE : SILENT
}

export const maySpeak = (permission: MediaPermission | null): boolean => permission?.microphone ?? false
