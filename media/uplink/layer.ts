import { seqStep } from '../rtp/packet.ts'
import { Ring } from '../rtp/ring.ts'
import type { Reception } from '../rtp/rtcp-write.ts'

/** How often a lost packet is asked for, how far apart, and how many at once: beyond that a keyframe is cheaper. */
const TRIES = 8
const BETWEEN_TRIES_MS = 60
const MOST_MISSING = 200

/** What a sender report said: this RTP time was this wall-clock time of the sender. */
export interface SenderClock {
  readonly ntp: bigint
  readonly rtp: number
  readonly at: number
}

/** One stream of packets from a publisher: the audio, or one layer of a simulcast video. Times are performance.now(). */
export class Layer {
  readonly rid: string
  readonly ssrc: number
  readonly ring: Ring
  readonly clock: number
  payloadType: number
  lastAt = 0
  keyframeAskedAt = -1e9
  sender: SenderClock | undefined
  /** Over the last second, with headers. */
  kbps = 0
  /** Lost before repair over the last second, 0..1. */
  loss = 0
  #bytes = 0
  #missing = new Map<number, { at: number; tries: number }>()
  #highest = -1
  #cycles = 0
  #first = 0
  #received = 0
  #expectedBefore = 0
  #receivedBefore = 0
  #fastest = Number.POSITIVE_INFINITY
  #firstTimestamp = 0
  #jitter = 0
  #transit = 0

  constructor(kind: 'audio' | 'video', rid: string, ssrc: number, payloadType: number) {
    this.rid = rid
    this.ssrc = ssrc
    this.payloadType = payloadType
    this.clock = kind === 'video' ? 90_000 : 48_000
    this.ring = new Ring(kind === 'video' ? 512 : 128)
  }

  isMissing(seq: number): boolean {
    return this.#missing.has(seq)
  }

  /** Counts a packet. False when it is here already. */
  receive(seq: number, bytes: number, repaired: boolean, now: number): boolean {
    if (this.ring.get(seq) && Math.abs(seqStep(seq, this.#highest)) < 128) return false
    this.lastAt = now
    this.#bytes += bytes
    this.#received++
    if (this.#highest < 0) {
      this.#highest = this.#first = seq
      return true
    }
    this.#missing.delete(seq)
    const step = seqStep(seq, this.#highest)
    if (step <= 0 || repaired) return true
    if (step > MOST_MISSING) this.#missing.clear()
    else for (let lost = 1; lost < step; lost++) this.#miss((this.#highest + lost) & 0xffff)
    if (seq < this.#highest) this.#cycles += 0x10000
    this.#highest = seq
    return true
  }

  #miss(seq: number): void {
    if (this.#missing.size < MOST_MISSING) this.#missing.set(seq, { at: 0, tries: 0 })
  }

  /** The numbers to ask for now, ascending. */
  lost(now: number): number[] {
    const out: number[] = []
    for (const [seq, asked] of this.#missing) {
      if (asked.tries >= TRIES) this.#missing.delete(seq)
      else if (now - asked.at > BETWEEN_TRIES_MS) {
        asked.at = now
        asked.tries++
        out.push(seq)
      }
    }
    return out.sort((a, b) => seqStep(a, b))
  }

  /**
   * How many milliseconds later than the fastest of its kind this packet came. The fastest is forgotten slowly, because two
   * clocks never run alike.
   */
  lateness(timestamp: number, now: number): number {
    if (this.#fastest === Number.POSITIVE_INFINITY) this.#firstTimestamp = timestamp
    const mediaTime = (((timestamp - this.#firstTimestamp) | 0) / this.clock) * 1000
    const transit = now - mediaTime
    if (transit < this.#fastest || transit - this.#fastest > 10_000) this.#fastest = transit
    else this.#fastest += 0.02
    this.#jitter += (Math.abs(transit - this.#transit) - this.#jitter) / 16
    this.#transit = transit
    return transit - this.#fastest
  }

  /** Once a second: what the publisher is told about its packets; the measures of the last second start anew. */
  report(now: number): Reception {
    const highestSeq = this.#cycles + Math.max(0, this.#highest)
    const expected = highestSeq - this.#first + 1
    const expectedNow = expected - this.#expectedBefore
    const lostNow = expectedNow - (this.#received - this.#receivedBefore)
    this.#expectedBefore = expected
    this.#receivedBefore = this.#received
    this.kbps = Math.round((this.#bytes * 8) / 1000)
    this.#bytes = 0
    this.loss = expectedNow > 0 && lostNow > 0 ? Math.min(1, lostNow / expectedNow) : 0
    return {
      ssrc: this.ssrc,
      fraction: Math.min(255, Math.floor(this.loss * 256)),
      lost: expected - this.#received,
      highestSeq,
      jitter: Math.min(1e6, Math.round((this.#jitter * this.clock) / 1000)),
      lastSr: this.sender ? Number((this.sender.ntp >> 16n) & 0xffffffffn) : 0,
      sinceSr: this.sender ? Math.round(((now - this.sender.at) * 65_536) / 1000) : 0,
    }
  }
}
