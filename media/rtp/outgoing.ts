import type { Packet } from './ring.ts'

/** The largest payload that is forwarded; browsers send at most 1,200 bytes. */
export const LARGEST_PAYLOAD = 1500
const PLAIN = 12
/** A header with the one extension that the server sends: abs-send-time, by which browsers measure their line. */
const TIMED = PLAIN + 8

/** The parts of a header that differ from viewer to viewer. */
export interface Addressed {
  readonly payloadType: number
  readonly seq: number
  readonly timestamp: number
  readonly ssrc: number
  /** The id of abs-send-time at this viewer; 0 when it did not ask for it. */
  readonly sendTimeId: number
}

/**
 * One packet on its way to many: the payload is copied once, and for each viewer only the header is written before it. What
 * `write` returns is valid until the next call.
 */
export class Outgoing {
  readonly #bytes = Buffer.alloc(TIMED + LARGEST_PAYLOAD)
  #loaded: Packet | undefined
  #skipped = 0
  #plain = this.#bytes
  #timed = this.#bytes

  /** Takes up `packet` from `skip` bytes of its payload on. */
  load(packet: Packet, skip = 0): void {
    if (packet === this.#loaded && skip === this.#skipped) return
    const length = packet.payload.copy(this.#bytes, TIMED, skip)
    this.#plain = this.#bytes.subarray(TIMED - PLAIN, TIMED + length)
    this.#timed = this.#bytes.subarray(0, TIMED + length)
    this.#loaded = packet
    this.#skipped = skip
  }

  /** Writes VP8 ids into the loaded payload, where the packet has them. */
  vp8(pictureId: number, tl0: number): void {
    if (!this.#loaded) return
    const { pictureIdAt, long, tl0At } = this.#loaded.vp8
    if (pictureIdAt > 0 && long) this.#bytes.writeUInt16BE(0x8000 | (pictureId & 0x7fff), TIMED + pictureIdAt)
    else if (pictureIdAt > 0) this.#bytes.writeUInt8(pictureId & 0x7f, TIMED + pictureIdAt)
    if (tl0At > 0) this.#bytes.writeUInt8(tl0 & 0xff, TIMED + tl0At)
  }

  /** The whole packet for one viewer; `now` is performance.now(). */
  write(to: Addressed, now: number): Buffer {
    const timed = to.sendTimeId > 0
    const out = timed ? this.#timed : this.#plain
    out[0] = timed ? 0x90 : 0x80
    out[1] = (this.#loaded?.marker ? 0x80 : 0) | to.payloadType
    out[2] = to.seq >> 8
    out[3] = to.seq
    out.writeUInt32BE(to.timestamp, 4)
    out.writeUInt32BE(to.ssrc, 8)
    if (timed) {
      out.writeUInt32BE(0xbede0001, PLAIN)
      // 24 bits of seconds, 6 before the point and 18 after it.
      const stamp = Math.floor(now * 262.144) & 0xffffff
      out[PLAIN + 4] = (to.sendTimeId << 4) | 2
      out[PLAIN + 5] = stamp >> 16
      out[PLAIN + 6] = stamp >> 8
      out[PLAIN + 7] = stamp
    }
    return out
  }

  /** The loaded packet as a retransmission (RFC 4588): in front of the payload its number in the first stream. */
  writeRepair(to: Addressed, firstSeq: number, now: number): Buffer {
    const whole = this.write(to, now)
    const header = to.sendTimeId > 0 ? TIMED : PLAIN
    const out = Buffer.allocUnsafe(whole.length + 2)
    whole.copy(out, 0, 0, header)
    out.writeUInt16BE(firstSeq, header)
    whole.copy(out, header + 2, header)
    return out
  }
}
