import { once } from 'node:events'
import {
  AddTrackRequest,
  ConnectionSettings,
  JoinRequest,
  SessionDescription,
  SignalRequest,
  SignalResponse,
  SignalTarget,
  TrackSource,
  TrackType,
  TrickleRequest,
  VideoLayer,
  VideoQuality,
  WrappedJoinRequest,
} from '@livekit/protocol'
import native, { type PeerConnection, type Track } from 'node-datachannel'
import { WebSocket } from 'ws'

/** A client of LiveKit's protocol without a browser: its socket as it is, and its media as packets. */
export interface RawClient {
  readonly socket: WebSocket
  readonly responses: SignalResponse['message'][]
  send(message: SignalRequest['message']): void
  /** The next response of this kind, or the first that came already. */
  next<C extends SignalResponse['message']['case']>(
    name: C,
  ): Promise<Extract<SignalResponse['message'], { case: C }>['value']>
  close(): void
}

/** Opens the signalling socket: as a client of one connection (`/rtc/v1`), or of two (`/rtc`), which only LiveKit itself knows. */
export async function openRaw(
  url: string,
  token: string,
  options: { dual?: boolean; autoSubscribe?: boolean; reconnect?: boolean } = {},
): Promise<RawClient> {
  const autoSubscribe = options.autoSubscribe ?? true
  const joinRequest = new JoinRequest({
    connectionSettings: new ConnectionSettings({ autoSubscribe }),
    reconnect: options.reconnect ?? false,
  })
  const wrapped = new WrappedJoinRequest({ joinRequest: joinRequest.toBinary() })
  const query = options.dual
    ? `auto_subscribe=${autoSubscribe ? 1 : 0}&protocol=15&sdk=js&version=2.0.0`
    : `join_request=${Buffer.from(wrapped.toBinary()).toString('base64url')}`
  const path = options.dual ? '/rtc' : '/rtc/v1'
  const socket = new WebSocket(`${url.replace('http', 'ws')}${path}?access_token=${token}&${query}`)
  const responses: SignalResponse['message'][] = []
  const waiting: { name: string | undefined; found: (value: never) => void }[] = []
  socket.on('message', (data: Buffer) => {
    const { message } = SignalResponse.fromBinary(data)
    const index = waiting.findIndex(({ name }) => name === message.case)
    if (index < 0) responses.push(message)
    else waiting.splice(index, 1)[0]?.found(message.value as never)
  })
  await once(socket, 'open')
  return {
    socket,
    responses,
    send: (message) => socket.send(new SignalRequest({ message }).toBinary()),
    next(name) {
      const index = responses.findIndex((message) => message.case === name)
      if (index >= 0) return Promise.resolve(responses.splice(index, 1)[0]?.value as never)
      return new Promise((found) => waiting.push({ name, found: found as never }))
    },
    close: () => socket.close(),
  }
}

/** Answers what LiveKit offers on its second connection; resolves once a packet may come. `received` gets each of them. */
export async function watchDual(
  client: RawClient,
  received?: (packet: Buffer) => void,
): Promise<PeerConnection> {
  const peer = new native.PeerConnection('viewer', {
    iceServers: [],
    disableAutoNegotiation: true,
    forceMediaTransport: true,
  })
  const tracks: Track[] = []
  peer.onTrack((track) => {
    tracks.push(track)
    if (received) track.onMessage(received)
  })
  const connected = stateOf(peer)
  client.socket.on('message', (data: Buffer) => {
    const { message } = SignalResponse.fromBinary(data)
    if (message.case === 'trickle' && message.value.target === SignalTarget.SUBSCRIBER)
      addCandidate(peer, message.value)
    if (message.case === 'offer') answer(peer, client, message.value)
  })
  for (const message of client.responses.splice(0)) {
    if (message.case === 'offer') answer(peer, client, message.value)
    if (message.case === 'trickle') addCandidate(peer, message.value)
  }
  peer.onLocalCandidate((candidate, mid) => trickle(client, candidate, mid, SignalTarget.SUBSCRIBER))
  await connected
  Object.assign(peer, { tracks })
  return peer
}

function answer(peer: PeerConnection, client: RawClient, offer: SessionDescription): void {
  peer.setRemoteDescription(offer.sdp, 'offer')
  peer.setLocalDescription('answer')
  const sdp = peer.localDescription()?.sdp ?? ''
  client.send({ case: 'answer', value: new SessionDescription({ type: 'answer', sdp, id: offer.id }) })
}

const addCandidate = (peer: PeerConnection, { candidateInit }: TrickleRequest): void => {
  const { candidate, sdpMid } = JSON.parse(candidateInit) as { candidate: string; sdpMid?: string }
  try {
    peer.addRemoteCandidate(candidate, sdpMid ?? '0')
  } catch {
    // A candidate of a kind that the library has not (TCP).
  }
}

const trickle = (client: RawClient, candidate: string, sdpMid: string, target: SignalTarget): void =>
  client.send({
    case: 'trickle',
    value: new TrickleRequest({
      candidateInit: JSON.stringify({ candidate: candidate.replace(/^a=/, ''), sdpMid, sdpMLineIndex: 0 }),
      target,
    }),
  })

const stateOf = (peer: PeerConnection): Promise<void> =>
  new Promise((resolve, reject) => {
    peer.onStateChange((state) => {
      if (state === 'connected') resolve()
      if (state === 'failed') reject(new Error('no connection'))
    })
  })

/**
 * Offers one section for audio and one for video to receive in, as a client of one connection does. `through` is a UDP port of this
 * machine that all its media takes.
 */
