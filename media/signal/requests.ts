import { DisconnectReason, type SignalRequest } from '@livekit/protocol'
import { leave } from '../room/lifecycle.ts'
import type { Media } from '../room/media.ts'
import { announceTrack, setMuted } from '../room/publications.ts'
import type { Participant } from '../room/room.ts'
import { applySettings, subscribe, unsubscribe } from '../room/subscriptions.ts'
import { answerOffer } from './negotiation.ts'

/** What a client asks for on its signalling socket. Its name and attributes are the server's to give: they are not taken. */
export function onRequest(media: Media, participant: Participant, { message }: SignalRequest): void {
  switch (message.case) {
    case 'offer':
      answerOffer(media, participant, message.value)
      break
    case 'addTrack':
      announceTrack(participant, message.value)
      break
    case 'mute':
      setMuted(participant, message.value.sid, message.value.muted, false)
      break
    case 'trackSetting':
      applySettings(participant, message.value, performance.now())
      break
    case 'leave':
      leave(media, participant, DisconnectReason.CLIENT_INITIATED)
      break
    case 'pingReq': {
      const timestamp = BigInt(Temporal.Now.instant().epochMilliseconds)
      const value = { lastPingTimestamp: message.value.timestamp, timestamp }
      participant.send({ case: 'pongResp', value })
      break
    }
    case 'subscription': {
      const { trackSids, participantTracks, subscribe: wanted } = message.value
      const all = [...trackSids, ...participantTracks.flatMap((each) => each.trackSids)]
      changeSubscriptions(participant, new Set(all), wanted)
    }
  }
}

/** Tracks by their ids, of whoever publishes them. */
function changeSubscriptions(viewer: Participant, trackSids: ReadonlySet<string>, wanted: boolean): void {
  for (const owner of viewer.room.others(viewer))
    for (const track of owner.tracks.values()) {
      if (!trackSids.has(track.sid)) continue
      if (wanted) subscribe(viewer, owner, track)
      else unsubscribe(viewer, track.sid)
    }
}
