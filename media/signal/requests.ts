import {
  DisconnectReason,
  Pong,
  RequestResponse,
  RequestResponse_Reason,
  type SignalRequest,
  type UpdateParticipantMetadata,
} from '@livekit/protocol'
import { askToRejoin, leave } from '../room/lifecycle.ts'
import type { Media } from '../room/media.ts'
import { announceTrack, setMuted } from '../room/publications.ts'
import type { Participant } from '../room/room.ts'
import { applySettings, subscribe, unsubscribe } from '../room/subscriptions.ts'
import { answerOffer } from './negotiation.ts'

const epochMs = (): bigint => BigInt(Temporal.Now.instant().epochMilliseconds)

/** What a client asks for on its signalling socket. */
export function onRequest(media: Media, participant: Participant, { message }: SignalRequest): void {
  switch (message.case) {
    case 'offer':
      answerOffer(media, participant, message.value)
      return
    case 'addTrack':
      announceTrack(participant, message.value)
      return
    case 'mute':
      setMuted(participant, message.value.sid, message.value.muted, false)
      return
    case 'ping':
      participant.send({ case: 'pong', value: epochMs() })
      return
    case 'pingReq': {
      const value = new Pong({ lastPingTimestamp: message.value.timestamp, timestamp: epochMs() })
      participant.send({ case: 'pongResp', value })
      return
    }
    case 'leave':
      leave(media, participant, DisconnectReason.CLIENT_INITIATED)
      return
    case 'subscription': {
      const { trackSids, participantTracks, subscribe: wanted } = message.value
      const all = [...trackSids, ...participantTracks.flatMap((each) => each.trackSids)]
      changeSubscriptions(media, participant, all, wanted)
      return
    }
    case 'trackSetting':
      applySettings(participant, message.value, performance.now())
      return
    case 'updateMetadata':
      updateOwn(participant, message.value)
      return
    case 'updateVideoTrack':
      updateSize(participant, message.value)
      return
    case 'syncState':
      for (const sid of message.value.trackSidsDisabled) {
        const subscription = participant.subscriptions.get(sid)
        if (subscription) subscription.forwarder.enabled = false
      }
      return
    case 'simulate':
      if (message.value.scenario.case === 'nodeFailure') participant.socket?.terminate()
      else if (message.value.scenario.case === 'leaveRequestFullReconnect')
        participant.send({ case: 'leave', value: askToRejoin() })
  }
}

/** Tracks by their ids, of whoever publishes them. */
export function changeSubscriptions(
  media: Media,
  viewer: Participant,
  trackSids: readonly string[],
  wanted: boolean,
): void {
  const sids = new Set(trackSids)
  for (const owner of viewer.room.others(viewer)) {
    for (const track of owner.tracks.values()) {
      if (!sids.has(track.sid)) continue
      if (wanted) subscribe(media, viewer, owner, track)
      else unsubscribe(viewer, track.sid)
    }
  }
}

/** Name, metadata and attributes are the server's to give, unless the token says otherwise. */
function updateOwn(participant: Participant, update: UpdateParticipantMetadata): void {
  const { requestId } = update
  const allowed = participant.permission.canUpdateMetadata
  if (allowed) {
    if (update.metadata) participant.metadata = update.metadata
    if (update.name) participant.name = update.name
    mergeAttributes(participant, update.attributes)
    participant.room.announce(participant, true)
  }
  const reason = allowed ? RequestResponse_Reason.OK : RequestResponse_Reason.NOT_ALLOWED
  const message = allowed ? '' : 'does not have permission to update own metadata'
  participant.send({ case: 'requestResponse', value: new RequestResponse({ requestId, reason, message }) })
}

/** An empty value takes the attribute away. */
export function mergeAttributes(participant: Participant, attributes: Record<string, string>): void {
  for (const [key, value] of Object.entries(attributes)) {
    if (value) participant.attributes[key] = value
    else delete participant.attributes[key]
  }
}

function updateSize(
  participant: Participant,
  update: { trackSid: string; width: number; height: number },
): void {
  const track = participant.tracks.get(update.trackSid)
  if (!track) return
  track.info.width = update.width
  track.info.height = update.height
  participant.room.announce(participant, true)
}
