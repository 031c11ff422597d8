import { createSocket } from 'node:dgram'
import { setTimeout as pause } from 'node:timers/promises'
import { SessionDescription, TrackInfo } from '@livekit/protocol'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freeUdpPort, mediaToken, startMedia, type TestMediaServer } from '../testing/media-server.ts'
import { openRaw, publishRaw, rtpPacket, speak, VIDEO_SSRC, VIDEO_TYPE, watch } from '../testing/raw-media.ts'
import { primaryOfRed, startsKeyframe } from './rtp/codecs.ts'
import { readRtcp } from './rtp/rtcp-read.ts'
import { readOffer } from './sdp/offer.ts'
import { readJoinRequest } from './signal/join.ts'
import { PublishedTrack } from './uplink/published-track.ts'
import { Receiver } from './uplink/receiver.ts'

/** A few seconds of it with every `npm test`, a million packets with `npm run test:long`. */
const LONG = process.env['LONG'] === '1'
const PACKETS = LONG ? 1_000_000 : 30_000
const PATIENCE_MS = LONG ? 900_000 : 60_000
const SENT = LONG ? 1_000_000 : 20_000

/** Numbers that are the same in every run (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}
type Numbers = ReturnType<typeof numbers>

function noise(any: Numbers, length: number): Buffer {
  const out = Buffer.allocUnsafe(length)
  let at = 0
  for (; at + 4 <= length; at += 4) out.writeUInt32LE(any(0xffffffff), at)
  for (; at < length; at++) out[at] = any(256)
  return out
}

/** A whole packet with some bytes changed, cut short or made longer; its SSRC, at `ssrcAt`, mostly stays. */
function spoiled(any: Numbers, whole: Buffer, ssrcAt = -4): Buffer {
  let out = Buffer.from(whole)
  for (let changes = any(4); changes >= 0; changes--) {
    const at = any(out.length)
    if (at < ssrcAt || at >= ssrcAt + 4 || any(500) === 0) out[at] = any(256)
  }
  if (any(4) === 0) out = out.subarray(0, any(out.length + 1))
  return any(8) === 0 ? Buffer.concat([out, noise(any, any(40))]) : out
}

const withExtensions = (any: Numbers, ssrc: number): Buffer => {
  const head = Buffer.from('9060000100000002000000000bede0002101032116130000', 'hex').subarray(0, 24)
  head.writeUInt16BE(0xbede, 12)
  head.writeUInt16BE(2, 14)
  head.writeUInt32BE(ssrc, 8)
  head.writeUInt16BE(any(65_536), 2)
  return Buffer.concat([head, Buffer.from('9080801400', 'hex'), noise(any, any(1200))])
}

const RTCP = [
  '81c9000700000001202020200000000000000001000000020000000300000004',
  '80c80006000000010102030405060708000000090000000a0000000b',
  '81cd00030000000120202020000100ff',
  '81ce00020000000120202020',
  '84ce0004000000010000000020202020010000000000000000000000'.slice(0, 40),
  '8fce0005000000010000000052454d420112345620202020',
  '81ca00020000000101026162',
].map((hex) => Buffer.from(hex, 'hex'))

it(`${PACKETS} malformed packets of each kind are read without a crash`, { timeout: PATIENCE_MS }, () => {
  const any = numbers(5)
  const info = new TrackInfo({ sid: 'TR', mimeType: 'video/VP8' })
  const track = new PublishedTrack('video', info, 'cid', () => undefined)
  track.rids = ['q', 'h', 'f']
  const receiver = new Receiver({
    sendRtcp: () => undefined,
    isBehind: () => false,
    layerStarted: () => undefined,
  })
  Object.assign(receiver.ids, { mid: 1, rid: 2, repairedRid: 3, level: 4, transportSeq: 5 })
  receiver.byMid.set('1', track)
  receiver.repairTypes.add(97)
  receiver.redTypes.add(63)
  receiver.bind(track, VIDEO_SSRC, VIDEO_SSRC + 1, VIDEO_TYPE)
  for (let round = 0; round < PACKETS; round++) {
    const packet =
      any(20) === 0 ? noise(any, any(60)) : spoiled(any, withExtensions(any, VIDEO_SSRC + any(3)))
    receiver.receive(packet, round)
    if (round % 50 === 0) receiver.feedback(round)
    if (round % 1000 === 0) receiver.report(round)
    readRtcp(Buffer.concat([spoiled(any, RTCP[any(RTCP.length)]!), spoiled(any, RTCP[any(RTCP.length)]!)]))
    const payload = noise(any, any(30))
    primaryOfRed(payload)
    startsKeyframe(payload)
  }
  expect(receiver.packets).toBeGreaterThan(PACKETS / 4)
})

