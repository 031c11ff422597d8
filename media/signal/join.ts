import type { IncomingMessage } from 'node:http'
import { gunzipSync } from 'node:zlib'
import {
  ClientConfiguration,
  ClientInfo_SDK,
  DisconnectReason,
  ICEServer,
  JoinRequest,
  JoinResponse,
  ParticipantInfo_State,
  ParticipantPermission,
  ReconnectResponse,
  ServerInfo,
  ServerInfo_Edition,
  SignalRequest,
  TrackSource,
  WrappedJoinRequest,
  WrappedJoinRequest_Compression,
} from '@livekit/protocol'
import type { WebSocket } from 'ws'
import type { MediaConfig } from '../config.ts'
import { askToRejoin, ensureRoom, leave, refreshToken } from '../room/lifecycle.ts'
import type { Media } from '../room/media.ts'
import { announceTrack } from '../room/publications.ts'
import { type Identity, Participant, publishCodecs } from '../room/room.ts'
import { subscribeToAll } from '../room/subscriptions.ts'
import type { Claims } from '../token.ts'
import { answerOffer } from './negotiation.ts'
import { onRequest } from './requests.ts'
import { encode, encodeJoin, encodeUpdate } from './wire.ts'

/** A client whose socket broke is kept so long: its media goes on meanwhile. */
const LINGER_MS = 60_000
const LARGEST_REQUEST = 1_000_000

/** The join request inside the address of the socket; undefined when it is none. */
export function readJoinRequest(url: URL): JoinRequest | undefined {
  try {
    const bytes = Buffer.from(url.searchParams.get('join_request') ?? '', 'base64url')
    const wrapped = WrappedJoinRequest.fromBinary(bytes)
    return JoinRequest.fromBinary(
      wrapped.compression === WrappedJoinRequest_Compression.GZIP
        ? gunzipSync(wrapped.joinRequest, { maxOutputLength: LARGEST_REQUEST })
        : wrapped.joinRequest,
    )
  } catch {
    return undefined
  }
}

/** A client with a valid token opened its socket: it joins, or comes back after a break. */
export function join(
  media: Media,
  socket: WebSocket,
  request: IncomingMessage,
  asked: JoinRequest,
  claims: Claims,
): void {
  const room = media.rooms.get(claims.video.room)
  const before = room?.participants.get(claims.sub)
  if (asked.reconnect) {
    if (before && !before.gone && (!asked.participantSid || before.sid === asked.participantSid)) {
      resume(media, socket, before)
    } else refuse(socket, DisconnectReason.STATE_MISMATCH)
    return
  }
  if (before) leave(media, before, DisconnectReason.DUPLICATE_IDENTITY)
  enter(
    media,
    socket,
    asked,
    identityOf(claims, asked, request.headers['user-agent'] ?? ''),
    claims.video.room,
  )
}

function refuse(socket: WebSocket, reason: DisconnectReason): void {
  socket.send(encode({ case: 'leave', value: askToRejoin(reason) }))
  setTimeout(() => socket.close(), 200).unref()
}

function enter(media: Media, socket: WebSocket, asked: JoinRequest, who: Identity, roomName: string): void {
  const room = ensureRoom(media, roomName)
  if (room.maxParticipants > 0 && room.participants.size >= room.maxParticipants) {
    socket.close(1008, 'room is full')
    return
  }
  const participant = new Participant(room, who)
  room.participants.set(participant.identity, participant)
  room.everUsed = true
  participant.socket = socket
  participant.state = ParticipantInfo_State.JOINED
  listen(media, socket, participant)
  const others = [...room.others(participant)].filter(({ hidden }) => !hidden)
  const response = new JoinResponse({
    room: room.info(),
    participant: participant.info(),
    serverInfo: serverInfo(),
    serverVersion: serverInfo().version,
    iceServers: iceServersOf(media.config),
    pingInterval: 5,
    pingTimeout: 15,
    enabledPublishCodecs: publishCodecs(),
    clientConfiguration: new ClientConfiguration(),
  })
  participant.sendBytes(
    encodeJoin(
      response,
      others.map((other) => other.encoded()),
    ),
  )
  room.announce(participant, false)
  for (const track of asked.addTrackRequests) announceTrack(participant, track)
  if (who.autoSubscribe) subscribeToAll(media, participant)
  if (asked.publisherOffer?.sdp) answerOffer(media, participant, asked.publisherOffer)
  void refreshToken(media, participant)
}

function resume(media: Media, socket: WebSocket, participant: Participant): void {
  clearTimeout(participant.lingerTimer)
  const before = participant.socket
  participant.socket = socket
  before?.terminate()
  participant.offerAsked = false
  listen(media, socket, participant)
  participant.send({
    case: 'reconnect',
    value: new ReconnectResponse({
      iceServers: iceServersOf(media.config),
      serverInfo: serverInfo(),
      lastMessageSeq: participant.lastMessage,
    }),
  })
  participant.room.flush()
  const visible = [...participant.room.participants.values()].filter(
    (each) => each === participant || !each.hidden,
  )
  participant.sendBytes(encodeUpdate(visible.map((each) => each.encoded())))
  void refreshToken(media, participant)
}

function listen(media: Media, socket: WebSocket, participant: Participant): void {
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (participant.gone || participant.socket !== socket) return
    try {
      const request = isBinary
        ? SignalRequest.fromBinary(data)
        : SignalRequest.fromJsonString(data.toString(), { ignoreUnknownFields: true })
      onRequest(media, participant, request)
    } catch {
      // Not a request of this protocol: nothing to answer.
    }
  })
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    if (participant.socket !== socket || participant.gone) return
    participant.lingerTimer = setTimeout(
      () => leave(media, participant, DisconnectReason.SIGNAL_CLOSE),
      LINGER_MS,
    )
  })
}

const SOURCES: Readonly<Record<string, TrackSource>> = {
  camera: TrackSource.CAMERA,
  microphone: TrackSource.MICROPHONE,
  screen_share: TrackSource.SCREEN_SHARE,
  screen_share_audio: TrackSource.SCREEN_SHARE_AUDIO,
}

function identityOf(claims: Claims, asked: JoinRequest, userAgent: string): Identity {
  const { video } = claims
  const mayUpdate = video.canUpdateOwnMetadata ?? false
  const sdk = asked.clientInfo?.sdk
  return {
    identity: claims.sub,
    name: claims.name,
    metadata: mayUpdate && asked.metadata ? asked.metadata : claims.metadata,
    attributes: mayUpdate ? { ...claims.attributes, ...asked.participantAttributes } : claims.attributes,
    permission: new ParticipantPermission({
      canPublish: video.canPublish ?? true,
      canSubscribe: video.canSubscribe ?? true,
      canPublishData: video.canPublishData ?? true,
      canPublishSources: (video.canPublishSources ?? []).flatMap((source) => SOURCES[source] ?? []),
      canUpdateMetadata: mayUpdate,
      hidden: video.hidden ?? false,
    }),
    autoSubscribe: asked.connectionSettings?.autoSubscribe ?? true,
    groupsStreams: sdk === ClientInfo_SDK.JS && !/Firefox/.test(userAgent),
  }
}

const serverInfo = (): ServerInfo =>
  new ServerInfo({
    edition: ServerInfo_Edition.Standard,
    version: '1.11.0',
    protocol: 17,
    nodeId: 'ND_embedded',
  })

const iceServersOf = ({ stunUrls }: MediaConfig): ICEServer[] =>
  stunUrls.length > 0 ? [new ICEServer({ urls: stunUrls })] : []
