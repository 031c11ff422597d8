import { gunzipSync } from 'node:zlib'
import {
  ClientInfo_SDK,
  DisconnectReason,
  JoinRequest,
  JoinResponse,
  SignalRequest,
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
import { type Claims, permissionOf } from '../token.ts'
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
    const { compression, joinRequest } = WrappedJoinRequest.fromBinary(bytes)
    const isZipped = compression === WrappedJoinRequest_Compression.GZIP
    return JoinRequest.fromBinary(
      isZipped ? gunzipSync(joinRequest, { maxOutputLength: LARGEST_REQUEST }) : joinRequest,
    )
  } catch {
    return undefined
  }
}

/** A client with a valid token opened its socket: it joins, or comes back after a break. */
export function join(
  media: Media,
  socket: WebSocket,
  userAgent: string,
  asked: JoinRequest,
  claims: Claims,
): void {
  const before = media.rooms.get(claims.video.room)?.participants.get(claims.sub)
  if (!asked.reconnect) {
    if (before) leave(media, before, DisconnectReason.DUPLICATE_IDENTITY)
    enter(media, socket, asked, claims, identityOf(claims, asked, userAgent))
  } else if (before && (!asked.participantSid || before.sid === asked.participantSid)) {
    resume(media, socket, before)
  } else {
    socket.send(encode(askToRejoin()))
    setTimeout(() => socket.close(), 200).unref()
  }
}

function enter(media: Media, socket: WebSocket, asked: JoinRequest, claims: Claims, who: Identity): void {
  const room = ensureRoom(media, claims.video.room)
  const participant = new Participant(room, who)
  room.participants.set(participant.identity, participant)
  listen(media, socket, participant)
  const response = new JoinResponse({
    room: room.info(),
    participant: participant.info(),
    serverInfo,
    serverVersion: serverInfo.version,
    iceServers: iceServersOf(media.config),
    pingInterval: 5,
    pingTimeout: 15,
    enabledPublishCodecs: publishCodecs,
    clientConfiguration: {},
  })
  const others = room.visible().filter((each) => each !== participant)
  participant.sendBytes(
    encodeJoin(
      response,
      others.map((other) => other.encoded()),
    ),
  )
  room.announce(participant, false)
  for (const track of asked.addTrackRequests) announceTrack(participant, track)
  if (who.autoSubscribe) subscribeToAll(participant)
  if (asked.publisherOffer?.sdp) answerOffer(media, participant, asked.publisherOffer)
  void refreshToken(media, participant)
}

function resume(media: Media, socket: WebSocket, participant: Participant): void {
  const { room, socket: before, lastMessage: lastMessageSeq } = participant
  clearTimeout(participant.lingerTimer)
  listen(media, socket, participant)
  before?.terminate()
  participant.offerAsked = false
  const iceServers = iceServersOf(media.config)
  participant.send({ case: 'reconnect', value: { iceServers, serverInfo, lastMessageSeq } })
  room.flush()
  participant.sendBytes(encodeUpdate(room.visible(participant).map((each) => each.encoded())))
  void refreshToken(media, participant)
}

function listen(media: Media, socket: WebSocket, participant: Participant): void {
  participant.socket = socket
  socket.on('message', (data: Buffer) => {
    if (participant.gone || participant.socket !== socket) return
    try {
      onRequest(media, participant, SignalRequest.fromBinary(data))
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

const identityOf = (claims: Claims, asked: JoinRequest, userAgent: string): Identity => ({
  identity: claims.sub,
  name: claims.name,
  metadata: claims.metadata,
  attributes: claims.attributes,
  permission: permissionOf(claims),
  autoSubscribe: asked.connectionSettings?.autoSubscribe ?? true,
  groupsStreams: asked.clientInfo?.sdk === ClientInfo_SDK.JS && !/Firefox/.test(userAgent),
})

const serverInfo = { version: '1.11.0', protocol: 17, nodeId: 'ND_embedded' }

const iceServersOf = ({ stunUrls }: MediaConfig) => (stunUrls.length > 0 ? [{ urls: stunUrls }] : [])