it('malformed offers and join requests are refused, or read as far as they make sense', () => {
  const any = numbers(6)
  const fingerprint = Array.from({ length: 32 }, () => 'AB').join(':')
  const offer = [
    'v=0',
    'a=ice-ufrag:abcd',
    'a=ice-pwd:abcdefghijklmnopqrstuvwx',
    `a=fingerprint:sha-256 ${fingerprint}`,
    'm=video 9 UDP/TLS/RTP/SAVPF 96 97',
    'a=mid:0',
    'a=sendonly',
    'a=rtpmap:96 VP8/90000',
    'a=rtcp-fb:96 nack pli',
    'a=extmap:1 urn:ietf:params:rtp-hdrext:sdes:mid',
    'a=rid:q send',
    'a=ssrc-group:FID 1 2',
  ].join('\r\n')
  expect(readOffer(offer)?.sections).toMatchObject([{ mid: '0', rids: ['q'], ssrc: 1, repairSsrc: 2 }])
  for (const [good, bad] of [
    ['abcd', 'ab\0d'],
    ['sha-256', 'sha-1'],
    ['a=mid:0', 'a=mid:<script>'],
    ['m=video', 'm=carrier-pigeon'],
    ['abcdefghijklmnopqrstuvwx', 'short'],
  ] as const)
    expect(readOffer(offer.replace(good, bad))).toBeUndefined()
  for (let round = 0; round < PACKETS / 30; round++) {
    readOffer(spoiled(any, Buffer.from(offer)).toString('latin1'))
    const query = new URLSearchParams({ join_request: noise(any, any(80)).toString('base64url') })
    readJoinRequest(new URL(`http://media/rtc/v1?${query}`))
  }
})

let server: TestMediaServer
let udpPort: number
beforeAll(async () => {
  udpPort = await freeUdpPort()
  server = await startMedia({ udpPort })
})
afterAll(() => server?.stop())

it(`${SENT} malformed packets from one client, and noise at the port, stop nobody else`, {
  timeout: PATIENCE_MS,
}, async () => {
  const any = numbers(7)
  const join = (identity: string, room: string) =>
    openRaw(server.url, mediaToken(identity, { roomJoin: true, room }))
  const speaker = await join('speaker', 'good')
  const voice = await publishRaw(speaker)
  const listener = await join('listener', 'good')
  await listener.next('join')
  let heardAt = performance.now()
  let longest = 0
  await watch(listener, () => {
    longest = Math.max(longest, performance.now() - heardAt)
    heardAt = performance.now()
  })
  const silence = speak(voice)
  await pause(500)
  longest = 0

  const port = createSocket('udp4')
  let hostile = await join('hostile', 'good')
  let media = await publishRaw(hostile)
  let sessions = 1
  for (let round = 0; round < SENT; round++) {
    try {
      if (any(3) === 0) media.sendVideo(spoiled(any, RTCP[any(RTCP.length)]!, 4))
      else media.sendVideo(spoiled(any, withExtensions(any, VIDEO_SSRC + any(60)), 8))
    } catch {
      // Too malformed for the client's own library, or thrown out.
    }
    if (round % 20 === 0) port.send(noisy(any), udpPort, '127.0.0.1')
    if (round % 500 === 0) hostile.socket.send(noise(any, any(200)))
    if (round % 100 === 0) await pause(1)
    if (hostile.socket.readyState === hostile.socket.OPEN) continue
    sessions++
    media.peer.close()
    hostile = await join('hostile', 'good')
    media = await publishRaw(hostile)
  }
  for (const sdp of ['', 'v=0', noise(any, 500).toString('latin1')])
    hostile.send({ case: 'offer', value: new SessionDescription({ type: 'offer', sdp, id: 9 }) })
  await pause(300)
  silence()

  expect(server.child.exitCode).toBeNull()
  expect((await server.statistics())['participants']).toBeGreaterThanOrEqual(2)
  expect(longest).toBeLessThan(1000)
  port.close()
  expect(sessions).toBeLessThan(SENT / 100)
  for (const each of [speaker, listener, hostile]) each.close()
})

/** What begins like STUN, DTLS or RTP, and goes on as noise. */
function noisy(any: Numbers): Buffer {
  const starts = ['000100002112a442', '16feff0000000000', '16fefd000000000000', '80600001', '']
  return Buffer.concat([Buffer.from(starts[any(starts.length)] ?? '', 'hex'), noise(any, any(200))])
}

it('who sends under hundreds of names is put out', async () => {
  const hostile = await openRaw(server.url, mediaToken('many', { roomJoin: true, room: 'many' }))
  const media = await publishRaw(hostile)
  const thrownOut = hostile.next('leave')
  for (let ssrc = 1; ssrc < 400 && media.peer.state() === 'connected'; ssrc++) {
    media.sendVideo(rtpPacket({ type: VIDEO_TYPE, seq: 1, timestamp: 1, ssrc }, Buffer.alloc(20)))
    if (ssrc % 50 === 0) await pause(5)
  }
  expect(await thrownOut).toMatchObject({ canReconnect: false })
})
