import {
  AccessToken,
  type ParticipantInfo,
  RoomServiceClient,
  TrackSource,
  TwirpError,
  type VideoGrant,
  WebhookReceiver,
} from 'livekit-server-sdk'
import type {
  Media,
  MediaAdmission,
  MediaEvent,
  MediaParticipant,
  MediaPermission,
  MediaSource,
} from '../../kernel/media.ts'

/** How a server of this protocol is spoken to, wherever it runs. */
export interface LiveKitAccess {
  readonly apiKey: string
  readonly apiSecret: string
  /** `http://127.0.0.1:7880`; null while it does not run. */
  readonly address: () => string | null
}

/** Nothing of ours waits longer for a media server, in seconds. */
const PATIENCE_S = 3

type Spoken = Pick<Media, 'token' | 'participants' | 'permit' | 'mute' | 'remove' | 'closeRoom' | 'receive'>

/** Tokens, RoomService and webhooks of a server that speaks LiveKit's protocol. */
export function speakLiveKit({ apiKey, apiSecret, address }: LiveKitAccess): Spoken {
  const webhooks = new WebhookReceiver(apiKey, apiSecret)
  const service = (): RoomServiceClient => {
    const at = address()
    if (!at) throw new Error('the media server does not run')
    return new RoomServiceClient(at, apiKey, apiSecret, { requestTimeout: PATIENCE_S, failover: false })
  }
  /** Whoever left and rooms that are gone are no failure. */
  const unlessGone = async (work: Promise<unknown>): Promise<void> => {
    try {
      await work
    } catch (error) {
      if (!isGone(error)) throw error
    }
  }
  return {
    token(admission) {
      const { identity, attributes, seconds } = admission
      const token = new AccessToken(apiKey, apiSecret, {
        identity,
        ttl: seconds,
        attributes: { ...attributes },
      })
      token.addGrant(grantOf(admission))
      return token.toJwt()
    },
    async participants(room) {
      try {
        return (await service().listParticipants(room)).map(participantOf)
      } catch (error) {
        if (isGone(error)) return []
        throw error
      }
    },
    permit: (room, identity, permission) =>
      unlessGone(
        service().updateParticipant(room, identity, {
          permission: {
            canSubscribe: true,
            canPublish: sourcesOf(permission).length > 0,
            canPublishSources: sourcesOf(permission),
            canPublishData: false,
            hidden: sourcesOf(permission).length === 0,
          },
        }),
      ),
    mute: (room, identity, sid) => unlessGone(service().mutePublishedTrack(room, identity, sid, true)),
    remove: (room, identity) => unlessGone(service().removeParticipant(room, identity)),
    closeRoom: (room) => unlessGone(service().deleteRoom(room)),
    async receive(body, authorization) {
      try {
        return eventOf(await webhooks.receive(body, authorization))
      } catch {
        return null
      }
    },
  }
}

const isGone = (error: unknown): boolean => error instanceof TwirpError && error.code === 'not_found'

const SOURCES = {
  microphone: [TrackSource.MICROPHONE],
  camera: [TrackSource.CAMERA],
  screen: [TrackSource.SCREEN_SHARE, TrackSource.SCREEN_SHARE_AUDIO],
} as const

const sourcesOf = (permission: MediaPermission): TrackSource[] =>
  (['microphone', 'camera', 'screen'] as const).flatMap((each) => (permission[each] ? SOURCES[each] : []))

/** Exactly what this person may do, and nothing by default. */
function grantOf({ room, permission }: MediaAdmission): VideoGrant {
  const sources = sourcesOf(permission)
  return {
    roomJoin: true,
    room,
    canSubscribe: true,
    canPublish: sources.length > 0,
    canPublishSources: sources,
    canPublishData: false,
    canUpdateOwnMetadata: false,
    hidden: sources.length === 0,
  }
}

const sourceOf = (source: TrackSource | undefined): MediaSource => {
  if (source === TrackSource.MICROPHONE) return 'microphone'
  if (source === TrackSource.CAMERA) return 'camera'
  return source === TrackSource.SCREEN_SHARE ? 'screen' : 'other'
}

function participantOf({ identity, permission, tracks }: ParticipantInfo): MediaParticipant {
  const may = (source: TrackSource): boolean =>
    permission?.canPublish === true &&
    (permission.canPublishSources.length === 0 || permission.canPublishSources.includes(source))
  return {
    identity,
    permission: {
      microphone: may(TrackSource.MICROPHONE),
      camera: may(TrackSource.CAMERA),
      screen: may(TrackSource.SCREEN_SHARE),
    },
    hidden: permission?.hidden ?? false,
    tracks: tracks.map(({ sid, source, muted }) => ({ sid, source: sourceOf(source), muted })),
  }
}

const TYPES = {
  participant_joined: 'joined',
  participant_left: 'left',
  participant_connection_aborted: 'left',
  track_published: 'published',
  track_unpublished: 'unpublished',
} as const satisfies Readonly<Record<string, MediaEvent['type']>>

type Webhook = Awaited<ReturnType<WebhookReceiver['receive']>>

function eventOf({ event, room, participant, track, createdAt }: Webhook): MediaEvent {
  const known: Readonly<Record<string, MediaEvent['type']>> = TYPES
  return {
    type: known[event] ?? 'other',
    room: room?.name ?? '',
    identity: participant?.identity ?? null,
    source: track ? sourceOf(track.source) : null,
    at: Temporal.Instant.fromEpochMilliseconds(Number(createdAt) * 1000).toString(),
  }
}
