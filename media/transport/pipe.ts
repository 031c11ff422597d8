import { randomBytes } from 'node:crypto'
import native, { type Channel as DataChannel } from 'node-datachannel'
import { isRtcp } from '../rtp/packet.ts'
import type { Offer } from '../sdp/parse.ts'
import type { Endpoint } from '../sdp/write.ts'

/** Where media is exchanged: UDP ports (inclusive), the address to bind, the addresses to tell. */
export interface Network {
  readonly ports: readonly [number, number]
  readonly bindAddress?: string
  readonly addresses: readonly string[]
}

/** A data channel, opened by the client. */
export interface Channel {
  readonly label: string
  isOpen(): boolean
  /** Bytes that wait for the line. */
  buffered(): number
  send(message: Uint8Array): void
}

export interface PipeEvents {
  connected(): void
  rtp(packet: Buffer): void
  rtcp(packet: Buffer): void
  channel(channel: Channel): void
  message(channel: Channel, message: Buffer): void
  /** The connection is lost for good; a new one must be made. */
  failed(): void
  /** The client sends what no client sends: it must go, before it slows the others. */
  abused(): void
}

/** ICE, DTLS, SRTP and SCTP of one client; what goes through it is plain RTP and RTCP. */
export interface Pipe {
  readonly endpoint: Endpoint
  isConnected(): boolean
  /** Sends one RTP or RTCP packet; false when the line does not take it. The buffer may be used again at once. */
  send(packet: Buffer): boolean
  close(): void
}

const PAYLOAD_TYPE = 111
/** LiveKit's clients open three. */
const MOST_CHANNELS = 8
/**
 * SRTP keeps a state for each SSRC of a connection in a list that it searches for each packet, on the thread that all connections
 * share. A browser uses a dozen.
 */
const MOST_SSRCS = 256
let opened = 0

/**
 * Opens a pipe to the client that made `offer`, through libdatachannel. It is told of ONE media section, whatever the offer has:
 * with a single track it hands over every RTP and RTCP packet undispatched and sends whatever SSRC it is given, and never looks
 * into RTCP itself (where it has a loop on malformed SDES).
 */
export function openPipe(network: Network, offer: Offer, events: PipeEvents): Pipe {
  const [first, last] = network.ports
  const port = first + (opened++ % (last - first + 1))
  const peer = new native.PeerConnection(`media-${opened}`, {
    iceServers: [],
    enableIceUdpMux: true,
    portRangeBegin: port,
    portRangeEnd: port,
    disableAutoNegotiation: true,
    forceMediaTransport: true,
    maxMessageSize: 65_536,
    ...(network.bindAddress && { bindAddress: network.bindAddress }),
  })
  let connected = false
  let closed = false
  peer.onStateChange((state) => {
    if (closed) return
    if (state === 'connected' && !connected) {
      connected = true
      events.connected()
    } else if (state === 'failed' || state === 'closed') {
      connected = false
      events.failed()
    }
  })
  let channels = 0
  peer.onDataChannel((channel) => {
    if (++channels > MOST_CHANNELS) channel.close()
    else acceptChannel(channel, channel.getLabel(), events)
  })

  const media = new native.Video('0', 'SendRecv')
  media.addVideoCodec(PAYLOAD_TYPE, 'VP8')
  const track = peer.addTrack(media)
  const ssrcs = new Set<number>()
  track.onMessage((packet) => {
    if (closed || packet.length < 8) return
    const control = isRtcp(packet)
    if (!control && packet.length < 12) return
    ssrcs.add(packet.readUInt32BE(control ? 4 : 8))
    if (ssrcs.size > MOST_SSRCS) events.abused()
    else if (control) events.rtcp(packet)
    else events.rtp(packet)
  })
  peer.setRemoteDescription(plainOffer(offer), 'offer')
  peer.setLocalDescription('answer', { iceUfrag: iceText(8), icePwd: iceText(24) })
  const local = peer.localDescription()?.sdp ?? ''
  const attribute = (name: string): string =>
    new RegExp(`a=${name}:(?:sha-256 )?(\\S+)`).exec(local)?.[1] ?? ''

  return {
    endpoint: {
      ufrag: attribute('ice-ufrag'),
      password: attribute('ice-pwd'),
      fingerprint: attribute('fingerprint'),
      setup: attribute('setup'),
      candidates: network.addresses.map((address, index) => hostCandidate(address, port, index)),
    },
    isConnected: () => connected && !closed,
    send(packet) {
      if (!connected || closed) return false
      try {
        return track.sendMessageBinary(packet)
      } catch {
        // The line went away between two packets: `failed` says so in a moment.
        return false
      }
    },
    close() {
      if (closed) return
      closed = true
      // Not from within one of its own callbacks.
      setImmediate(() => peer.close())
    },
  }
}

const iceText = (length: number): string =>
  randomBytes(length).toString('base64').replace(/[+/=]/g, 'x').slice(0, length)

/** RFC 8839, 5.1; the first address is preferred. */
const hostCandidate = (address: string, port: number, index: number): string =>
  `candidate:${index + 1} 1 udp ${2130706431 - index * 256} ${address} ${port} typ host generation 0`

function plainOffer(offer: Offer): string {
  const connection = [
    `a=ice-ufrag:${offer.ufrag}`,
    `a=ice-pwd:${offer.password}`,
    `a=fingerprint:sha-256 ${offer.fingerprint}`,
    'a=setup:actpass',
  ]
  const media = [
    `m=video 9 UDP/TLS/RTP/SAVPF ${PAYLOAD_TYPE}`,
    'c=IN IP4 0.0.0.0',
    'a=mid:0',
    ...connection,
    'a=sendrecv',
    'a=rtcp-mux',
    `a=rtpmap:${PAYLOAD_TYPE} VP8/90000`,
  ]
  const data = [
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'c=IN IP4 0.0.0.0',
    'a=mid:1',
    ...connection,
    'a=sctp-port:5000',
    'a=max-message-size:65536',
  ]
  const head = ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=group:BUNDLE 0 1']
  return [...head, ...media, ...data, ''].join('\r\n')
}

function acceptChannel(channel: DataChannel, label: string, events: PipeEvents): void {
  const accepted: Channel = {
    label,
    isOpen: () => channel.isOpen(),
    buffered: () => channel.bufferedAmount(),
    send(message) {
      try {
        channel.sendMessageBinary(message)
      } catch {
        // Closed meanwhile: its participant is on the way out.
      }
    },
  }
  channel.onMessage((message) => {
    if (typeof message !== 'string') events.message(accepted, Buffer.from(message as ArrayBuffer))
  })
  events.channel(accepted)
}
