import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/** A WebSocket client that costs little, so that the load is not what is measured: text frames only, as RFC 6455 has them. */
export interface Wire {
  send(text: string): void
  cut(): void
  pause(): void
  resume(): void
  /** Bytes that came over the network, the handshake included. */
  received(): number
  sent(): number
}

export interface WireOptions {
  readonly url: string
  readonly cookie?: string
  readonly onText: (text: string) => void
  readonly onOpen: () => void
  readonly onClose: (code: number) => void
}

const TEXT = 1
const CLOSE = 8
const PING = 9

export function openWire(options: WireOptions): Wire {
  const url = new URL(options.url)
  const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true })
  const cookie = options.cookie ? `Cookie: ${options.cookie}\r\n` : ''
  let isOpen = false
  let code = 1006
  let rest: Buffer = Buffer.alloc(0)
  socket.once('connect', () =>
    socket.write(
      `GET ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\nOrigin: http://${url.host}\r\n${cookie}` +
        `Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
    ),
  )
  socket.on('data', (chunk: Buffer) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    if (!isOpen) {
      const end = rest.indexOf('\r\n\r\n')
      if (end === -1) return
      if (!rest.subarray(0, 16).toString('latin1').includes(' 101 ')) {
        socket.destroy()
        return
      }
      isOpen = true
      rest = rest.subarray(end + 4)
      options.onOpen()
    }
    for (let frame = nextFrame(rest); frame; frame = nextFrame(rest)) {
      rest = rest.subarray(frame.end)
      if (frame.kind === TEXT) options.onText(frame.payload.toString('utf8'))
      else if (frame.kind === PING) write(socket, 0x8a, frame.payload)
      else if (frame.kind === CLOSE) {
        code = frame.payload.length > 1 ? frame.payload.readUInt16BE(0) : 1005
        socket.end()
      }
    }
  })
  socket.on('error', () => socket.destroy())
  socket.on('close', () => options.onClose(code))
  return {
    send: (text) => write(socket, 0x81, Buffer.from(text)),
    cut: () => socket.destroy(),
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
    received: () => socket.bytesRead,
    sent: () => socket.bytesWritten,
  }
}

/** A client masks; with a mask of zeros nothing has to be computed. */
function write(socket: Socket, first: number, payload: Buffer): void {
  const long = payload.length > 125
  const head = Buffer.alloc(long ? 8 : 6)
  head[0] = first
  head[1] = 0x80 | (long ? 126 : payload.length)
  if (long) head.writeUInt16BE(payload.length, 2)
  socket.write(Buffer.concat([head, payload]))
}

function nextFrame(from: Buffer): { kind: number; payload: Buffer; end: number } | null {
  if (from.length < 2) return null
  let length = (from[1] ?? 0) & 0x7f
  let head = 2
  if (length === 126) {
    if (from.length < 4) return null
    length = from.readUInt16BE(2)
    head = 4
  } else if (length === 127) {
    if (from.length < 10) return null
    length = Number(from.readBigUInt64BE(2))
    head = 10
  }
  const end = head + length
  return from.length < end ? null : { kind: (from[0] ?? 0) & 0x0f, payload: from.subarray(head, end), end }
}
