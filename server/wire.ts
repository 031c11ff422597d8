/**
 * Text as a WebSocket frame of a server: final, text, unmasked (RFC 6455, section 5.2). The same text asked for again is
 * the same Buffer: what goes to three thousand sockets is encoded once.
 */
export function wireFrames(): (text: string) => Buffer {
  let last = ''
  let frame = framed('')
  return (text) => {
    if (text === last) return frame
    last = text
    frame = framed(text)
    return frame
  }
}

const FINAL_TEXT = 0x81
const LENGTH_16 = 126
const LENGTH_64 = 127

/** Text as a frame, for one socket alone. */
export function framed(text: string): Buffer {
  const length = Buffer.byteLength(text)
  const head = length < LENGTH_16 ? 2 : length < 0x10000 ? 4 : 10
  const frame = Buffer.allocUnsafe(head + length)
  frame[0] = FINAL_TEXT
  if (head === 2) frame[1] = length
  else if (head === 4) {
    frame[1] = LENGTH_16
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = LENGTH_64
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.write(text, head)
  return frame
}
