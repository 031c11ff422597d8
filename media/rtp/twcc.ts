import { seqStep } from './packet.ts'
import { SERVER_SSRC } from './rtcp-write.ts'

/** What one feedback can say: more than a second of video at full rate. */
const MOST_PACKETS = 500
const TICK_US = 250
/** Of the two bits that say of each packet whether it came: it did, and 16 bits say when. */
const RECEIVED = 2

/**
 * Transport-wide congestion control, the receiver's side (draft-holmer-rmcat-transport-wide-cc-extensions-01): says when each
 * packet of a publisher came, so that the browser finds its rate. Always in the longest of the ways to say it, which is short enough.
 */
export class TransportFeedback {
  #arrivals = new Map<number, number>()
  #next = -1
  #highest = -1
  #count = 0

  /** `seq`: the transport-wide number, 16 bits. `at`: arrival in milliseconds of any steady clock. */
  add(seq: number, at: number): void {
    if (this.#highest < 0) this.#highest = seq + 0x10000
    const extended = this.#highest + seqStep(seq, this.#highest & 0xffff)
    if (extended > this.#highest) this.#highest = extended
    if (this.#next >= 0 && extended < this.#next) return
    if (this.#arrivals.size < MOST_PACKETS * 4) this.#arrivals.set(extended, at * 1000)
  }

  /** The feedback for what came since the last one; undefined when nothing came. */
  build(mediaSsrc: number): Buffer | undefined {
    if (this.#arrivals.size === 0) return undefined
    const seqs = [...this.#arrivals.keys()].sort((a, b) => a - b)
    const lowest = seqs[0] ?? 0
    const highest = seqs.at(-1) ?? 0
    let first = this.#next >= 0 ? this.#next : lowest
    // A jump of the numbers is a new start, not a million losses.
    if (lowest - first > MOST_PACKETS || highest - first > MOST_PACKETS * 8) first = lowest
    const last = Math.min(highest, first + MOST_PACKETS)
    const out = this.#encode(mediaSsrc, first, last, this.#arrivals.get(lowest) ?? 0)
    for (const seq of seqs) if (seq <= last) this.#arrivals.delete(seq)
    this.#next = last + 1
    return out
  }

  #encode(mediaSsrc: number, first: number, last: number, reference: number): Buffer {
    const unit = Math.floor(reference / 64_000)
    let clock = unit * 64_000
    const deltas: number[] = []
    const count = last - first + 1
    const chunks = new Array<number>(Math.ceil(count / 7)).fill(0xc000)
    for (let index = 0; index < count; index++) {
      const at = this.#arrivals.get(first + index)
      if (at === undefined) continue
      const delta = Math.max(-32768, Math.min(32767, Math.round((at - clock) / TICK_US)))
      clock += delta * TICK_US
      deltas.push(delta)
      const chunk = Math.floor(index / 7)
      chunks[chunk] = (chunks[chunk] ?? 0) | (RECEIVED << (12 - 2 * (index % 7)))
    }
    const used = 20 + (chunks.length + deltas.length) * 2
    const out = Buffer.alloc(Math.ceil(used / 4) * 4)
    const padding = out.length - used
    out.writeUInt8(0x8f | (padding > 0 ? 0x20 : 0), 0)
    out.writeUInt8(205, 1)
    out.writeUInt16BE(out.length / 4 - 1, 2)
    out.writeUInt32BE(SERVER_SSRC, 4)
    out.writeUInt32BE(mediaSsrc, 8)
    out.writeUInt16BE(first & 0xffff, 12)
    out.writeUInt16BE(count, 14)
    out.writeUIntBE(unit & 0xffffff, 16, 3)
    out.writeUInt8(this.#count++ & 255, 19)
    let at = 20
    for (const chunk of chunks) at = out.writeUInt16BE(chunk, at)
    for (const delta of deltas) at = out.writeInt16BE(delta, at)
    if (padding > 0) out.writeUInt8(padding, out.length - 1)
    return out
  }
}
