import {
  type AddTrackRequest,
  RequestResponse_Reason,
  TrackInfo,
  TrackSource,
  TrackType,
} from '@livekit/protocol'
import { PublishedTrack } from '../uplink/published-track.ts'
import type { Media } from './media.ts'
import type { Participant } from './room.ts'
import { newSid } from './sids.ts'
import { subscribe, unsubscribe } from './subscriptions.ts'

/** Tracks that one person may announce: camera, microphone, screen with sound, and room for interpretation. */
const MOST_TRACKS = 16

export const mayPublish = (
  { permission: { canPublish, canPublishSources } }: Participant,
  source: TrackSource,
): boolean => canPublish && (canPublishSources.length === 0 || canPublishSources.includes(source))

/** A client announces a track: it gets an id, and its packets may follow with the next offer. */
export function announceTrack(participant: Participant, request: AddTrackRequest): void {
  const { pending, tracks } = participant
  // A second codec of a track that is published already: one is enough for us.
  if (request.sid) return
  if (!mayPublish(participant, request.source) || tracks.size + pending.size >= MOST_TRACKS) {
    const message = 'does not have permission to publish this, or publishes too many tracks'
    const reason = RequestResponse_Reason.NOT_ALLOWED
    participant.send({
      case: 'requestResponse',
      value: { reason, message, request: { case: 'addTrack', value: request } },
    })
    return
  }
  const { cid } = request
  const info = infoOf(request)
  const kind = request.type === TrackType.AUDIO ? 'audio' : 'video'
  pending.set(cid, new PublishedTrack(kind, info, cid, (packet) => participant.pipe?.send(packet)))
  participant.send({ case: 'trackPublished', value: { cid, track: info } })
}

function infoOf(request: AddTrackRequest): TrackInfo {
  const { type, source, simulcastCodecs, cid } = request
  const audio = type === TrackType.AUDIO
  const mimeType = audio ? 'audio/opus' : 'video/VP8'
  const [first] = simulcastCodecs
  const layers = first?.layers.length ? first.layers : request.layers
  const screen = source === TrackSource.SCREEN_SHARE || source === TrackSource.SCREEN_SHARE_AUDIO
  return new TrackInfo({
    sid: newSid(audio ? 'TR_A' : 'TR_V'),
    type,
    name: request.name,
    muted: request.muted,
    width: request.width,
    height: request.height,
    simulcast: layers.length > 1,
    disableDtx: request.disableDtx,
    source,
    layers,
    mimeType,
    disableRed: request.disableRed,
    stream: request.stream || (screen ? 'screen_share' : 'camera'),
    codecs: [{ mimeType, cid, layers }],
    version: { unixMicro: BigInt(Temporal.Now.instant().epochMilliseconds) * 1000n },
  })
}

/** The packets of an announced track may come: everybody is told and gets it. */
export function publish(media: Media, owner: Participant, track: PublishedTrack): void {
  owner.tracks.set(track.sid, track)
  owner.room.announce(owner, true)
  media.webhooks.send('track_published', owner, track.info)
  for (const viewer of owner.room.others(owner))
    if (viewer.who.autoSubscribe && viewer.ufrag) subscribe(viewer, owner, track)
}

export function unpublish(media: Media, owner: Participant, track: PublishedTrack): void {
  if (owner.pending.get(track.cid) === track) owner.pending.delete(track.cid)
  owner.receiver?.remove(track)
  if (!owner.tracks.delete(track.sid)) return
  for (const viewer of owner.room.others(owner)) unsubscribe(viewer, track.sid)
  if (!owner.gone) {
    owner.room.announce(owner, true)
    owner.send({ case: 'trackUnpublished', value: { trackSid: track.sid } })
  }
  media.webhooks.send('track_unpublished', owner, track.info)
}

/** Mutes or unmutes. While a track is muted nothing of it is forwarded, whatever its publisher sends. */
export function setMuted(owner: Participant, trackSid: string, muted: boolean, byServer: boolean): void {
  const track = owner.tracks.get(trackSid) ?? [...owner.pending.values()].find(({ sid }) => sid === trackSid)
  if (!track || track.muted === muted) return
  track.muted = track.info.muted = muted
  if (byServer) owner.send({ case: 'mute', value: { sid: trackSid, muted } })
  owner.room.announce(owner, true)
  const now = performance.now()
  if (!muted) for (const layer of track.layers.values()) track.askKeyframe(layer, now)
}
