import { randomBytes } from 'node:crypto'
import native, { type Channel as DataChannel } from 'node-datachannel'
import { parse } from 'sdp-transform'
import { isRtcp } from '../rtp/packet.ts'
import { type Endpoint, LARGEST_MESSAGE, writeSdp } from '../sdp/answer.ts'
import type { Offer } from '../sdp/offer.ts'

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
    maxMessageSize: LARGEST_MESSAGE,
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
      addresses: network.addresses.map((ip) => ({ ip, port })),
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

const ONE_TRACK = `m=video 9 UDP/TLS/RTP/SAVPF ${PAYLOAD_TYPE}
a=mid:0
a=sendrecv
a=rtcp-mux
a=rtpmap:${PAYLOAD_TYPE} VP8/90000
m=application 9 UDP/DTLS/SCTP webrtc-datachannel
a=mid:1
a=sctp-port:5000
a=max-message-size:${LARGEST_MESSAGE}`

const plainOffer = ({ ufrag, password, fingerprint }: Offer): string =>
  writeSdp(1, { ufrag, password, fingerprint, setup: 'actpass', addresses: [] }, parse(ONE_TRACK).media)

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
