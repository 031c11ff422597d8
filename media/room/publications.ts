import {
  type AddTrackRequest,
  MuteTrackRequest,
  RequestResponse,
  RequestResponse_Reason,
  SimulcastCodecInfo,
  TimedVersion,
  TrackInfo,
  TrackPublishedResponse,
  TrackSource,
  TrackType,
  TrackUnpublishedResponse,
} from '@livekit/protocol'
import { PublishedTrack } from '../uplink/published-track.ts'
import type { Media } from './media.ts'
import type { Participant } from './room.ts'
import { newSid } from './sids.ts'
import { subscribe, unsubscribe } from './subscriptions.ts'

/** Tracks that one person may announce: camera, microphone, screen with sound, and room for interpretation. */
const MOST_TRACKS = 16

/** Why a participant may not publish this; undefined when it may. */
function refusal(participant: Participant, request: AddTrackRequest): string | undefined {
  const { canPublish, canPublishSources } = participant.permission
  if (!canPublish) return 'does not have permission to publish'
  if (canPublishSources.length > 0 && !canPublishSources.includes(request.source))
    return 'does not have permission to publish this source'
  if (participant.tracks.size + participant.pending.size >= MOST_TRACKS) return 'publishes too many tracks'
  return undefined
}

/** A client announces a track: it gets an id, and its packets may follow with the next offer. */
export function announceTrack(participant: Participant, request: AddTrackRequest): void {
  // A second codec of a track that is published already: one is enough for us.
  if (request.sid) return
  const message = refusal(participant, request)
  if (message) {
    const reason = RequestResponse_Reason.NOT_ALLOWED
    participant.send({
      case: 'requestResponse',
      value: new RequestResponse({ reason, message, request: { case: 'addTrack', value: request } }),
    })
    return
  }
  const info = infoOf(request)
  const kind = request.type === TrackType.AUDIO ? 'audio' : 'video'
  const track = new PublishedTrack(kind, info, request.cid, (packet) => participant.pipe?.send(packet))
  participant.pending.set(request.cid, track)
  participant.send({
    case: 'trackPublished',
    value: new TrackPublishedResponse({ cid: request.cid, track: info }),
  })
}

function infoOf(request: AddTrackRequest): TrackInfo {
  const audio = request.type === TrackType.AUDIO
  const [first] = request.simulcastCodecs
  const asked = (first?.codec ?? '').toLowerCase()
  const video = asked === 'h264' ? 'video/H264' : 'video/VP8'
  const mimeType = audio ? 'audio/opus' : video
  const layers = first?.layers.length ? first.layers : request.layers
  const screen =
    request.source === TrackSource.SCREEN_SHARE || request.source === TrackSource.SCREEN_SHARE_AUDIO
  return new TrackInfo({
    sid: newSid(audio ? 'TR_A' : 'TR_V'),
    type: request.type,
    name: request.name,
    muted: request.muted,
    width: request.width,
    height: request.height,
    simulcast: layers.length > 1,
    disableDtx: request.disableDtx,
    source: request.source,
    layers,
    mimeType,
    stereo: request.stereo,
    disableRed: request.disableRed,
    encryption: request.encryption,
    stream: request.stream || (screen ? 'screen_share' : 'camera'),
    audioFeatures: request.audioFeatures,
    codecs: [new SimulcastCodecInfo({ mimeType, cid: request.cid, layers })],
    version: new TimedVersion({ unixMicro: BigInt(Temporal.Now.instant().epochMilliseconds) * 1000n }),
  })
}

/** The packets of an announced track may come: everybody is told and gets it. */
export function publish(media: Media, owner: Participant, track: PublishedTrack): void {
  owner.tracks.set(track.sid, track)
  owner.room.announce(owner, true)
  media.webhooks.send('track_published', {
    room: owner.room.info(),
    participant: owner.info(),
    track: track.info,
  })
  for (const viewer of owner.room.others(owner))
    if (viewer.who.autoSubscribe && viewer.offer) subscribe(media, viewer, owner, track)
}

export function unpublish(media: Media, owner: Participant, track: PublishedTrack): void {
  for (const [cid, each] of owner.pending) if (each === track) owner.pending.delete(cid)
  owner.receiver?.remove(track)
  if (!owner.tracks.delete(track.sid)) return
  for (const viewer of owner.room.others(owner)) unsubscribe(viewer, track.sid)
  if (!owner.gone) {
    owner.room.announce(owner, true)
    owner.send({ case: 'trackUnpublished', value: new TrackUnpublishedResponse({ trackSid: track.sid }) })
  }
  media.webhooks.send('track_unpublished', {
    room: owner.room.info(),
    participant: owner.info(),
    track: track.info,
  })
}

/** Mutes or unmutes. While a track is muted nothing of it is forwarded, whatever its publisher sends. */
export function setMuted(owner: Participant, trackSid: string, muted: boolean, byServer: boolean): void {
  const track = owner.tracks.get(trackSid) ?? [...owner.pending.values()].find(({ sid }) => sid === trackSid)
  if (!track || track.muted === muted) return
  track.muted = track.info.muted = muted
  if (byServer) owner.send({ case: 'mute', value: new MuteTrackRequest({ sid: trackSid, muted }) })
  owner.room.announce(owner, true)
  const now = performance.now()
  if (!muted) for (const layer of track.layers.values()) track.askKeyframe(layer, now)
}
