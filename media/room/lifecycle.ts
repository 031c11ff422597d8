import {
  DisconnectReason,
  LeaveRequest_Action,
  ParticipantInfo,
  ParticipantInfo_State,
  type ParticipantPermission,
} from '@livekit/protocol'
import type { Message } from '../signal/wire.ts'
import type { Media } from './media.ts'
import { mayPublish, unpublish } from './publications.ts'
import { type Participant, Room } from './room.ts'
import { subscribeToAll, unsubscribe } from './subscriptions.ts'

/** The room of this name, made if it is not there. */
export function ensureRoom(media: Media, name: string): Room {
  const room = media.rooms.get(name) ?? new Room(name)
  media.rooms.set(name, room)
  return room
}

export function closeRoom(media: Media, room: Room): void {
  for (const participant of [...room.participants.values()])
    leave(media, participant, DisconnectReason.ROOM_DELETED)
  if (media.rooms.get(room.name) === room) media.rooms.delete(room.name)
}

/** A client counts as here once its line is up and its data channels are open. */
export function becomeActive(media: Media, participant: Participant): void {
  if (participant.active || participant.gone) return
  participant.state = ParticipantInfo_State.ACTIVE
  participant.room.announce(participant, participant.tracks.size > 0)
  media.webhooks.send('participant_joined', participant)
  if (participant.who.autoSubscribe) subscribeToAll(participant)
}

/** Tells a client to come again from the start: its line is lost, or it is unknown here. */
export const askToRejoin = (reason = DisconnectReason.STATE_MISMATCH): Message => ({
  case: 'leave',
  value: { reason, action: LeaveRequest_Action.RECONNECT, canReconnect: true },
})

/** Takes a participant out of its room. The client is told, unless it went by itself. */
export function leave(media: Media, participant: Participant, reason: DisconnectReason): void {
  if (participant.gone) return
  const { room, socket } = participant
  participant.gone = true
  clearTimeout(participant.lingerTimer)
  clearTimeout(participant.askTimer)
  clearTimeout(participant.restartTimer)
  if (reason !== DisconnectReason.CLIENT_INITIATED)
    participant.send({ case: 'leave', value: { reason, action: LeaveRequest_Action.DISCONNECT } })
  for (const track of [...participant.pending.values(), ...participant.tracks.values()])
    unpublish(media, participant, track)
  for (const sid of [...participant.subscriptions.keys()]) unsubscribe(participant, sid)
  if (room.participants.get(participant.identity) === participant)
    room.participants.delete(participant.identity)
  if (room.participants.size === 0) room.emptySince = performance.now()
  room.speakers.delete(participant.sid)
  const wasActive = participant.active
  participant.state = ParticipantInfo_State.DISCONNECTED
  participant.disconnectReason = reason
  room.announce(participant, false)
  if (wasActive) media.webhooks.send('participant_left', participant)
  participant.pipe?.close()
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
  for (const track of [...participant.pending.values(), ...participant.tracks.values()])
    if (!mayPublish(participant, track.info.source)) unpublish(media, participant, track)
  participant.room.announce(participant, true)
  if (!wasHidden && participant.hidden) sayGone(participant)
  void refreshToken(media, participant)
  if (!permission.canSubscribe)
    for (const sid of [...participant.subscriptions.keys()]) unsubscribe(participant, sid)
  else if (participant.who.autoSubscribe) subscribeToAll(participant)
}

/** Who is hidden now is, for the others, gone. */
function sayGone(participant: Participant): void {
  const gone = new ParticipantInfo({
    ...participant.info(),
    state: ParticipantInfo_State.DISCONNECTED,
    tracks: [],
  })
  participant.room.broadcast({ case: 'update', value: { participants: [gone] } }, participant)
}

/** Long enough to come back after a break, with the rights that it has now. */
const TOKEN_SECONDS = 10 * 60

/** Sends a fresh token: without it a client that reconnects would bring its old rights, or an expired one. */
export async function refreshToken(media: Media, participant: Participant): Promise<void> {
  const { permission, room, who } = participant
  const token = await media.tokens.forParticipant(who, permission, room.name, TOKEN_SECONDS)
  participant.send({ case: 'refreshToken', value: token })
}
