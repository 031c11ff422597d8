import type { Forwarder } from './forwarder.ts'

/** Loss beyond which a line counts as full. Below it packets are lost for other reasons, and repaired. */
const LOSS_OF_A_FULL_LINE = 0.1
/** Loss beyond which a voice sent twice is no longer whole. */
const LOSS_BEYOND_REPAIR = 0.2
const FIRST_WAIT_MS = 3000
/** A line begins with room for voices and small pictures, and gets more each second as long as it was never full. */
const FIRST_LIMIT = 450_000
const CLIMB_MS = 1000
const LEAST_TO_JUDGE = 30_000
/** Where there is no picture at all, the smallest is tried again after this time at the latest. */
const LONGEST_WAIT_FOR_A_PICTURE_MS = 8000
const LONGEST_WAIT_MS = 30_000
/** What was sent before a fall is still on its way so long: what is reported meanwhile says nothing of what is sent now. */
const SETTLE_MS = 2500
/** A better layer is first tried with packets that nobody needs, more and more of them over this time. */
const PROBE_MS = 2000
/** A trial that fails shows it within this time. */
const TRIAL_MS = 8000
/** The least that is kept for repairs, in bits per second; above it a share of what is sent. */
const REPAIR_FLOOR = 60_000
const REPAIR_FLOOR_WHEN_FULL = 20_000
const REPAIR_SHARE = 0.2

/**
 * What one viewer's line carries, by what the viewer says of it: lost packets and REMB. Audio always goes; video gets what is
 * left, layer by layer, down to nothing. A better layer is tried with packets sent twice, and after a failed trial the next waits twice
 * as long: a browser's estimate never says more than 1.5 times what it gets.
 */
export class Line {
  /** Bits per second that may be sent in all; infinite once everything that is wished goes through. */
  limit = FIRST_LIMIT
  /** Reports that came, of any kind: a sign of life. */
  reports = 0
  /** Smoothed loss that the viewer reports, 0..1. */
  loss = 0
  #forwarders: () => Iterable<Forwarder>
  #remb = 0
  #full = 0
  #fullAt = -1e9
  #triedAt = -1e9
  #wait = FIRST_WAIT_MS
  #sentBytes = 0
  #sentAudio = 0
  #sent = 0
  #audio = 0
  #repairBytes = 0
  #tickedAt = 0
  /** Even the smallest pictures are too much. */
  #starved = false
  #hopelessAt = Number.POSITIVE_INFINITY
  #probe: { readonly rate: number; readonly beside: number; sentBytes: number } | undefined

  constructor(forwarders: () => Iterable<Forwarder>) {
    this.#forwarders = forwarders
  }

