/** What the server reads of RTCP: RFC 3550 (reports), 4585 (NACK, PLI), 5104 (FIR), draft-alvestrand-rmcat-remb. */
export type RtcpMessage =
  | {
      readonly type: 'sender'
      readonly ssrc: number
      readonly ntp: bigint
      readonly rtp: number
      readonly blocks: readonly ReportBlock[]
    }
  | { readonly type: 'receiver'; readonly blocks: readonly ReportBlock[] }
  | { readonly type: 'nack'; readonly ssrc: number; readonly lost: readonly number[] }
  | { readonly type: 'keyframe'; readonly ssrc: number }
  | { readonly type: 'remb'; readonly bitsPerSecond: number }

export interface ReportBlock {
  readonly ssrc: number
  /** Lost since the last report, 0..1. */
  readonly fraction: number
  /** The last number that came. */
  readonly highestSeq: number
}

/** A compound packet holds few messages; a longer one is an attack. */
const MOST_MESSAGES = 64

/** Every message of a compound packet that the server understands; malformed ones end the reading, nothing throws. */
export function readRtcp(packet: Buffer): RtcpMessage[] {
  const out: RtcpMessage[] = []
  for (let at = 0; at + 8 <= packet.length && out.length < MOST_MESSAGES; ) {
    const end = at + 4 + packet.readUInt16BE(at + 2) * 4
    if (packet.readUInt8(at) >> 6 !== 2 || end > packet.length) break
    readOne(packet.subarray(at, end), out)
    at = end
  }
  return out
}

function readOne(part: Buffer, out: RtcpMessage[]): void {
  const count = part.readUInt8(0) & 31
  switch (part.readUInt8(1)) {
    case 200:
      if (part.length < 28) return
      out.push({
        type: 'sender',
        ssrc: part.readUInt32BE(4),
        ntp: part.readBigUInt64BE(8),
        rtp: part.readUInt32BE(16),
        blocks: readBlocks(part, 28, count),
      })
      return
    case 201:
      out.push({ type: 'receiver', blocks: readBlocks(part, 8, count) })
      return
    case 205:
      if (count === 1 && part.length >= 16)
        out.push({ type: 'nack', ssrc: part.readUInt32BE(8), lost: readLost(part) })
      return
    case 206:
      readPayloadFeedback(part, count, out)
  }
}

function readBlocks(part: Buffer, from: number, count: number): ReportBlock[] {
  const blocks: ReportBlock[] = []
  for (let at = from; blocks.length < count && at + 24 <= part.length; at += 24) {
    blocks.push({
      ssrc: part.readUInt32BE(at),
      fraction: part.readUInt8(at + 4) / 256,
      highestSeq: part.readUInt16BE(at + 10),
    })
  }
  return blocks
}

function readLost(part: Buffer): number[] {
  const lost: number[] = []
  for (let at = 12; at + 4 <= part.length; at += 4) {
    const first = part.readUInt16BE(at)
    const mask = part.readUInt16BE(at + 2)
    lost.push(first)
    for (let bit = 0; bit < 16; bit++) if ((mask >> bit) & 1) lost.push((first + bit + 1) & 0xffff)
  }
  return lost
}

function readPayloadFeedback(part: Buffer, format: number, out: RtcpMessage[]): void {
  if (part.length < 12) return
  if (format === 1) out.push({ type: 'keyframe', ssrc: part.readUInt32BE(8) })
  if (format === 4)
    for (let at = 12; at + 8 <= part.length; at += 8)
      out.push({ type: 'keyframe', ssrc: part.readUInt32BE(at) })
  if (format === 15 && part.length >= 20 && part.toString('latin1', 12, 16) === 'REMB') {
    const value = part.readUIntBE(17, 3)
    out.push({ type: 'remb', bitsPerSecond: (value & 0x3ffff) * 2 ** (value >> 18) })
  }
}
