import { seqStep } from './packet.ts'
import { SERVER_SSRC } from './rtcp-write.ts'

/** What one feedback can say: more than a second of video at full rate. */
const MOST_PACKETS = 500
const TICK_US = 250

/**
 * Transport-wide congestion control, the receiver's side (draft-holmer-rmcat-transport-wide-cc-extensions-01): says when each
 * packet of a publisher came, so that the browser finds its rate. One 2-bit symbol for each packet.
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
    const symbols: number[] = []
    const deltas: number[] = []
    for (let seq = first; seq <= last; seq++) {
      const at = this.#arrivals.get(seq)
      if (at === undefined) {
        symbols.push(0)
        continue
      }
      const delta = Math.max(-32768, Math.min(32767, Math.round((at - clock) / TICK_US)))
      clock += delta * TICK_US
      symbols.push(delta >= 0 && delta <= 255 ? 1 : 2)
      deltas.push(delta)
    }
    const chunks = packSymbols(symbols)
    const used = 20 + chunks.length * 2 + deltas.reduce((sum, d) => sum + (d >= 0 && d <= 255 ? 1 : 2), 0)
    const length = Math.ceil(used / 4) * 4
    const out = Buffer.alloc(length)
    out.writeUInt8(0x8f | (length > used ? 0x20 : 0), 0)
    out.writeUInt8(205, 1)
    out.writeUInt16BE(length / 4 - 1, 2)
    out.writeUInt32BE(SERVER_SSRC, 4)
    out.writeUInt32BE(mediaSsrc, 8)
    out.writeUInt16BE(first & 0xffff, 12)
    out.writeUInt16BE(symbols.length, 14)
    out.writeUIntBE(unit & 0xffffff, 16, 3)
    out.writeUInt8(this.#count++ & 255, 19)
    let at = 20
    for (const chunk of chunks) at = out.writeUInt16BE(chunk, at)
    for (const delta of deltas)
      at = delta >= 0 && delta <= 255 ? out.writeUInt8(delta, at) : out.writeInt16BE(delta, at)
    if (length > used) out.writeUInt8(length - used, length - 1)
    return out
  }
}

/** Symbols as chunks: a run from 7 equal ones on, else a vector of 7. */
function packSymbols(symbols: readonly number[]): number[] {
  const chunks: number[] = []
  for (let at = 0; at < symbols.length; ) {
    const symbol = symbols[at] ?? 0
    let run = 1
    while (at + run < symbols.length && symbols[at + run] === symbol && run < 8191) run++
    if (run >= 7) {
      chunks.push((symbol << 13) | run)
      at += run
      continue
    }
    let vector = 0xc000
    for (let k = 0; k < 7; k++) vector |= (symbols[at + k] ?? 0) << (12 - 2 * k)
    chunks.push(vector)
    at += 7
  }
  return chunks
}
