import { NO_IDS, primaryOfRed, readVp8Ids, startsKeyframe } from '../rtp/codecs.ts'
import { LARGEST_PAYLOAD } from '../rtp/outgoing.ts'
import { eachExtension, type Rtp, readRtp } from '../rtp/packet.ts'
import type { Packet } from '../rtp/ring.ts'
import { writeNack, writeReceiverReport } from '../rtp/rtcp-write.ts'
import { TransportFeedback } from '../rtp/twcc.ts'
import { Layer } from './layer.ts'
import type { PublishedTrack } from './published-track.ts'

/** What is later than this while the server is behind is not worth sending; audio, which is small, gets longer. */
const TOO_LATE_MS = { video: 300, audio: 1000 } as const
/** SSRCs that one connection may use; a browser needs seven for three layers with repair and a voice. */
const MOST_STREAMS = 64

/** The ids of header extensions at this client; 0 where it has none. */
export interface ExtensionIds {
  mid: number
  rid: number
  repairedRid: number
  level: number
  transportSeq: number
}

interface Labels {
  readonly mid: string
  readonly rid: string
  readonly repairedRid: string
  readonly level: number
}

interface Stream {
  readonly track: PublishedTrack
  readonly layer: Layer
  readonly repair: boolean
}

/** What a publisher's packets need of the server around it. */
export interface ReceiverContext {
  sendRtcp(packet: Buffer): void
  /** Whether the process itself is behind with its work. */
  isBehind(now: number): boolean
  /** A layer of a track sends its first packet. */
  layerStarted(track: PublishedTrack): void
}

/** The receiving side of one connection: which packet belongs to which layer, what is lost, how the line is. */
export class Receiver {
  readonly ids: ExtensionIds = { mid: 0, rid: 0, repairedRid: 0, level: 0, transportSeq: 0 }
  readonly byMid = new Map<string, PublishedTrack>()
  readonly repairTypes = new Set<number>()
  readonly redTypes = new Set<number>()
  /** Packets that came. */
  packets = 0
  #streams = new Map<number, Stream>()
  #feedback = new TransportFeedback()
  #context: ReceiverContext
  #lastSsrc = 0

  constructor(context: ReceiverContext) {
    this.#context = context
  }

  /** Ties SSRCs to a track whose only layer has no RID. */
  bind(track: PublishedTrack, ssrc: number, repairSsrc: number | undefined, payloadType: number): void {
    if (this.#streams.has(ssrc)) return
    const stream = this.#addStream(ssrc, track, '', payloadType)
    if (stream && repairSsrc) this.#streams.set(repairSsrc, { ...stream, repair: true })
  }

  remove(track: PublishedTrack): void {
    for (const [mid, each] of this.byMid) if (each === track) this.byMid.delete(mid)
    for (const [ssrc, stream] of this.#streams) if (stream.track === track) this.#streams.delete(ssrc)
  }

  receive(packet: Buffer, now: number): void {
    const rtp = readRtp(packet)
    if (!rtp) return
    this.packets++
    const labels = this.#readExtensions(packet, rtp, now)
    const stream = this.#streams.get(rtp.ssrc) ?? this.#learn(rtp, labels)
    if (!stream) return
    this.#lastSsrc = rtp.ssrc
    const { track, layer, repair } = stream
    let { payloadAt, seq, payloadType } = rtp
    if (repair) {
      if (rtp.payloadEnd - payloadAt <= 2) return
      seq = packet.readUInt16BE(payloadAt)
      payloadAt += 2
      payloadType = layer.payloadType
      if (!layer.isMissing(seq)) return
    }
    const payload = packet.subarray(payloadAt, rtp.payloadEnd)
    if (payload.length === 0 || payload.length > LARGEST_PAYLOAD) return
    if (!layer.receive(seq, packet.length, repair, now)) return
    if (labels.level >= 0) {
      track.level = labels.level
      track.levelAt = now
    }
    const late = repair ? 0 : layer.lateness(rtp.timestamp, now)
    if (track.muted || (late > TOO_LATE_MS[track.kind] && this.#context.isBehind(now))) {
      track.interrupted()
      return
    }
    const isAudio = track.kind === 'audio'
    const kept: Packet = {
      seq,
      timestamp: rtp.timestamp,
      marker: rtp.marker,
      payload,
      keyframe: isAudio || startsKeyframe(payload),
      primaryAt: this.redTypes.has(payloadType) ? primaryOfRed(payload) : 0,
      vp8: isAudio ? NO_IDS : readVp8Ids(payload),
    }
    layer.ring.put(kept)
    track.push(layer, kept, now)
  }

  /** What a packet says of itself beside its header; `level` is -1 where it does not say. */
  #readExtensions(packet: Buffer, rtp: Rtp, now: number): Labels {
    const labels = { mid: '', rid: '', repairedRid: '', level: -1 }
    const { ids } = this
    eachExtension(packet, rtp, (id, at, length) => {
      if (id === ids.transportSeq && length >= 2) this.#feedback.add(packet.readUInt16BE(at), now)
      else if (id === ids.level) labels.level = packet.readUInt8(at) & 0x7f
      else if (id === ids.mid) labels.mid = packet.toString('latin1', at, at + length)
      else if (id === ids.rid) labels.rid = packet.toString('latin1', at, at + length)
      else if (id === ids.repairedRid) labels.repairedRid = packet.toString('latin1', at, at + length)
    })
    return labels
  }

  /** Finds the place of an SSRC that is new, by the MID and RID that a browser sends with its first packets (RFC 8852). */
  #learn({ ssrc, payloadType }: Rtp, { mid, rid, repairedRid }: Labels): Stream | undefined {
    const track = this.byMid.get(mid)
    if (!track) return undefined
    if (!repairedRid && !this.repairTypes.has(payloadType))
      return track.rids.includes(rid) ? this.#addStream(ssrc, track, rid, payloadType) : undefined
    const layer = track.layers.get(repairedRid)
    if (!layer || this.#streams.size >= MOST_STREAMS) return undefined
    const stream = { track, layer, repair: true }
    this.#streams.set(ssrc, stream)
    return stream
  }

  #addStream(ssrc: number, track: PublishedTrack, rid: string, payloadType: number): Stream | undefined {
    if (this.#streams.size >= MOST_STREAMS) return undefined
    const layer = new Layer(track.kind, rid, ssrc, payloadType)
    const stream = { track, layer, repair: false }
    track.layers.set(rid, layer)
    this.#streams.set(ssrc, stream)
    this.#context.layerStarted(track)
    return stream
  }

  senderReport(ssrc: number, ntp: bigint, rtp: number, now: number): void {
    const stream = this.#streams.get(ssrc)
    if (stream && !stream.repair) stream.layer.sender = { ntp, rtp, at: now }
  }

  /** Every 50 ms: asks for what is lost and says what came. */
  feedback(now: number): void {
    if (this.#streams.size === 0) return
    for (const { layer, repair } of this.#streams.values()) {
      if (repair) continue
      const lost = layer.lost(now)
      if (lost.length > 0) this.#context.sendRtcp(writeNack(layer.ssrc, lost))
    }
    const report = this.#feedback.build(this.#lastSsrc)
    if (report) this.#context.sendRtcp(report)
  }

  /** Every second. */
  report(now: number): void {
    const streams = [...this.#streams.values()].filter(({ repair }) => !repair)
    const receptions = streams.map(({ layer }) => layer.report(now))
    for (let at = 0; at < receptions.length; at += 30)
      this.#context.sendRtcp(writeReceiverReport(receptions.slice(at, at + 30)))
  }
}
