import type { ReportBlock } from '../rtp/rtcp-read.ts'
import { allow, bestOf, costOf, levelOf, lower } from './allot.ts'
import type { Forwarder } from './forwarder.ts'

/** Loss beyond which a line counts as full. Below it packets are lost for other reasons, and repaired. */
const LOSS_OF_A_FULL_LINE = 0.1
/** Loss beyond which a voice sent twice is no longer whole: the smallest picture goes too. */
const LOSS_BEYOND_REPAIR = 0.15
/** The same where REMB does not say that packets queue up: there the picture is not to blame for so much. */
const LOSS_WITHOUT_QUEUE = 0.3
/** Loss is an average over about so many packets: two seconds of the smallest picture. */
const PACKETS_TO_JUDGE = 40
/** Bits per second of pictures, below which nothing is said of what the line carries. */
const LEAST_TO_JUDGE = 30_000
/** What was sent before a fall is on its way so long: what is reported meanwhile says nothing of what is sent now. */
const SETTLE_MS = 2000
/** A line that was never full gets one layer more each second; one that was waits longer, and longer after each trial that failed. */
const CLIMB_MS = 1000
const FIRST_WAIT_MS = 3000
const LONGEST_WAIT_MS = 30_000
/** A better layer is first tried with packets that nobody needs, more and more of them over this time. */
const PROBE_MS = 2000
/** Whether they were too much shows within this time after they began. */
const PROBED_MS = 3000
/** A trial that fails shows it within this time. */
const TRIAL_MS = 8000
/** Repairs take this share of what is sent, or of this rate where less is sent. */
const REPAIR_SHARE = 0.2
const REPAIR_SHARE_WHEN_FULL = 0.05
const LEAST_FOR_REPAIRS = 300_000

/**
 * What one viewer's line carries, by what the viewer says of it: lost packets, and REMB, which falls when packets come later and later.
 * Audio always goes. Pictures begin small and get better one layer at a time, each by a trial; a full line loses all above the
 * smallest, and if that is still too much, as many of those as it does not carry.
 */
export class Line {
  /** Reports that came, of any kind: a sign of life. */
  reports = 0
  /** Smoothed loss that the viewer reports, 0..1. */
  loss = 0
  #forwarders: () => Iterable<Forwarder>
  #remb = 0
  /** Bits per second over the last half second, with headers. */
  #audio = 0
  #video = 0
  #bytes = { audio: 0, video: 0 }
  #tickedAt = 0
  #fullAt = -1e9
  #triedAt = -1e9
  #wait = CLIMB_MS
  #repairBits = 0
  /** A trial with copies: bits per second that it comes to, and what went so far. */
  #probe: { readonly rate: number; sentBytes: number } | undefined

  constructor(forwarders: () => Iterable<Forwarder>) {
    this.#forwarders = forwarders
  }

