import {
  CreateRoomRequest,
  DataPacket,
  DataPacket_Kind,
  DisconnectReason,
  type ParticipantInfo,
  SendDataRequest,
  UpdateParticipantRequest,
  UserPacket,
} from '@livekit/protocol'
import { z } from 'zod'
import { closeRoom, ensureRoom, leave, setPermission } from './room/lifecycle.ts'
import type { Media } from './room/media.ts'
import { setMuted } from './room/publications.ts'
import type { Participant, Room } from './room/room.ts'
import { relay } from './signal/incoming.ts'
import { changeSubscriptions, mergeAttributes } from './signal/requests.ts'
import type { Claims } from './token.ts'

/** The errors of Twirp that are answered, and their HTTP status. */
const STATUS = {
  unauthenticated: 401,
  permission_denied: 403,
  not_found: 404,
  bad_route: 404,
  invalid_argument: 400,
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

/** Requests come as JSON with names in either writing; what a call needs of them. */
const body = z.looseObject({
  room: z.string().default(''),
  identity: z.string().default(''),
  names: z.array(z.string()).default([]),
  metadata: z.string().default(''),
  trackSid: z.string().optional(),
  track_sid: z.string().optional(),
  trackSids: z.array(z.string()).optional(),
  track_sids: z.array(z.string()).optional(),
  muted: z.boolean().default(false),
  subscribe: z.boolean().default(false),
})
type Body = z.infer<typeof body>

const lenient = { ignoreUnknownFields: true }

/** One call of RoomService; `claims` are those of the caller's token. Throws a TwirpError. */
export function callRoomService(media: Media, method: string, input: unknown, claims: Claims): unknown {
  const parsed = body.safeParse(input)
  if (!parsed.success) throw new TwirpError('invalid_argument', 'malformed request')
  const { video } = claims
  switch (method) {
    case 'ListRooms':
      allow(video.roomList)
      return listRooms(media, parsed.data.names)
    case 'CreateRoom':
      allow(video.roomCreate)
      return createRoom(media, input)
    case 'DeleteRoom':
      allow(video.roomCreate)
      closeRoom(media, roomOf(media, parsed.data.room))
      return {}
  }
  // The token names the room that it is good for: another room's participants are not its business.
  allow(video.roomAdmin && video.room === parsed.data.room)
  return inRoom(media, method, roomOf(media, parsed.data.room), parsed.data, input)
}

function inRoom(media: Media, method: string, room: Room, asked: Body, input: unknown): unknown {
  const one = (): Participant => participantOf(room, asked.identity)
  switch (method) {
    case 'ListParticipants':
      return { participants: [...room.participants.values()].map((each) => each.info().toJson()) }
    case 'GetParticipant':
      return one().info().toJson()
    case 'RemoveParticipant':
      leave(media, one(), DisconnectReason.PARTICIPANT_REMOVED)
      return {}
    case 'MutePublishedTrack':
      return muteTrack(one(), asked.trackSid ?? asked.track_sid ?? '', asked.muted)
    case 'UpdateParticipant':
      return updateParticipant(media, one(), input).toJson()
    case 'UpdateSubscriptions':
      changeSubscriptions(media, one(), asked.trackSids ?? asked.track_sids ?? [], asked.subscribe)
      return {}
    case 'UpdateRoomMetadata':
      room.metadata = asked.metadata
      room.tellInfo()
      return room.info().toJson()
    case 'SendData':
      sendData(room, input)
      return {}
    default:
      throw new TwirpError('bad_route', `no handler for ${method}`)
  }
}

function allow(allowed: boolean): void {
  if (!allowed) throw new TwirpError('permission_denied', 'permissions denied')
}

function roomOf(media: Media, name: string): Room {
  const room = media.rooms.get(name)
  if (!room) throw new TwirpError('not_found', 'requested room does not exist')
  return room
}

function participantOf(room: Room, identity: string): Participant {
  const participant = room.participants.get(identity)
  if (!participant) throw new TwirpError('not_found', 'participant does not exist')
  return participant
}

function listRooms(media: Media, names: readonly string[]): unknown {
  const rooms = [...media.rooms.values()].filter(({ name }) => names.length === 0 || names.includes(name))
  return { rooms: rooms.map((room) => room.info().toJson()) }
}

function createRoom(media: Media, input: unknown): unknown {
  const asked = CreateRoomRequest.fromJson(input as never, lenient)
  if (!asked.name) throw new TwirpError('invalid_argument', 'name is required')
  return ensureRoom(media, asked.name, {
    metadata: asked.metadata,
    emptyTimeoutSeconds: asked.emptyTimeout,
    maxParticipants: asked.maxParticipants,
  })
    .info()
    .toJson()
}

/** Nobody's microphone is opened from afar: only its owner unmutes. */
function muteTrack(owner: Participant, trackSid: string, muted: boolean): unknown {
  const track = owner.tracks.get(trackSid)
  if (!track) throw new TwirpError('not_found', 'track does not exist')
  if (!muted && track.muted) throw new TwirpError('failed_precondition', 'remote unmute not enabled')
  setMuted(owner, trackSid, muted, true)
  return { track: track.info.toJson() }
}

function updateParticipant(media: Media, participant: Participant, input: unknown): ParticipantInfo {
  const asked = UpdateParticipantRequest.fromJson(input as never, lenient)
  if (asked.name) participant.name = asked.name
  if (asked.metadata) participant.metadata = asked.metadata
  mergeAttributes(participant, asked.attributes)
  if (asked.permission) setPermission(media, participant, asked.permission)
  else participant.room.announce(participant, true)
  return participant.info()
}

function sendData(room: Room, input: unknown): void {
  const asked = SendDataRequest.fromJson(input as never, lenient)
  const bySid = new Set(asked.destinationSids)
  const identities = [
    ...asked.destinationIdentities,
    ...[...room.participants.values()].filter(({ sid }) => bySid.has(sid)).map(({ identity }) => identity),
  ]
  const user = new UserPacket({
    payload: asked.data,
    ...(asked.topic !== undefined && { topic: asked.topic }),
  })
  const packet = new DataPacket({
    kind: asked.kind,
    destinationIdentities: identities,
    value: { case: 'user', value: user },
  })
  const label = asked.kind === DataPacket_Kind.LOSSY ? '_lossy' : '_reliable'
  relay(room.participants.values(), packet, label)
}
