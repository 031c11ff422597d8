/** Where a VP8 payload descriptor (RFC 7741, 4.2) keeps its picture id and TL0PICIDX; -1 where it has none. */
export interface Vp8Ids {
  pictureId: number
  pictureIdAt: number
  long: boolean
  tl0: number
  tl0At: number
}

export const NO_IDS: Vp8Ids = { pictureId: -1, pictureIdAt: -1, long: false, tl0: -1, tl0At: -1 }

/** Reads the descriptor at the start of `payload`; offsets count from the start of the payload. */
export function readVp8Ids(payload: Buffer): Vp8Ids {
  if (payload.length < 4 || !(payload.readUInt8(0) & 0x80)) return NO_IDS
  const ids = { ...NO_IDS }
  const flags = payload.readUInt8(1)
  let at = 2
  if (flags & 0x80) {
    ids.pictureIdAt = at
    ids.long = (payload.readUInt8(at) & 0x80) !== 0
    ids.pictureId = ids.long ? payload.readUInt16BE(at) & 0x7fff : payload.readUInt8(at) & 0x7f
    at += ids.long ? 2 : 1
  }
  if (flags & 0x40 && at < payload.length) {
    ids.tl0At = at
    ids.tl0 = payload.readUInt8(at)
  }
  return ids
}

/** Whether decoding can start at this VP8 packet: the first of a keyframe. */
export function startsKeyframe(payload: Buffer): boolean {
  if (payload.length < 2) return false
  const first = payload.readUInt8(0)
  if (!(first & 0x10) || (first & 7) !== 0) return false
  let at = 1
  if (first & 0x80) {
    const flags = payload.readUInt8(at++)
    if (flags & 0x80) at += (payload[at] ?? 0) & 0x80 ? 2 : 1
    if (flags & 0x40) at++
    if (flags & 0x30) at++
  }
  return at < payload.length && (payload.readUInt8(at) & 1) === 0
}

/**
 * The newest audio inside a RED payload (RFC 2198): its offset in the payload; 0 when malformed.
 * The blocks before it repeat older audio.
 */
export function primaryOfRed(payload: Buffer): number {
  let at = 0
  let skip = 0
  while (at < payload.length) {
    const byte = payload.readUInt8(at)
    if (byte < 0x80) {
      const start = at + 1 + skip
      return start < payload.length ? start : 0
    }
    if (at + 4 > payload.length) return 0
    skip += payload.readUInt16BE(at + 2) & 0x3ff
    at += 4
  }
  return 0
}
