import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'

/** What a line does to packets, in each direction. */
export interface LineSettings {
  /** Share of packets that are lost, 0..1. */
  readonly loss: number
  /** Bits per second that it carries towards the client; without it, everything. */
  readonly rate?: number
  /** How long a packet may wait for its turn before it is dropped, milliseconds. */
  readonly queueMs?: number
}

export interface WeakLine {
  readonly port: number
  /** Packets towards the client: those that came, and those that the line lost or had no room for. */
  readonly passed: () => number
  readonly dropped: () => number
  set(settings: LineSettings): void
  close(): void
}

/** UDP and IP around each packet, bytes. */
const HEADERS = 28

/** A bad line between clients and the UDP port of a media server on this machine. */
export async function weakLine(target: number, first: LineSettings): Promise<WeakLine> {
  let settings = first
  let passed = 0
  let dropped = 0
  const front = createSocket('udp4')
  front.bind(0, '127.0.0.1')
  await once(front, 'listening')
  const behind = new Map<number, Socket>()

  /** The way to one client: packets leave one after the other, as fast as the line carries them. */
  const towards = (address: string, client: number) => {
    let freeAt = 0
    return (packet: Buffer): void => {
      const now = performance.now()
      const { rate, queueMs = 300, loss } = settings
      const leaves = Math.max(now, freeAt)
      if (Math.random() < loss || (rate && leaves - now > queueMs)) {
        dropped++
        return
      }
      passed++
      freeAt = rate ? leaves + ((packet.length + HEADERS) * 8000) / rate : 0
      const wait = freeAt - now
      if (wait <= 1) front.send(packet, client, address)
      else setTimeout(() => behind.has(client) && front.send(packet, client, address), wait)
    }
  }
  front.on('message', (packet, { address, port: client }) => {
    let socket = behind.get(client)
    if (!socket) {
      socket = createSocket('udp4')
      socket.on('message', towards(address, client))
      behind.set(client, socket)
    }
    if (Math.random() >= settings.loss) socket.send(packet, target, '127.0.0.1')
  })
  return {
    port: front.address().port,
    passed: () => passed,
    dropped: () => dropped,
    set(next) {
      settings = next
    },
    close() {
      front.close()
      for (const socket of behind.values()) socket.close()
      behind.clear()
    },
  }
}

/**
 * Runs in the page before anything else: whatever the server says of where it is becomes `port`, and nobody is told where the browser
 * is, so that no packet finds a way around the line.
 */
export function goThrough(port: number): void {
  type Described = { readonly type: string; readonly sdp?: string }
  type Peer = Record<
    'createOffer' | 'setRemoteDescription' | 'addIceCandidate',
    (what?: unknown) => Promise<unknown>
  >
  const { RTCPeerConnection } = globalThis as unknown as { RTCPeerConnection: { prototype: Peer } }
  const { prototype } = RTCPeerConnection
  const { createOffer, setRemoteDescription, addIceCandidate } = prototype
  const turned = (text = '') =>
    text
      .replace(/(candidate:\S+ \d+ udp \d+ )\S+ \d+/gi, `$1127.0.0.1 ${port}`)
      .replace(/a=candidate:\S+ \d+ tcp .*\r\n/gi, '')
  prototype.setRemoteDescription = function (given) {
    const { type, sdp } = given as Described
    return setRemoteDescription.call(this, { type, sdp: turned(sdp) })
  }
  prototype.addIceCandidate = function (given) {
    const { candidate = '', ...rest } = (given ?? {}) as { candidate?: string }
    if (!candidate.includes(' udp ')) return Promise.resolve()
    return addIceCandidate.call(this, { ...rest, candidate: turned(candidate) })
  }
  prototype.createOffer = async function (given) {
    const { type, sdp } = (await createOffer.call(this, given)) as Described
    return { type, sdp: sdp?.replace(/a=candidate:.*\r\n/g, '') }
  }
  Object.defineProperty(prototype, 'onicecandidate', { set: () => undefined })
}
