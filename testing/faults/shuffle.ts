/** After this long a frame that waits for another to overtake it goes on alone. */
const PATIENCE_MS = 40

/**
 * Passes on what a server says over a WebSocket, and lets a frame overtake the one before it, now and then. What is no WebSocket
 * passes as it is. A frame of a server has no mask and is whole (RFC 6455, section 5.2); compressed ones would not survive this.
 */
export function shuffle(write: (bytes: Buffer) => void, chance: () => boolean): (bytes: Buffer) => void {
  let rest = Buffer.alloc(0)
  let isSocket: boolean | null = null
  let held: Buffer | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const release = (): void => {
    clearTimeout(timer)
    if (held) write(held)
    held = null
  }
  const pass = (frame: Buffer): void => {
    if (held) {
      write(frame)
      release()
    } else if (chance()) {
      held = frame
      timer = setTimeout(release, PATIENCE_MS)
    } else write(frame)
  }
  return (bytes) => {
    if (isSocket === false) return write(bytes)
    rest = Buffer.concat([rest, bytes])
    if (isSocket === null) {
      const end = rest.indexOf('\r\n\r\n')
      if (end === -1) return
      isSocket = rest.toString('latin1', 0, 12) === 'HTTP/1.1 101'
      const head = isSocket ? end + 4 : rest.length
      write(rest.subarray(0, head))
      rest = rest.subarray(head)
    }
    for (let size = sizeOf(rest); size !== null && size <= rest.length; size = sizeOf(rest)) {
      pass(rest.subarray(0, size))
      rest = rest.subarray(size)
    }
  }
}

/** Bytes of the frame that begins here; null while that is not yet known. */
function sizeOf(bytes: Buffer): number | null {
  if (bytes.length < 2) return null
  const short = (bytes[1] ?? 0) & 0x7f
  if (short < 126) return 2 + short
  if (short === 126) return bytes.length < 4 ? null : 4 + bytes.readUInt16BE(2)
  return bytes.length < 10 ? null : 10 + Number(bytes.readBigUInt64BE(2))
}
