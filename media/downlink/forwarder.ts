import { randomInt } from 'node:crypto'
import { Outgoing } from '../rtp/outgoing.ts'
import { seqStep } from '../rtp/packet.ts'
import type { Packet } from '../rtp/ring.ts'
import { writeSenderReport } from '../rtp/rtcp-write.ts'
import type { Payloads } from '../sdp/answer.ts'
import type { Layer } from '../uplink/layer.ts'
import type { PublishedTrack, Watcher } from '../uplink/published-track.ts'

/** How this viewer's section of the answer wants its packets. */
export interface Address {
  /** Without RED the viewer gets plain audio; without retransmissions they go in the stream itself. */
  readonly payloads: Payloads
  readonly sendTimeId: number
  readonly cname: string
}

/** A stretch of the outgoing stream that comes from one layer without a break. */
interface Stretch {
  readonly layer: Layer
  /** Its first number in the outgoing stream; of a long stretch one of the last, because numbers come round again. */
  from: number
  readonly seqOffset: number
  readonly timestampOffset: number
  readonly pictureIdOffset: number
  readonly tl0Offset: number
}

/** How far back retransmissions reach. */
const MOST_STRETCHES = 4
const MOST_PACKETS_BACK = 1000
/** A packet that was just sent again is not sent again at once. */
const BETWEEN_REPAIRS_MS = 30
/** At most so many at a time are sent to try a line. */
const MOST_AGAIN = 16

const outgoing = new Outgoing()

/** One viewer's copy of one track: one seamless stream, whatever layer it comes from. */
export class Forwarder implements Watcher {
  readonly track: PublishedTrack
  readonly ssrc = randomInt(1, 0xffffffff)
  readonly repairSsrc = randomInt(1, 0xffffffff)
  /** What the viewer wishes: the layer, and whether at all. */
  wished = 2
  enabled = true
  /** What its line allows: the layer, -1 for none. */
  allowed = 2
  address: Address | undefined
  /** The line is up and the section answered: packets may go. */
  isOpen = false
  /** The layer that is being sent. */
  layer: Layer | undefined
  /** Sent so far: packets of the stream, and bytes of their payloads and of those sent again. */
  packets = 0
  bytes = 0
  #send: (packet: Buffer) => boolean
  #target: Layer | undefined
  #stretches: Stretch[] = []
  #lastSeq = randomInt(0x10000)
  #lastTimestamp = randomInt(0xffffffff)
  #lastAt = 0
  #lastPictureId = randomInt(0x8000)
  #lastTl0 = randomInt(0x100)
  #reportedSeq = this.#lastSeq
  #repairSeq = randomInt(0x10000)
  #repaired = new Map<number, number>()

  constructor(track: PublishedTrack, send: (packet: Buffer) => boolean) {
    this.track = track
    this.#send = send
    track.watchers.add(this)
  }

  close(): void {
    this.track.watchers.delete(this)
  }

  open(now: number): void {
    this.isOpen = true
    this.retarget(now)
  }

  /** Whether packets should be going out now. */
  get isWanted(): boolean {
    return this.isOpen && this.enabled && this.allowed >= 0
  }

  interrupted(): void {
    this.layer = undefined
  }