export async function watch(
  client: RawClient,
  received?: (packet: Buffer) => void,
  through?: number,
): Promise<PeerConnection> {
  const peer = new native.PeerConnection('viewer', {
    iceServers: [],
    disableAutoNegotiation: true,
    forceMediaTransport: true,
  })
  const audio = new native.Audio('0', 'RecvOnly')
  audio.addOpusCodec(111)
  const video = new native.Video('1', 'RecvOnly')
  video.addVP8Codec(96)
  const tracks = [peer.addTrack(audio), peer.addTrack(video)]
  if (received) for (const track of tracks) track.onMessage(received)
  await offerAndConnect(client, peer, through)
  Object.assign(peer, { tracks })
  return peer
}

async function offerAndConnect(client: RawClient, peer: PeerConnection, through?: number): Promise<void> {
  const channels = [
    peer.createDataChannel('_reliable'),
    peer.createDataChannel('_lossy', { unordered: true, maxRetransmits: 0 }),
  ]
  const connected = stateOf(peer)
  client.socket.on('message', (data: Buffer) => {
    const { message } = SignalResponse.fromBinary(data)
    if (message.case === 'trickle' && message.value.target === SignalTarget.PUBLISHER)
      addCandidate(peer, message.value)
  })
  peer.onLocalCandidate((candidate, mid) => trickle(client, candidate, mid, SignalTarget.PUBLISHER))
  peer.setLocalDescription('offer')
  const sdp = peer.localDescription()?.sdp ?? ''
  client.send({ case: 'offer', value: new SessionDescription({ type: 'offer', sdp, id: 1 }) })
  const { sdp: answered } = await client.next('answer')
  const way = through
    ? answered.replace(/(candidate:\S+ \d+ udp \d+ )\S+ \d+/gi, `$1127.0.0.1 ${through}`)
    : answered
  peer.setRemoteDescription(way, 'answer')
  await connected
  Object.assign(peer, { channels })
}

export interface RawPublisher {
  readonly peer: PeerConnection
  sendAudio(packet: Buffer): void
  sendVideo(packet: Buffer): void
  /** Whether a picture was asked for that decoding can start at, since this was looked at last. */
  isKeyframeAsked(): boolean
}

/** Payload-specific feedback (RFC 4585): a keyframe is asked for by PLI, format 1, or by FIR, format 4 (RFC 5104). */
const asksKeyframe = (packet: Buffer): boolean => packet[1] === 206 && [1, 4].includes((packet[0] ?? 0) & 31)

export const AUDIO_SSRC = 0x10101010
export const VIDEO_SSRC = 0x20202020
export const AUDIO_TYPE = 111
export const VIDEO_TYPE = 96

/** Publishes a microphone and a camera of one layer, whose packets are the caller's. */
export async function publishRaw(client: RawClient, through?: number): Promise<RawPublisher> {
  const peer = new native.PeerConnection('publisher', {
    iceServers: [],
    disableAutoNegotiation: true,
    forceMediaTransport: true,
  })
  const audio = new native.Audio('0', 'SendOnly')
  audio.addOpusCodec(AUDIO_TYPE)
  audio.addSSRC(AUDIO_SSRC, 'me', 'me', 'voice')
  const video = new native.Video('1', 'SendOnly')
  video.addVP8Codec(VIDEO_TYPE)
  video.addSSRC(VIDEO_SSRC, 'me', 'me', 'picture')
  const [voice, picture] = [peer.addTrack(audio), peer.addTrack(video)]
  let asked = false
  picture.onMessage((packet) => {
    asked ||= asksKeyframe(packet)
  })
  const layers = [
    new VideoLayer({ quality: VideoQuality.HIGH, width: 1280, height: 720, bitrate: 1_000_000 }),
  ]
  const announce = (value: Partial<AddTrackRequest>): void =>
    client.send({ case: 'addTrack', value: new AddTrackRequest(value) })
  announce({ cid: 'voice', type: TrackType.AUDIO, source: TrackSource.MICROPHONE, disableRed: true })
  announce({
    cid: 'picture',
    type: TrackType.VIDEO,
    source: TrackSource.CAMERA,
    width: 1280,
    height: 720,
    layers,
  })
  await client.next('trackPublished')
  await client.next('trackPublished')
  await offerAndConnect(client, peer, through)
  return {
    peer,
    sendAudio: (packet) => voice.sendMessageBinary(packet),
    sendVideo: (packet) => picture.sendMessageBinary(packet),
    isKeyframeAsked() {
      const was = asked
      asked = false
      return was
    },
  }
}

/** An RTP packet without extensions. */
export function rtpPacket(
  header: { type: number; seq: number; timestamp: number; ssrc: number; marker?: boolean },
  payload: Buffer,
): Buffer {
  const out = Buffer.alloc(12 + payload.length)
  out.writeUInt8(0x80, 0)
  out.writeUInt8((header.marker ? 0x80 : 0) | header.type, 1)
  out.writeUInt16BE(header.seq & 0xffff, 2)
  out.writeUInt32BE(header.timestamp >>> 0, 4)
  out.writeUInt32BE(header.ssrc, 8)
  payload.copy(out, 12)
  return out
}

/** Sends a packet of sound every 20 ms. Answers how it is ended. */
export function speak({ sendAudio }: RawPublisher): () => void {
  let seq = 0
  const timer = setInterval(() => {
    const header = { type: AUDIO_TYPE, seq, timestamp: seq++ * 960, ssrc: AUDIO_SSRC }
    try {
      sendAudio(rtpPacket(header, Buffer.alloc(80)))
    } catch {
      // The server went away, and the line with it.
      clearInterval(timer)
    }
  }, 20)
  return () => clearInterval(timer)
}
