/** What the server writes of RTCP (RFC 3550, 4585). Its own SSRC in all of it: */
export const SERVER_SSRC = 0x4c4b5346

/** Picture loss indication: asks the sender of `ssrc` for a keyframe. */
export function writePli(ssrc: number): Buffer {
  const out = Buffer.alloc(12)
  out.writeUInt32BE(0x81ce0002, 0)
  out.writeUInt32BE(SERVER_SSRC, 4)
  out.writeUInt32BE(ssrc, 8)
  return out
}

/** Asks the sender of `ssrc` to send the packets of these sequence numbers (ascending) again. */
export function writeNack(ssrc: number, seqs: readonly number[]): Buffer {
  const items: { first: number; mask: number }[] = []
  for (const seq of seqs) {
    const last = items.at(-1)
    const step = last ? (seq - last.first) & 0xffff : 0
    if (last && step > 0 && step <= 16) last.mask |= 1 << (step - 1)
    else items.push({ first: seq, mask: 0 })
  }
  const out = Buffer.alloc(12 + items.length * 4)
  out.writeUInt16BE(0x81cd, 0)
  out.writeUInt16BE(2 + items.length, 2)
  out.writeUInt32BE(SERVER_SSRC, 4)
  out.writeUInt32BE(ssrc, 8)
  items.forEach(({ first, mask }, index) => {
    out.writeUInt16BE(first, 12 + index * 4)
    out.writeUInt16BE(mask, 14 + index * 4)
  })
  return out
}

export interface Reception {
  readonly ssrc: number
  /** Lost since the last report, 0..255 of 256. */
  readonly fraction: number
  readonly lost: number
  readonly highestSeq: number
  readonly jitter: number
  readonly lastSr: number
  readonly sinceSr: number
}

/** Receiver report; at most 31 receptions fit one. */
export function writeReceiverReport(receptions: readonly Reception[]): Buffer {
  const out = Buffer.alloc(8 + receptions.length * 24)
  out.writeUInt8(0x80 | receptions.length, 0)
  out.writeUInt8(201, 1)
  out.writeUInt16BE(out.length / 4 - 1, 2)
  out.writeUInt32BE(SERVER_SSRC, 4)
  receptions.forEach((reception, index) => {
    const at = 8 + index * 24
    out.writeUInt32BE(reception.ssrc, at)
    out.writeUInt8(reception.fraction & 255, at + 4)
    out.writeUIntBE(Math.min(0x7fffff, Math.max(0, reception.lost)), at + 5, 3)
    out.writeUInt32BE(reception.highestSeq >>> 0, at + 8)
    out.writeUInt32BE(reception.jitter >>> 0, at + 12)
    out.writeUInt32BE(reception.lastSr >>> 0, at + 16)
    out.writeUInt32BE(reception.sinceSr >>> 0, at + 20)
  })
  return out
}

/** Sender report with the canonical name that ties a person's audio and video together for lip-sync. */
export function writeSenderReport(report: {
  ssrc: number
  ntp: bigint
  rtp: number
  packets: number
  octets: number
  cname: string
}): Buffer {
  const name = Buffer.from(report.cname)
  const chunk = Math.ceil((4 + 2 + name.length + 1) / 4) * 4
  const out = Buffer.alloc(28 + 4 + chunk)
  out.writeUInt32BE(0x80c80006, 0)
  out.writeUInt32BE(report.ssrc, 4)
  out.writeBigUInt64BE(report.ntp, 8)
  out.writeUInt32BE(report.rtp >>> 0, 16)
  out.writeUInt32BE(report.packets >>> 0, 20)
  out.writeUInt32BE(report.octets >>> 0, 24)
  out.writeUInt16BE(0x81ca, 28)
  out.writeUInt16BE(chunk / 4, 30)
  out.writeUInt32BE(report.ssrc, 32)
  out.writeUInt8(1, 36)
  out.writeUInt8(name.length, 37)
  name.copy(out, 38)
  return out
}
