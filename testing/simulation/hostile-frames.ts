import { once } from 'node:events'
import { connect } from 'node:net'
import type { Client } from '../client.ts'
import { type Built, type Kind, rubbish, type Stolen } from './hostile-kinds.ts'
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
  /** Single messages that the server answered with a refusal. */
  readonly refusals: number
  /** Acknowledged: of these frames none may be. */
  readonly acknowledged: number
  /** The frames by what is wrong with them. */
  readonly kinds: Partial<Record<Kind, number>>
}

export interface Target {
  readonly url: string
  /** The sender's own call, and one that is somebody else's. */
  readonly call: string
  readonly otherCall: string
  readonly otherGrant: string
  /** Commands of others that were acknowledged. */
  readonly stolen: readonly Stolen[]
}

const A_SOCKET = 250
const PATIENCE_MS = 60_000

/** Sends so many frames that no client of ours would send: as somebody with a session, as somebody else, and as nobody. */
export async function sendRubbish(
  target: Target,
  who: Client,
  seed: number,
  frames: number,
): Promise<Rubbish> {
  const chance = chanceOf(seed)
  const sum = { frames: 0, sockets: 0, told: 0, cut: 0, ignored: 0, refusals: 0, acknowledged: 0 }
  const kinds: Partial<Record<Kind, number>> = {}
  while (sum.frames < frames) {
    const many = Array.from({ length: Math.min(A_SOCKET, frames - sum.frames) }, () =>
      rubbish(chance, target.stolen),
    )
    const { path, cookie } = door(chance, target, who)
    const { end, heard } = await oneSocket(target.url, path, cookie, many)
    sum.frames += many.length
    sum.sockets++
    sum[end ?? 'ignored']++
    sum.refusals += heard.split('"t":"refused"').length - 1
    sum.acknowledged += heard.split('"t":"ack"').length - 1
    for (const { kind } of many) kinds[kind] = (kinds[kind] ?? 0) + 1
  }
  return { ...sum, kinds }
}

/** Mostly the sender's own place; else a wrong call, somebody else's grant, a session that is none, no session. */
function door(chance: Chance, { call, otherCall, otherGrant }: Target, who: Client) {
  const path = (to: string, grant: string) => `/api/room?call=${to}&grant=${grant}`
  return chance.pick([
    { path: path(call, who.grant ?? ''), cookie: who.cookie },
    { path: path(call, who.grant ?? ''), cookie: who.cookie },
    { path: path(otherCall, who.grant ?? ''), cookie: who.cookie },
    { path: path(call, otherGrant), cookie: who.cookie },
    { path: path(call, otherGrant), cookie: who.cookie.replace(/dl_g_[^=]+/, `dl_g_${otherGrant}`) },
    { path: path(call, who.grant ?? ''), cookie: '' },
    { path: path('../../etc', '%00'), cookie: who.cookie },
  ])
}

async function oneSocket(
  url: string,
  path: string,
  cookie: string,
  frames: readonly Built[],
): Promise<{ end: End | null; heard: string }> {
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
  socket.write(Buffer.concat(frames.map(({ bytes }) => bytes)))
  const patience = Promise.withResolvers<null>()
  const timer = setTimeout(() => patience.resolve(null), PATIENCE_MS)
  const ended = await Promise.race([over.promise, patience.promise])
  clearTimeout(timer)
  socket.destroy()
  const told = heard.includes('"t":"refused"') || heard.includes('"t":"closing"')
  return { end: told ? 'told' : ended, heard }
}
