import { once } from 'node:events'
import { connect } from 'node:net'
import type { Client } from '../client.ts'
import { type Chance, chanceOf } from './random.ts'

/** How a socket with this rubbish ended. */
type End = 'told' | 'cut'

export interface Rubbish {
  readonly frames: number
  readonly sockets: number
  readonly told: number
  readonly cut: number
  /** Neither answered nor closed within the time. */
  readonly ignored: number
}

const A_SOCKET = 500
const PATIENCE_MS = 20_000

/** Sends so many frames that no client of ours would send, as somebody with a session and as nobody. */
export async function sendRubbish(
  server: { readonly url: string },
  who: Client,
  call: string,
  seed: number,
  frames: number,
): Promise<Rubbish> {
  const chance = chanceOf(seed)
  const sum = { frames: 0, sockets: 0, told: 0, cut: 0, ignored: 0 }
  while (sum.frames < frames) {
    const many = Array.from({ length: Math.min(A_SOCKET, frames - sum.frames) }, () => frame(chance))
    const cookie = chance.oneIn(2) ? who.cookie : ''
    const end = await oneSocket(server.url, `/api/room?call=${call}&grant=${who.grant}`, cookie, many)
    sum.frames += many.length
    sum.sockets++
    sum[end ?? 'ignored']++
  }
  return sum
}

async function oneSocket(
  url: string,
  path: string,
  cookie: string,
  frames: readonly Buffer[],
): Promise<End | null> {
  const { hostname, port, origin, host } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port) })
  let heard = ''
  const over = Promise.withResolvers<'cut'>()
  socket.on('data', (chunk) => {
    heard += chunk.toString('latin1')
    // A client like this does not answer a close frame either; the server need not wait for it, nor do we.
    if (heard.includes('"t":"closing"') || heard.includes('\x88')) over.resolve('cut')
  })
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.once('close', () => over.resolve('cut'))
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nCookie: ${cookie}\r\nConnection: Upgrade\r\n` +
      'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
  )
  socket.write(Buffer.concat(frames))
  const patience = Promise.withResolvers<null>()
  const timer = setTimeout(() => patience.resolve(null), PATIENCE_MS)
  const end = await Promise.race([over.promise, patience.promise])
  clearTimeout(timer)
  socket.destroy()
  return heard.includes('"t":"refused"') || heard.includes('"t":"closing"') ? 'told' : end
}

/** One frame: what it says is wrong, or how it is built (RFC 6455, section 5.2). */
function frame(chance: Chance): Buffer {
  if (chance.oneIn(200))
    return Buffer.from(Array.from({ length: 1 + chance.below(40) }, () => chance.below(256)))
  const text = chance.oneIn(3)
    ? Buffer.from(Array.from({ length: chance.below(120) }, () => chance.below(128)))
    : said(chance)
  // Reserved bits, unknown opcodes, pieces that never end: seldom, for they end the socket at once.
  const first = chance.oneIn(300) ? chance.below(256) : 0x81
  return masked(first, text, chance)
}

function said(chance: Chance): Buffer {
  const id = '00000000-0000-7000-8000-000000000000'
  const open = '['.repeat(1 + chance.below(60))
  return Buffer.from(
    chance.pick([
      '',
      'null',
      '{}',
      '{"t":"command"}',
      '{"t":"frame","seq":1,"put":{}}',
      `{"t":"command","id":"${id}","name":"enter","input":${open}`,
      `{"t":"command","id":"${id}","name":"__proto__","input":{}}`,
      `{"t":"command","id":"${id}","name":"submitQuestion","input":{"text":"\\u0000"}}`,
      `{"t":"command","id":"${id}","name":"vote","input":{"question":"' or 1=1"}}`,
      `{"t":"command","id":"x","name":"vote","input":{}}`,
      `{"t":"command","id":"${id}","name":"goOnAir","input":{"__proto__":{"roles":["host"]}}}`,
      `{"t":"command","id":"${id}","name":"vote","input":{},"as":"host"}`,
      '\ud800'.repeat(3),
      'x'.repeat(2000),
    ]),
  )
}

function masked(first: number, payload: Buffer, chance: Chance): Buffer {
  const key = Buffer.from([chance.below(256), chance.below(256), chance.below(256), chance.below(256)])
  const long = payload.length > 125
  const head = Buffer.alloc(long ? 4 : 2)
  head[0] = first
  head[1] = 0x80 | (long ? 126 : payload.length)
  if (long) head.writeUInt16BE(payload.length, 2)
  return Buffer.concat([head, key, payload.map((byte, at) => byte ^ (key[at % 4] ?? 0))])
}
