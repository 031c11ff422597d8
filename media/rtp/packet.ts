/** Where the parts of one RTP packet are (RFC 3550, 5.1). One object is filled again and again: the hot path makes no garbage. */
export interface RtpView {
  payloadType: number
  marker: boolean
  seq: number
  timestamp: number
  ssrc: number
  /** The payload is bytes [payloadAt, payloadEnd) of the packet; padding is left out. */
  payloadAt: number
  payloadEnd: number
  /** Header extensions are bytes [extAt, extEnd); `extTwoByte` says how they are written (RFC 8285). */
  extAt: number
  extEnd: number
  extTwoByte: boolean
}

export const emptyView = (): RtpView => ({
  payloadType: 0,
  marker: false,
  seq: 0,
  timestamp: 0,
  ssrc: 0,
  payloadAt: 0,
  payloadEnd: 0,
  extAt: 0,
  extEnd: 0,
  extTwoByte: false,
})

/** RTP and RTCP share one flow; RTCP is told by its packet type (RFC 5761, 4). */
export const isRtcp = (packet: Buffer): boolean => {
  const type = packet[1] ?? 0
  return type >= 192 && type <= 223
}

/** Reads the header of `packet` into `view`. False for what is no whole RTP packet: nothing in `view` counts then. */
export function readRtp(packet: Buffer, view: RtpView): boolean {
  const length = packet.length
  if (length < 12) return false
  const first = packet.readUInt8(0)
  if (first >> 6 !== 2) return false
  let at = 12 + (first & 15) * 4
  view.extAt = view.extEnd = at
  if (first & 0x10) {
    if (at + 4 > length) return false
    const profile = packet.readUInt16BE(at)
    view.extAt = at + 4
    view.extEnd = view.extAt + packet.readUInt16BE(at + 2) * 4
    view.extTwoByte = (profile & 0xfff0) === 0x1000
    if (profile !== 0xbede && !view.extTwoByte) view.extAt = view.extEnd
    at = view.extEnd
  }
  const padding = first & 0x20 ? packet.readUInt8(length - 1) : 0
  if (at > length - padding) return false
  const second = packet.readUInt8(1)
  view.payloadType = second & 0x7f
  view.marker = second >= 0x80
  view.seq = packet.readUInt16BE(2)
  view.timestamp = packet.readUInt32BE(4)
  view.ssrc = packet.readUInt32BE(8)
  view.payloadAt = at
  view.payloadEnd = length - padding
  return true
}

/** Calls `found(id, at, length)` for each header extension of a packet that was read into `view`. */
export function eachExtension(
  packet: Buffer,
  view: RtpView,
  found: (id: number, at: number, length: number) => void,
): void {
  let at = view.extAt
  while (at < view.extEnd) {
    const byte = packet.readUInt8(at)
    if (byte === 0) {
      at++
      continue
    }
    if (view.extTwoByte && at + 1 >= view.extEnd) return
    const id = view.extTwoByte ? byte : byte >> 4
    const length = view.extTwoByte ? packet.readUInt8(at + 1) : (byte & 15) + 1
    const from = at + (view.extTwoByte ? 2 : 1)
    if ((!view.extTwoByte && id === 15) || from + length > view.extEnd) return
    found(id, from, length)
    at = from + length
  }
}

/** `a - b` of 16-bit sequence numbers, as a signed step: -32768..32767. */
export const seqStep = (a: number, b: number): number => ((a - b) << 16) >> 16
