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
import type { Client } from './client.ts'

type Server = { readonly url: string }

/** A socket in a room, as the web app opens it: knows what it was sent, and waits for what it is told to wait for. */
export interface RoomSocket {
  room(): ClientRoom
  /** Everything that came, oldest first, as text. */
  readonly received: readonly string[]
  command<N extends CommandName>(name: N, input?: CommandInput<N>, id?: string): Promise<Ack | Refused>
  /** Sends text as it is. */
  raw(text: string): void
  /** Waits for the first message that fits, also among those that came already. */
  message<T extends ServerMessage['t']>(
    t: T,
    fits?: (message: Extract<ServerMessage, { t: T }>) => boolean,
  ): Promise<Extract<ServerMessage, { t: T }>>
  /** Waits until the room, as this client knows it, is so. */
  until(fits: (room: ClientRoom) => boolean): Promise<ClientRoom>
  /** The close code and reason, once the server closed it. */
  closed(): Promise<{ code: number; reason: string }>
  /** Cuts the line, as a tunnel would. */
  cut(): void
}

const PATIENCE_MS = 10_000

export interface RoomSocketOptions {
  readonly origin?: string
  /** What the client knows from before: it asks only for what came since. */
  readonly known?: ClientRoom
}

/** Opens a socket in the room of a call with a client's session. */
export async function roomSocket(
  server: Server,
  client: Client,
  call: string,
  options: RoomSocketOptions = {},
): Promise<RoomSocket> {
  const known = options.known ?? emptyRoom
  const query = new URLSearchParams({ call, seq: String(known.seq) })
  if (client.grant) query.set('grant', client.grant)
  if (known.audience) query.set('as', known.audience)
  const ws = new WebSocket(`${server.url.replace(/^http/, 'ws')}/api/room?${query}`, {
    headers: { cookie: client.cookie },
    origin: options.origin ?? server.url,
  })
  let room = known
  const received: string[] = []
  const messages: ServerMessage[] = []
  const watchers = new Set<() => void>()
  const closing = Promise.withResolvers<{ code: number; reason: string }>()
  ws.on('close', (code, reason) => closing.resolve({ code, reason: String(reason) }))
  ws.on('message', (data) => {
    const text = String(data)
    const message = JSON.parse(text) as ServerMessage
    received.push(text)
    messages.push(message)
    if (message.t === 'frame') room = applyFrame(room, message)
    for (const watcher of [...watchers]) watcher()
  })
  await new Promise<void>((resolve, reject) => {
    ws.once('open', resolve)
    ws.once('error', reject)
  })

  const wait = <T>(look: () => T | undefined, what: string): Promise<T> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        watchers.delete(check)
        reject(new Error(`waited in vain for ${what}; last: ${received.slice(-3).join('\n')}`))
      }, PATIENCE_MS)
      const check = (): void => {
        const found = look()
        if (found === undefined) return
        clearTimeout(timer)
        watchers.delete(check)
        resolve(found)
      }
      watchers.add(check)
      check()
    })

  type Of<T extends ServerMessage['t']> = Extract<ServerMessage, { t: T }>
  const message = <T extends ServerMessage['t']>(t: T, fits: (each: Of<T>) => boolean = () => true) =>
    wait(() => messages.filter((each): each is Of<T> => each.t === t).find(fits), `a message ${t}`)

  return {
    room: () => room,
    received,
    raw: (text) => ws.send(text),
    message,
    until: (fits) => wait(() => (fits(room) ? room : undefined), 'the room to be so'),
    closed: () => closing.promise,
    cut: () => ws.terminate(),
    async command(name, input, id = randomUUID()) {
      ws.send(JSON.stringify({ t: 'command', id, name, input: input ?? {} }))
      return await wait(
        () =>
          messages.find(
            (each): each is Ack | Refused => (each.t === 'ack' || each.t === 'refused') && each.id === id,
          ),
        `an answer to ${name}`,
      )
    },
  }
}
