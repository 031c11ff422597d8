import { DisconnectReason, ParticipantPermission } from '@livekit/protocol'
import { z } from 'zod'
import { closeRoom, leave, setPermission } from './room/lifecycle.ts'
import type { Media } from './room/media.ts'
import { setMuted } from './room/publications.ts'
import type { Participant, Room } from './room/room.ts'
import type { Claims } from './token.ts'

/** The errors of Twirp that are answered, and their HTTP status. */
const STATUS = {
  unauthenticated: 401,
  permission_denied: 403,
  not_found: 404,
  bad_route: 404,
  malformed: 400,
  failed_precondition: 412,
} as const

export class TwirpError extends Error {
  readonly code: keyof typeof STATUS

  constructor(code: keyof typeof STATUS, message: string) {
    super(message)
    this.code = code
  }

  get status(): number {
    return STATUS[this.code]
  }
}

/** What the calls need of their requests, which come as JSON. */
const request = z.object({
  room: z.string().default(''),
  identity: z.string().default(''),
  trackSid: z.string().default(''),
  muted: z.boolean().default(false),
  permission: z.json().optional(),
})

/** One call of RoomService, of those that the product makes; `claims` are those of the caller's token. @throws TwirpError */
export function callRoomService(media: Media, method: string, input: unknown, { video }: Claims): unknown {
  const { success, data: asked } = request.safeParse(input)
  if (!success) throw new TwirpError('malformed', 'malformed request')
  // The token names the room that it is good for: another room's participants are not its business.
  const allowed = method === 'DeleteRoom' ? video.roomCreate : video.roomAdmin && video.room === asked.room
  if (!allowed) throw new TwirpError('permission_denied', 'permissions denied')
  const room = media.rooms.get(asked.room)
  if (!room) throw new TwirpError('not_found', 'requested room does not exist')
  switch (method) {
    case 'DeleteRoom':
      closeRoom(media, room)
      return {}
    case 'ListParticipants':
      return { participants: [...room.participants.values()].map((each) => each.info().toJson()) }
    case 'RemoveParticipant':
      leave(media, participantOf(room, asked.identity), DisconnectReason.PARTICIPANT_REMOVED)
      return {}
    case 'MutePublishedTrack':
      return muteTrack(participantOf(room, asked.identity), asked.trackSid, asked.muted)
    case 'UpdateParticipant': {
      const participant = participantOf(room, asked.identity)
      const permission = ParticipantPermission.fromJson(asked.permission ?? {}, { ignoreUnknownFields: true })
      if (asked.permission) setPermission(media, participant, permission)
      return participant.info().toJson()
    }
    default:
      throw new TwirpError('bad_route', `no handler for ${method}`)
  }
}

function participantOf(room: Room, identity: string): Participant {
  const participant = room.participants.get(identity)
  if (!participant) throw new TwirpError('not_found', 'participant does not exist')
  return participant
}

/** Nobody's microphone is opened from afar: only its owner unmutes. */
function muteTrack(owner: Participant, trackSid: string, muted: boolean): unknown {
  const track = owner.tracks.get(trackSid)
  if (!track) throw new TwirpError('not_found', 'track does not exist')
  if (!muted && track.muted) throw new TwirpError('failed_precondition', 'remote unmute not enabled')
  setMuted(owner, trackSid, muted, true)
  return { track: track.info.toJson() }
}