  /** Of reports with few packets there may be twenty a second: each counts for as much as its packets. */
  reportLoss(forwarder: Forwarder, { fraction, highestSeq }: ReportBlock, now: number): void {
    this.reports++
    const packets = forwarder.reported(highestSeq)
    // Of a voice it is said every five seconds only: too late where there are pictures.
    if ((forwarder.track.kind === 'audio' && this.#isSeen()) || now - this.#fullAt < SETTLE_MS) return
    this.loss += (fraction - this.loss) * (packets / (packets + PACKETS_TO_JUDGE))
    if (this.loss < LOSS_OF_A_FULL_LINE) return
    const most = this.#remb < this.#video ? LOSS_BEYOND_REPAIR : LOSS_WITHOUT_QUEUE
    this.#isFull(this.#video - (this.#audio + this.#video) * this.loss, this.loss > most, now)
  }

  /** REMB is of pictures alone, and grows by itself, slowly; only a fall below what is sent says that the line is full. */
  reportRemb(bitsPerSecond: number, now: number): void {
    const fell = bitsPerSecond < this.#remb * 0.97
    this.#remb = bitsPerSecond
    if (fell && bitsPerSecond < this.#video) this.#isFull(bitsPerSecond, false, now)
  }

  /** The line has `room` for pictures, bits per second; `hopeless`: so little that voices suffer. */
  #isFull(room: number, hopeless: boolean, now: number): void {
    if (this.#video < LEAST_TO_JUDGE || now - this.#fullAt < SETTLE_MS) return
    const videos = [...this.#videos()]
    const least = videos.some((each) => levelOf(each) > 0) ? 0 : -1
    if (least < 0 && !hopeless && !this.#probe) return
    const failed = this.#triedAt > this.#fullAt && now - this.#triedAt < TRIAL_MS
    this.#wait = Math.min(LONGEST_WAIT_MS, Math.max(FIRST_WAIT_MS, failed ? this.#wait * 2 : this.#wait))
    this.#fullAt = now
    this.loss = LOSS_OF_A_FULL_LINE
    // If copies were too much, nothing else is.
    if (!this.#probe) lower(videos, room, least, now)
    this.#probe = undefined
  }

  /** Whether a packet of `bytes` may be sent again now; audio may always. */
  affordRepair(bytes: number, kind: 'audio' | 'video'): boolean {
    if (kind === 'audio') return true
    if (this.#repairBits < bytes * 8) return false
    this.#repairBits -= bytes * 8
    return true
  }

  /** Every half second. */
  tick(now: number): void {
    this.#measure(now)
    const since = now - Math.max(this.#fullAt, this.#triedAt)
    const held = [...this.#videos()].filter((each) => each.allowed < bestOf(each))
    const [next] = held.sort((a, b) => a.allowed - b.allowed)
    if (this.#triedAt > this.#fullAt && since > TRIAL_MS) this.#wait = Math.min(this.#wait, FIRST_WAIT_MS)
    if (!next) {
      this.#probe = undefined
      if (since > 4 * this.#wait) this.#wait = CLIMB_MS
    } else if (this.#probe) {
      if (since > PROBED_MS) this.#tryMore(next, now)
    } else if (since > this.#wait && (this.loss < LOSS_OF_A_FULL_LINE || !this.#isSeen()))
      this.#tryMore(next, now)
  }

  /** One layer more for `forwarder`: on a line that was full only after as much has gone there in copies. */
  #tryMore(forwarder: Forwarder, now: number): void {
    const layer = forwarder.allowed + 1
    // Where nothing is seen nothing can be sent twice.
    if (this.#wait === CLIMB_MS || this.#probe || !this.#isSeen()) {
      this.#probe = undefined
      allow(forwarder, layer, now)
    } else
      this.#probe = { rate: 1.1 * (costOf(forwarder, layer) - costOf(forwarder, layer - 1)), sentBytes: 0 }
    this.#triedAt = now
  }

  /** Every 50 ms: the copies of a trial. Their rate grows from nothing to the whole. */
  probe(now: number): void {
    if (!this.#probe) return
    const { rate, sentBytes } = this.#probe
    const ms = Math.min(PROBE_MS, now - this.#triedAt)
    const due = ((rate / 8) * ms * ms) / (2000 * PROBE_MS) - sentBytes
    const seen = [...this.#videos()].find(({ layer }) => layer)
    if (seen && due > 0) this.#probe.sentBytes += seen.sendAgain(due, now)
  }

  #measure(now: number): void {
    const seconds = this.#tickedAt ? (now - this.#tickedAt) / 1000 : 0.5
    this.#tickedAt = now
    const bytes = { audio: 0, video: 0 }
    for (const each of this.#forwarders()) bytes[each.track.kind] += each.bytes + each.packets * 40
    this.#audio = Math.max(0, ((bytes.audio - this.#bytes.audio) * 8) / seconds)
    this.#video = Math.max(0, ((bytes.video - this.#bytes.video) * 8) / seconds)
    this.#bytes = bytes
    const share = this.#remb < this.#video ? REPAIR_SHARE_WHEN_FULL : REPAIR_SHARE
    const repairs = share * Math.max(LEAST_FOR_REPAIRS, this.#audio + this.#video)
    this.#repairBits = Math.min(repairs, this.#repairBits + repairs * seconds)
  }

  /** The pictures that are wanted now. */
  *#videos(): Iterable<Forwarder> {
    for (const each of this.#forwarders())
      if (each.track.kind === 'video' && each.enabled && !each.track.muted) yield each
  }

  #isSeen(): boolean {
    return [...this.#videos()].some(({ layer }) => layer)
  }
}