  reportLoss(fraction: number, now: number): void {
    this.reports++
    this.loss = 0.6 * this.loss + 0.4 * fraction
    if (this.loss < LOSS_OF_A_FULL_LINE) this.#hopelessAt = Number.POSITIVE_INFINITY
    if (this.loss > LOSS_OF_A_FULL_LINE && this.#sent > 0) this.#isFull(this.#sent * (1 - this.loss / 2), now)
  }

  /** REMB grows by itself, slowly; only a fall below what is sent says that the line is full. */
  reportRemb(bitsPerSecond: number, now: number): void {
    const fell = this.#remb > 0 && bitsPerSecond < this.#remb * 0.97
    this.#remb = bitsPerSecond
    if (!fell || bitsPerSecond >= this.#sent) return
    this.#isFull(bitsPerSecond * 0.95, now)
  }

  #isFull(carries: number, now: number): void {
    // A voice alone says nothing of what the line carries, and goes anyway.
    if (this.#sent - this.#audio < LEAST_TO_JUDGE || now - this.#fullAt < SETTLE_MS) return
    // The smallest pictures go on until they are plainly too much: so far, redundancy keeps the voice whole.
    if (!this.#probe && this.#leastOfAll() === 0 && !this.#isHopeless(now)) return
    const failedTrial = this.#fullAt < this.#triedAt && now - this.#triedAt < TRIAL_MS
    if (failedTrial) this.#wait = Math.min(LONGEST_WAIT_MS, this.#wait * 2)
    this.#fullAt = now
    this.#full++
    const probing = this.#probe !== undefined
    this.#starved = this.#leastOfAll() === 0 && !probing
    this.#probe = undefined
    // Only what was sent beside was too much.
    if (probing) return
    this.limit = Math.min(this.limit, Math.max(carries, this.#leastOfAll()))
    this.allot(now)
  }

  /** More is lost than redundancy repairs, and not for one bad moment only. */
  #isHopeless(now: number): boolean {
    if (this.loss >= LOSS_BEYOND_REPAIR) this.#hopelessAt = Math.min(this.#hopelessAt, now)
    return now - this.#hopelessAt > SETTLE_MS
  }

  /** The smallest pictures are kept through a first fall: only if they are too much themselves does one go. */
  #leastOfAll(): number {
    const videos = [...this.#videos()]
    if (!videos.some(({ allowed }) => allowed > 0)) return 0
    return videos.reduce((sum, each) => sum + costOf(each, 0), this.#audio)
  }

  /** Whether a packet of `bytes` may be sent again now; audio may always. */
  affordRepair(bytes: number, kind: 'audio' | 'video', now: number): boolean {
    if (kind === 'audio') return true
    const full = now - this.#fullAt < 2000
    const budget =
      Math.max(full ? REPAIR_FLOOR_WHEN_FULL : REPAIR_FLOOR, this.#sent * (full ? 0.05 : REPAIR_SHARE)) / 8
    if (this.#repairBytes + bytes > budget) return false
    this.#repairBytes += bytes
    return true
  }

  /** Every half second. */
  tick(now: number): void {
    this.#measure(now)
    let more = false
    if (this.#probe && now - this.#triedAt > PROBE_MS) more = this.#give(this.#probe.rate)
    const videos = [...this.#videos()]
    const held = videos.some((each) => each.allowed < each.wished)
    if (
      this.limit < Number.POSITIVE_INFINITY &&
      now - Math.max(this.#fullAt, this.#triedAt) > this.#pause(videos)
    ) {
      if (held && !this.#probe) more = this.#tryMore(now)
      else if (videos.length > 0 && now - this.#fullAt > 4 * this.#wait) this.#isFree()
    }
    this.allot(now, more)
  }

  #pause(videos: readonly Forwarder[]): number {
    if (this.#full === 0) return CLIMB_MS
    return videos.some(({ allowed }) => allowed < 0)
      ? Math.min(this.#wait, LONGEST_WAIT_FOR_A_PICTURE_MS)
      : this.#wait
  }

  #isFree(): void {
    this.limit = Number.POSITIVE_INFINITY
    this.#wait = FIRST_WAIT_MS
  }

  #measure(now: number): void {
    const seconds = this.#tickedAt ? (now - this.#tickedAt) / 1000 : 0.5
    this.#tickedAt = now
    let all = 0
    let audio = 0
    for (const { track, bytes, packets } of this.#forwarders()) {
      const size = bytes + packets * 40
      all += size
      if (track.kind === 'audio') audio += size
    }
    this.#sent = Math.max(0, ((all - this.#sentBytes) * 8) / seconds)
    this.#audio = Math.max(0, ((audio - this.#sentAudio) * 8) / seconds)
    this.#sentBytes = all
    this.#sentAudio = audio
    this.#repairBytes = Math.max(
      0,
      this.#repairBytes - (Math.max(REPAIR_FLOOR, this.#sent * REPAIR_SHARE) / 8) * seconds,
    )
  }

  *#videos(): Iterable<Forwarder> {
    for (const each of this.#forwarders()) if (each.track.kind === 'video' && each.enabled) yield each
  }

  /** Room for the next layer of the first video that is held back. Answers whether it is given at once. */
  #tryMore(now: number): boolean {
    let needed = this.#audio
    let raised = false
    for (const each of this.#videos()) {
      const step: number = !raised && each.allowed < each.wished ? 1 : 0
      raised ||= step > 0
      needed += costOf(each, Math.max(0, each.allowed + step))
    }
    this.#triedAt = now
    // Who never had trouble gets more at once; so does who sees nothing, since nothing can be sent twice there.
    if (this.#full === 0 || !this.#isSeen()) return this.#give(needed)
    this.#probe = { rate: needed, beside: this.#sent, sentBytes: 0 }
    return false
  }

  #give(rate: number): true {
    this.limit = Math.max(this.limit, rate * 1.1)
    this.#probe = undefined
    this.#starved = false
    return true
  }

  #isSeen(): boolean {
    for (const { layer } of this.#videos()) if (layer) return true
    return false
  }

  /** Every 50 ms: while a better layer is tried, packets once more beside what goes anyway. If they are too much, nothing else is lost. */
  probe(now: number): void {
    if (!this.#probe) return
    const seconds = (now - this.#triedAt) / 1000
    const rate = Math.max(0, this.#probe.rate * 1.1 - this.#probe.beside)
    // The rate grows from nothing to the whole: its integral over the time.
    const due = (rate / 8) * ((seconds * seconds * 1000) / (2 * PROBE_MS)) - this.#probe.sentBytes
    for (const each of this.#videos())
      if (each.layer && due > 0) {
        this.#probe.sentBytes += each.sendAgain(due, now)
        return
      }
  }

  /**
   * Divides the limit: audio first, then one layer for each video, then better layers, in the order of subscription. What a layer costs
   * differs from second to second: more than now is given only where a trial has shown that it goes.
   */
  allot(now: number, more = false): void {
    const videos = [...this.#videos()]
    if (this.limit === Number.POSITIVE_INFINITY) {
      for (const each of videos) allow(each, Math.max(each.wished, 0), now)
      return
    }
    let left = this.limit - this.#audio
    const layers = videos.map((each): number => {
      const cost = costOf(each, 0)
      // The smallest picture goes also when it is too much in one moment: only losses beyond repair take it away.
      if (this.#starved && (each.allowed < 0 || cost * 0.6 > left)) return -1
      left -= cost
      return 0
    })
    for (let level = 1; level <= 2; level++) {
      videos.forEach((each, index) => {
        const cost = costOf(each, level) - costOf(each, level - 1)
        if (layers[index] !== level - 1 || level > each.wished || cost > left) return
        if (level > each.allowed && !more) return
        left -= cost
        layers[index] = level
      })
    }
    videos.forEach((each, index) => {
      allow(each, layers[index] ?? 0, now)
    })
  }
}

function allow(forwarder: Forwarder, layer: number, now: number): void {
  if (forwarder.allowed === layer) return
  forwarder.allowed = layer
  forwarder.retarget(now)
}

/** Bits per second of a layer of a track, with what the network adds; of a layer that is not measured yet, a guess. */
function costOf(forwarder: Forwarder, index: number): number {
  const { track } = forwarder
  const at = Math.min(index, track.rids.length - 1)
  const measured = track.layers.get(track.rids[at] ?? '')?.kbps ?? 0
  return (measured > 0 ? measured : ([150, 400, 1200][at] ?? 1200)) * 1050
}
