import {
  DisconnectReason,
  LeaveRequest,
  LeaveRequest_Action,
  ParticipantInfo_State,
  type ParticipantPermission,
  ParticipantUpdate,
  TrackSource,
} from '@livekit/protocol'
import type { Media } from './media.ts'
import { unpublish } from './publications.ts'
import type { Participant } from './room.ts'
import { Room } from './room.ts'
import { subscribeToAll, unsubscribe } from './subscriptions.ts'

/** The room of this name, made if it is not there. */
export function ensureRoom(
  media: Media,
  name: string,
  options: ConstructorParameters<typeof Room>[1] = {},
): Room {
  const existing = media.rooms.get(name)
  if (existing) return existing
  const room = new Room(name, options)
  media.rooms.set(name, room)
  media.webhooks.send('room_started', { room: room.info() })
  return room
}

export function closeRoom(media: Media, room: Room): void {
  for (const participant of [...room.participants.values()])
    leave(media, participant, DisconnectReason.ROOM_DELETED)
  room.close()
  if (media.rooms.get(room.name) !== room) return
  media.rooms.delete(room.name)
  media.webhooks.send('room_finished', { room: room.info() })
}

/** A client counts as here once its line is up and its data channels are open. */
export function becomeActive(media: Media, participant: Participant): void {
  if (participant.active || participant.gone) return
  participant.state = ParticipantInfo_State.ACTIVE
  participant.room.announce(participant, participant.tracks.size > 0)
  media.webhooks.send('participant_joined', {
    room: participant.room.info(),
    participant: participant.info(),
  })
  if (participant.who.autoSubscribe) subscribeToAll(media, participant)
}

/** Tells a client to come again from the start: its line is lost, or it is unknown here. */
export const askToRejoin = (reason = DisconnectReason.STATE_MISMATCH): LeaveRequest =>
  new LeaveRequest({ reason, action: LeaveRequest_Action.RECONNECT, canReconnect: true })

/** Takes a participant out of its room. The client is told, unless it went by itself. */
export function leave(media: Media, participant: Participant, reason: DisconnectReason): void {
  if (participant.gone) return
  const { room } = participant
  const wasActive = participant.active
  participant.gone = true
  clearTimeout(participant.lingerTimer)
  clearTimeout(participant.askTimer)
  clearTimeout(participant.restartTimer)
  if (reason !== DisconnectReason.CLIENT_INITIATED) {
    const action = LeaveRequest_Action.DISCONNECT
    participant.send({ case: 'leave', value: new LeaveRequest({ reason, action, canReconnect: false }) })
  }
  for (const track of [...participant.pending.values(), ...participant.tracks.values()])
    unpublish(media, participant, track)
  for (const sid of [...participant.subscriptions.keys()]) unsubscribe(participant, sid)
  if (room.participants.get(participant.identity) === participant)
    room.participants.delete(participant.identity)
  if (room.participants.size === 0) room.emptySince = performance.now()
  room.speakers.delete(participant.sid)
  participant.state = ParticipantInfo_State.DISCONNECTED
  participant.disconnectReason = reason
  room.announce(participant, false)
  if (wasActive)
    media.webhooks.send('participant_left', { room: room.info(), participant: participant.info() })
  participant.pipe?.close()
  const { socket } = participant
  participant.socket = undefined
  // The last word must be read before the socket closes.
  if (socket) setTimeout(() => socket.close(1000), 200).unref()
}

/** Gives a participant other rights: what it may no longer do ends at once. */
export function setPermission(
  media: Media,
  participant: Participant,
  permission: ParticipantPermission,
): void {
  const wasHidden = participant.hidden
  participant.permission = permission
  const may = ({ info }: { info: { source: TrackSource } }): boolean =>
    permission.canPublish &&
    (permission.canPublishSources.length === 0 || permission.canPublishSources.includes(info.source))
  for (const track of [...participant.pending.values(), ...participant.tracks.values()])
    if (!may(track)) unpublish(media, participant, track)
  participant.room.announce(participant, true)
  if (!wasHidden && participant.hidden) sayGone(participant)
  void refreshToken(media, participant)
  if (!permission.canSubscribe)
    for (const sid of [...participant.subscriptions.keys()]) unsubscribe(participant, sid)
  else if (participant.who.autoSubscribe) subscribeToAll(media, participant)
}

/** Who is hidden now is, for the others, gone. */
function sayGone(participant: Participant): void {
  const gone = participant.info().clone()
  gone.state = ParticipantInfo_State.DISCONNECTED
  gone.tracks = []
  const value = new ParticipantUpdate({ participants: [gone] })
  participant.room.broadcast({ case: 'update', value }, participant)
}

/** Long enough to come back after a break, with the rights that it has now. */
const TOKEN_SECONDS = 10 * 60

const SOURCES: Readonly<Record<number, string>> = {
  [TrackSource.CAMERA]: 'camera',
  [TrackSource.MICROPHONE]: 'microphone',
  [TrackSource.SCREEN_SHARE]: 'screen_share',
  [TrackSource.SCREEN_SHARE_AUDIO]: 'screen_share_audio',
}

/** Sends a fresh token: without it a client that reconnects would bring its old rights, or an expired one. */
export async function refreshToken(media: Media, participant: Participant): Promise<void> {
  const { permission, room, identity, name, metadata, attributes } = participant
  const video = {
    roomJoin: true,
    room: room.name,
    canPublish: permission.canPublish,
    canSubscribe: permission.canSubscribe,
    canPublishData: permission.canPublishData,
    canPublishSources: permission.canPublishSources.flatMap((source) => SOURCES[source] ?? []),
    canUpdateOwnMetadata: permission.canUpdateMetadata,
    hidden: permission.hidden,
  }
  const token = await media.tokens.sign({ name, metadata, attributes, video }, identity, TOKEN_SECONDS)
  participant.send({ case: 'refreshToken', value: token })
}