  /** How many packets a report is of that came up to `seq`. */
  reported(seq: number): number {
    const packets = (seq - this.#reportedSeq) & 0xffff
    this.#reportedSeq = seq
    return packets
  }

  /** Chooses the layer to send; a new one begins with its next keyframe, until then the old one goes on. */
  retarget(now: number): void {
    if (!this.isWanted) this.#target = this.layer = undefined
    else this.#target = this.track.layerAt(Math.min(this.wished, this.allowed), now)
    if (this.#target !== this.layer) this.track.askKeyframe(this.#target, now)
  }

  askKeyframe(now: number): void {
    this.track.askKeyframe(this.#target ?? this.layer, now)
  }

  write(layer: Layer, packet: Packet, now: number): void {
    const { address } = this
    if (!this.isOpen || !address) return
    if (layer !== this.layer && !this.#begin(layer, packet, now)) return
    const stretch = this.#stretches.at(-1)
    if (!stretch) return
    const seq = (packet.seq + stretch.seqOffset) & 0xffff
    const since = seqStep(seq, stretch.from)
    if (since < 0) return
    if (seqStep(seq, this.#lastSeq) > 0) {
      this.#lastSeq = seq
      this.#lastTimestamp = (packet.timestamp + stretch.timestampOffset) >>> 0
      this.#lastAt = now
      this.#lastPictureId = packet.vp8.pictureId + stretch.pictureIdOffset
      this.#lastTl0 = packet.vp8.tl0 + stretch.tl0Offset
      if (since > 2 * MOST_PACKETS_BACK) stretch.from = (seq - MOST_PACKETS_BACK) & 0xffff
    }
    if (!this.#send(this.#fill(address, stretch, packet, seq, now))) return
    this.packets++
    this.bytes += packet.payload.length
  }

  /** Puts `packet` into the shared buffer as this viewer gets it. */
  #fill(address: Address, stretch: Stretch, packet: Packet, seq: number, now: number): Buffer {
    const { payloadType, skip } = formOf(address, packet)
    const timestamp = (packet.timestamp + stretch.timestampOffset) >>> 0
    outgoing.load(packet, skip)
    outgoing.vp8(packet.vp8.pictureId + stretch.pictureIdOffset, packet.vp8.tl0 + stretch.tl0Offset)
    return outgoing.write(
      { payloadType, seq, timestamp, ssrc: this.ssrc, sendTimeId: address.sendTimeId },
      now,
    )
  }

  /** Goes over to `layer` if it is the one to send and `packet` can be its first. */
  #begin(layer: Layer, packet: Packet, now: number): boolean {
    if (this.track.kind === 'audio') this.#target = layer
    if (layer !== this.#target || !packet.keyframe || !this.isWanted) return false
    const before = this.#stretches.at(-1)
    const from = (this.#lastSeq + 1) & 0xffff
    const step = Math.max(1, this.#stepTo(layer, packet, now))
    this.#stretches.push({
      layer,
      from,
      seqOffset: (from - packet.seq) & 0xffff,
      timestampOffset:
        before?.layer === layer
          ? before.timestampOffset
          : (this.#lastTimestamp + step - packet.timestamp) >>> 0,
      pictureIdOffset: this.#lastPictureId + 1 - packet.vp8.pictureId,
      tl0Offset: this.#lastTl0 + 1 - packet.vp8.tl0,
    })
    if (this.#stretches.length > MOST_STRETCHES) this.#stretches.shift()
    this.layer = layer
    return true
  }

  /** RTP ticks between what was sent last and this packet: by the sender's clock where it is known, else by ours. */
  #stepTo(layer: Layer, packet: Packet, now: number): number {
    const before = this.#stretches.at(-1)
    const old = before?.layer.sender
    if (before && old && layer.sender) {
      const was = wallClock(old, (this.#lastTimestamp - before.timestampOffset) >>> 0, layer.clock)
      const step = Math.round((wallClock(layer.sender, packet.timestamp, layer.clock) - was) * layer.clock)
      if (step > 0 && step < 5 * layer.clock) return step
    }
    return before ? Math.round(((now - this.#lastAt) * layer.clock) / 1000) : 1
  }

  /** Sends `seqs` again, as far as `afford(bytes)` allows. */
  repair(seqs: readonly number[], afford: (bytes: number) => boolean, now: number): void {
    const { address } = this
    if (!address || !this.isWanted) return
    if (this.#repaired.size > 512) this.#repaired.clear()
    for (const seq of seqs) {
      if (now - (this.#repaired.get(seq) ?? -1e9) < BETWEEN_REPAIRS_MS) continue
      const stretch = this.#stretches.findLast(({ from }) => seqStep(seq, from) >= 0)
      const packet = stretch?.layer.ring.get((seq - stretch.seqOffset) & 0xffff)
      if (!stretch || !packet || !afford(packet.payload.length + 32)) continue
      this.#repaired.set(seq, now)
      this.bytes += packet.payload.length
      const again = this.#fill(address, stretch, packet, seq, now)
      this.#repairSeq = (this.#repairSeq + 1) & 0xffff
      const to = {
        payloadType: address.payloads.repair,
        seq: this.#repairSeq,
        timestamp: (packet.timestamp + stretch.timestampOffset) >>> 0,
        ssrc: this.repairSsrc,
        sendTimeId: address.sendTimeId,
      }
      this.#send(to.payloadType ? outgoing.writeRepair(to, seq, now) : again)
    }
  }

  /** Sends of the last packets so many bytes once more, which a viewer drops: to see what its line carries. Answers how many it were. */
  sendAgain(bytes: number, now: number): number {
    if (!this.address?.payloads.repair) return 0
    const before = this.bytes
    const seqs = Array.from({ length: MOST_AGAIN }, (_, back) => (this.#lastSeq - back) & 0xffff)
    this.repair(seqs, () => this.bytes - before < bytes, now)
    return this.bytes - before
  }

  /** The sender's own clock, passed on, so that voice and lips stay together. */
  report(): void {
    const stretch = this.#stretches.at(-1)
    const sender = stretch?.layer.sender
    if (!stretch || !sender || !this.layer || !this.address) return
    this.#send(
      writeSenderReport({
        ssrc: this.ssrc,
        ntp: sender.ntp,
        rtp: sender.rtp + stretch.timestampOffset,
        packets: this.packets,
        octets: this.bytes,
        cname: this.address.cname,
      }),
    )
  }
}

/** RED goes as it is to who takes it; the others get the newest audio out of it. */
function formOf({ payloads: { main, red } }: Address, { primaryAt }: Packet) {
  if (primaryAt > 0 && red > 0) return { payloadType: red, skip: 0 }
  return { payloadType: main, skip: primaryAt }
}

/** Seconds of the sender's wall clock at RTP time `timestamp`. */
const wallClock = (sender: NonNullable<Layer['sender']>, timestamp: number, clock: number): number =>
  Number(sender.ntp >> 16n) / 65_536 + ((timestamp - sender.rtp) | 0) / clock
