import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import {
  type Ack,
  applyFrame,
  type ClientRoom,
  type CommandInput,
  type CommandName,
  emptyRoom,
  type Refused,
  type ServerMessage,
} from '../modules/room/contract.ts'

/** A session of somebody outside: cookies, and the grant for those who came by a personal link. */
export interface Session {
  readonly url: string
  readonly cookie: string
  readonly grant: string | null
}

const cookiesOf = (headers: Headers): string =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .filter((cookie) => !cookie.endsWith('='))
    .join('; ')

async function form(url: string, path: string, fields: Readonly<Record<string, string>>): Promise<Response> {
  return await fetch(new URL(path, url), {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  })
}

/** Opens a personal link and presses its button, as a person does. */
export async function openLink(url: string, link: string): Promise<Session> {
  const answer = await form(url, new URL(link).pathname, {})
  const grant = /^\/g\/([^/?]+)/.exec(answer.headers.get('location') ?? '')?.[1]
  if (!grant) throw new Error(`a personal link answered ${answer.status}`)
  return { url, cookie: cookiesOf(answer.headers), grant }
}

/** A call of the HTTP API. Throws what the server says when it refuses. */
export async function api<T>(session: Session, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(new URL(`/api${path}`, session.url), {
    method,
    headers: {
      origin: session.url,
      cookie: session.cookie,
      ...(session.grant ? { 'dl-grant': session.grant } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text.slice(0, 300)}`)
  // The contract says what an answer is; the demo trusts the server it came with.
  return JSON.parse(text) as T
}

/** What the room says when it does not do what it was asked; `reason` is a key of the room's errors. */
export class RoomRefusal extends Error {
  readonly reason: string
  constructor(command: string, reason: string) {
    super(`${command}: ${reason}`)
    this.reason = reason
  }
}

/** Somebody in a room. */
export interface Seat {
  room(): ClientRoom
  isOpen(): boolean
  /** Answers when the command is durable. @throws RoomRefusal */
  command<N extends CommandName>(name: N, input?: CommandInput<N>): Promise<Ack>
  close(): void
}

const PATIENCE_MS = 15_000

/** Opens a socket in the room of a call and keeps what it is told. */
export async function takeSeat(session: Session, call: string): Promise<Seat> {
  const query = new URLSearchParams({ call, seq: '0', ...(session.grant ? { grant: session.grant } : {}) })
  const ws = new WebSocket(`${session.url.replace(/^http/, 'ws')}/api/room?${query}`, {
    headers: { cookie: session.cookie },
    origin: session.url,
  })
  let room: ClientRoom = emptyRoom
  const waiting = new Map<string, (answer: Ack | Refused | null) => void>()
  const first = Promise.withResolvers<void>()
  ws.on('message', (data) => {
    const message = JSON.parse(String(data)) as ServerMessage
    if (message.t === 'frame') {
      room = applyFrame(room, message)
      first.resolve()
    }
    if ((message.t === 'ack' || message.t === 'refused') && message.id) waiting.get(message.id)?.(message)
  })
  ws.on('error', (error) => first.reject(error))
  ws.on('close', () => {
    first.reject(new Error('the room closed the socket'))
    for (const answer of waiting.values()) answer(null)
  })
  await first.promise
  return {
    room: () => room,
    isOpen: () => ws.readyState === WebSocket.OPEN,
    async command(name, input) {
      const id = randomUUID()
      const answer = await new Promise<Ack | Refused | null>((resolve) => {
        const timer = setTimeout(() => resolve(null), PATIENCE_MS)
        waiting.set(id, (given) => {
          clearTimeout(timer)
          resolve(given)
        })
        ws.send(JSON.stringify({ t: 'command', id, name, input: input ?? {} }))
      })
      waiting.delete(id)
      if (answer?.t === 'ack') return answer
      if (answer) throw new RoomRefusal(name, answer.reason)
      throw new Error(`${name}: no answer`)
    },
    close: () => ws.close(),
  }
}
