/**
 * The clients of a media bench, in a process of their own: one publisher with recorded VP8 at 1 Mbit/s and packets of Opus' size,
 * and viewers. Commands come as JSON messages over IPC; each is answered by one.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { mediaToken } from './media-server.ts'
import {
  AUDIO_SSRC,
  AUDIO_TYPE,
  openRaw,
  publishRaw,
  rtpPacket,
  VIDEO_SSRC,
  VIDEO_TYPE,
  watch,
  watchDual,
} from './raw-media.ts'

interface Command {
  readonly url: string
  readonly dual: boolean
  /** `join`: so many more viewers. `measure`: so many seconds. */
  readonly what: 'publish' | 'join' | 'measure'
  readonly count: number
}

/** Every tenth viewer is measured: reading all packets would make this process the slow one. */
const MEASURED = 10
const AT_ONCE = 20
const kept: unknown[] = []
let sent = 0
let joined = 0
let received = 0
let measured = 0
let latencies: number[] = []

const handlers: Record<Command['what'], (command: Command) => Promise<object>> = {
  async publish({ url, dual }) {
    const client = await openRaw(url, mediaToken('publisher', { roomJoin: true, room: 'bench' }), {
      dual,
      autoSubscribe: false,
    })
    await client.next('join')
    if (dual) void watchDual(client).then((peer) => kept.push(peer))
    const publisher = await publishRaw(client)
    kept.push(client, publisher)
    void play(publisher)
    return {}
  },
  async join({ url, dual, count }) {
    const began = performance.now()
    const last = joined + count
    const one = async (): Promise<void> => {
      while (joined < last) await enter(url, dual, joined++)
    }
    await Promise.all(Array.from({ length: AT_ONCE }, one))
    return { ms: performance.now() - began }
  },
  async measure({ count }) {
    latencies = []
    received = 0
    const before = sent
    await pause(count * 1000)
    const packets = sent - before
    const sorted = latencies.toSorted((a, b) => a - b)
    const quantile = (q: number): number =>
      sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? -1
    return {
      packets,
      arrived: received / Math.max(1, packets * measured),
      p50: quantile(0.5),
      p99: quantile(0.99),
    }
  },
}

process.on('message', (command: Command) => {
  handlers[command.what](command).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))

async function enter(url: string, dual: boolean, index: number): Promise<void> {
  const grants = { roomJoin: true, room: 'bench', canPublish: false }
  const client = await openRaw(url, mediaToken(`viewer ${index}`, grants), { dual })
  if (!dual) await client.next('join')
  let first: () => void = () => undefined
  const came = new Promise<void>((resolve) => {
    first = resolve
  })
  const isMeasured = index % MEASURED === 0
  if (isMeasured) measured++
  const peer = await (dual ? watchDual : watch)(
    client,
    isMeasured ? (packet) => count(packet, first) : undefined,
  )
  kept.push(client, peer)
  if (isMeasured) await came
}

function count(packet: Buffer, first: () => void): void {
  first()
  const type = packet[1] ?? 0
  if (packet.length < 40 || (type >= 192 && type <= 223)) return
  received++
  const latency = performance.now() - packet.readDoubleBE(packet.length - 8)
  if (latency > 0 && latency < 60_000) latencies.push(latency)
}

/** A packet of the camera: when it came, in milliseconds from the first; how long it is with its header; whether its frame ends. */
interface Recorded {
  readonly at: number
  readonly bytes: number
  readonly endsFrame: boolean
}

/**
 * Ten seconds of VP8 at 1 Mbit/s, as Chromium sent them (1280 by 720, one layer): a keyframe, which its pacer spreads over 40 ms,
 * then a picture every 33 ms in one burst of mostly 3 to 6 packets.
 */
const camera: Recorded[] = readFileSync(join(import.meta.dirname, 'vp8-at-1-mbit.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',').map(Number))
  .map(([at = 0, bytes = 0, ends]) => ({ at, bytes, endsFrame: ends === 1 }))
/** So many packets are the keyframe that it begins with. */
const KEYFRAME = camera.findIndex(({ endsFrame }) => endsFrame) + 1
const HEADER = 12
const VOICE_MS = 20

/** The recorded camera, from its keyframe on at its end and whenever one is asked for, and a voice. */
async function play(publisher: Awaited<ReturnType<typeof publishRaw>>): Promise<void> {
  const began = performance.now()
  let startedAt = 0
  let voice = 0
  let seq = 0
  let picture = 0
  for (let next = 0; ; ) {
    await pause(4)
    const now = performance.now() - began
    for (; voice * VOICE_MS <= now; voice++, sent++) {
      const header = { type: AUDIO_TYPE, seq: voice, timestamp: voice * 960, ssrc: AUDIO_SSRC }
      publisher.sendAudio(rtpPacket(header, stamped(80)))
    }
    const isFrameWhole = next === 0 || camera[next - 1]?.endsFrame
    if (next === camera.length || (isFrameWhole && publisher.isKeyframeAsked())) {
      next = 0
      startedAt = now
    }
    for (let due = camera[next]; due && startedAt + due.at <= now; due = camera[++next]) {
      const header = {
        type: VIDEO_TYPE,
        seq: seq++,
        timestamp: picture * 3000,
        ssrc: VIDEO_SSRC,
        marker: due.endsFrame,
      }
      const isFirst = next === 0 || camera[next - 1]?.endsFrame === true
      publisher.sendVideo(
        rtpPacket(header, vp8(stamped(due.bytes - HEADER), picture, isFirst, next < KEYFRAME)),
      )
      sent++
      if (due.endsFrame) picture++
    }
  }
}

function stamped(size: number): Buffer {
  const out = Buffer.alloc(size, 7)
  out.writeDoubleBE(performance.now(), size - 8)
  return out
}

function vp8(payload: Buffer, picture: number, first: boolean, key: boolean): Buffer {
  payload.writeUInt8(0x80 | (first ? 0x10 : 0), 0)
  payload.writeUInt8(0xe0, 1)
  payload.writeUInt16BE(0x8000 | (picture & 0x7fff), 2)
  payload.writeUInt8(picture & 255, 4)
  payload.writeUInt8(0, 5)
  if (!first) return payload
  // RFC 6386, 9.1: a frame tag; of a keyframe also its start code and size.
  payload.writeUInt8(key ? 0x10 : 0x11, 6)
  if (key) Buffer.from([0, 0, 0x9d, 0x01, 0x2a, 0x00, 0x05, 0xd0, 0x02]).copy(payload, 7)
  return payload
}
