/** Where the parts of one RTP packet are (RFC 3550, 5.1). */
export interface Rtp {
  readonly payloadType: number
  readonly marker: boolean
  readonly seq: number
  readonly timestamp: number
  readonly ssrc: number
  /** The payload is bytes [payloadAt, payloadEnd) of the packet; padding is left out. */
  readonly payloadAt: number
  readonly payloadEnd: number
  /** Header extensions are bytes [extAt, extEnd); `extTwoByte` says how they are written (RFC 8285). */
  readonly extAt: number
  readonly extEnd: number
  readonly extTwoByte: boolean
}

/** RTP and RTCP share one flow; RTCP is told by its packet type (RFC 5761, 4). */
export const isRtcp = (packet: Buffer): boolean => {
  const type = packet[1] ?? 0
  return type >= 192 && type <= 223
}

/** Reads the header of `packet`. Undefined for what is no whole RTP packet. */
export function readRtp(packet: Buffer): Rtp | undefined {
  const length = packet.length
  if (length < 12) return undefined
  const first = packet.readUInt8(0)
  if (first >> 6 !== 2) return undefined
  let extAt = 12 + (first & 15) * 4
  let extEnd = extAt
  let payloadAt = extAt
  let extTwoByte = false
  if (first & 0x10) {
    if (extAt + 4 > length) return undefined
    const profile = packet.readUInt16BE(extAt)
    payloadAt += 4 + packet.readUInt16BE(extAt + 2) * 4
    extAt += 4
    extTwoByte = (profile & 0xfff0) === 0x1000
    extEnd = profile === 0xbede || extTwoByte ? payloadAt : extAt
  }
  const padding = first & 0x20 ? packet.readUInt8(length - 1) : 0
  if (payloadAt > length - padding) return undefined
  const second = packet.readUInt8(1)
  return {
    payloadType: second & 0x7f,
    marker: second >= 0x80,
    seq: packet.readUInt16BE(2),
    timestamp: packet.readUInt32BE(4),
    ssrc: packet.readUInt32BE(8),
    payloadAt,
    payloadEnd: length - padding,
    extAt,
    extEnd,
    extTwoByte,
  }
}

/** Calls `found(id, at, length)` for each header extension of a packet. */
export function eachExtension(
  packet: Buffer,
  { extAt, extEnd, extTwoByte }: Rtp,
  found: (id: number, at: number, length: number) => void,
): void {
  let at = extAt
  while (at < extEnd) {
    const byte = packet.readUInt8(at)
    if (byte === 0) {
      at++
      continue
    }
    if (extTwoByte && at + 1 >= extEnd) return
    const id = extTwoByte ? byte : byte >> 4
    const length = extTwoByte ? packet.readUInt8(at + 1) : (byte & 15) + 1
    const from = at + (extTwoByte ? 2 : 1)
    if ((!extTwoByte && id === 15) || from + length > extEnd) return
    found(id, from, length)
    at = from + length
  }
}

/** `a - b` of 16-bit sequence numbers, as a signed step: -32768..32767. */
export const seqStep = (a: number, b: number): number => ((a - b) << 16) >> 16
