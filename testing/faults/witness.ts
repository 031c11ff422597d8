import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import {
  applyFrame,
  type ClientRoom,
  type CommandInput,
  type CommandName,
  comesTooLate,
  emptyRoom,
  type ServerMessage,
} from '../../modules/room/contract.ts'
import type { Client } from '../client.ts'

/** What one client was told, in the order in which it was told. */
export interface Testimony {
  /** Commands by id: what was sent, and where it was acknowledged. */
  readonly sent: Map<string, { readonly name: string; readonly text: string | null; acked: number | null }>
  /** Every `seq` of a shared frame, and as whom it was seen. */
  readonly frames: { readonly seq: number; readonly as: string | null; readonly whole: boolean }[]
  /** Everything that came, as text. */
  readonly received: string[]
  /** What was answered over HTTP, by the path as `audiences.ts` writes it. */
  readonly answers: { readonly path: string; readonly status: number; readonly text: string }[]
  /** What went wrong in the order of frames. */
  readonly complaints: string[]
}

/** A client that comes back by itself, like the web app, sends again what was not answered, and remembers all it was told. */
export interface Witness {
  readonly testimony: Testimony
  readonly client: Client
  room(): ClientRoom
  /** Why nothing can be recorded, as the room last said it. */
  storage(): string | null
  /** Resolves when it is acknowledged, however often it must be sent. */
  do<N extends CommandName>(
    name: N,
    input?: CommandInput<N>,
  ): Promise<{ seq: number; made?: string } | { refused: string }>
  /** Moments (performance.now) at which the line opened again, each with when it had been cut. */
  readonly returns: { readonly cut: number; readonly back: number }[]
  isOpen(): boolean
  cut(): void
  close(): void
}

const FIRST_WAIT_MS = 100
const LONGEST_WAIT_MS = 1_000
/** No word for so long is a line cut off, though nobody said so. */
const SILENCE_MS = 5_000
/** Refused for reasons that pass. */
const PASSING = new Set(['room.not_saved', 'room.failed', 'room.too_fast'])

export function witness(
  server: () => string,
  client: Client,
  call: string,
  options: { readonly origin?: string } = {},
): Witness {
  const testimony: Testimony = { sent: new Map(), frames: [], received: [], answers: [], complaints: [] }
  const returns: { cut: number; back: number }[] = []
  const waiting = new Map<string, { text: string; settle: (answer: Answer) => void }>()
  let room = emptyRoom
  let storage: string | null = null
  let ws: WebSocket | null = null
  let wait = FIRST_WAIT_MS
  let cutAt: number | null = null
  let closed = false
  let heard = performance.now()
  let open = false
  type Answer = { seq: number; made?: string } | { refused: string }

  const send = (text: string): void => {
    if (open && ws?.readyState === WebSocket.OPEN) ws.send(text)
  }
  const answered = (message: Extract<ServerMessage, { t: 'ack' | 'refused' }>): void => {
    const asked = waiting.get(message.id ?? '')
    if (!asked) return
    if (message.t === 'refused' && PASSING.has(message.reason)) {
      setTimeout(() => send(asked.text), 300).unref()
      return
    }
    waiting.delete(message.id ?? '')
    if (message.t === 'refused') {
      asked.settle({ refused: message.reason })
      return
    }
    const sent = testimony.sent.get(message.id)
    if (sent) sent.acked = message.seq
    asked.settle({ seq: message.seq, ...(message.made ? { made: message.made } : {}) })
  }
  const take = (message: ServerMessage): void => {
    if (message.t === 'ack' || message.t === 'refused') answered(message)
    if (message.t === 'beat') storage = message.storage ?? null
    if (message.t !== 'frame') return
    if (comesTooLate(room, message)) {
      testimony.complaints.push(`a frame of ${message.seq} came after one of ${room.seq}`)
      // Like the web app: begins anew.
      room = emptyRoom
      ws?.terminate()
      return
    }
    if (!message.mine) {
      testimony.frames.push({
        seq: message.seq,
        as: message.whole ?? room.audience,
        whole: message.whole !== undefined,
      })
    }
    room = applyFrame(room, message)
    if (!open) {
      open = true
      wait = FIRST_WAIT_MS
      if (cutAt !== null) returns.push({ cut: cutAt, back: performance.now() })
      cutAt = null
      for (const { text } of waiting.values()) send(text)
    }
  }
  const connect = (): void => {
    const query = new URLSearchParams({ call, seq: String(room.seq), grant: client.grant ?? '' })
    if (room.audience) query.set('as', room.audience)
    const url = server()
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/room?${query}`, {
      headers: { cookie: client.cookie },
      // A line in between is not another website.
      origin: options.origin ?? url,
      handshakeTimeout: SILENCE_MS,
    })
    ws = socket
    heard = performance.now()
    socket.on('message', (data) => {
      heard = performance.now()
      const text = String(data)
      testimony.received.push(text)
      take(JSON.parse(text) as ServerMessage)
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      if (ws !== socket) return
      open = false
      cutAt ??= performance.now()
      if (closed) return
      setTimeout(connect, wait * (0.5 + Math.random() / 2)).unref()
      wait = Math.min(2 * wait, LONGEST_WAIT_MS)
    })
  }
  const listening = setInterval(() => {
    if (performance.now() - heard > SILENCE_MS) ws?.terminate()
  }, 500)
  connect()

  return {
    testimony,
    client,
    returns,
    room: () => room,
    storage: () => storage,
    isOpen: () => open,
    do(name, input) {
      const id = randomUUID()
      const text = JSON.stringify({ t: 'command', id, name, input: input ?? {} })
      const said = (input as { text?: string } | undefined)?.text ?? null
      testimony.sent.set(id, { name, text: said, acked: null })
      return new Promise((settle) => {
        waiting.set(id, { text, settle })
        send(text)
      })
    },
    cut: () => ws?.terminate(),
    close() {
      closed = true
      clearInterval(listening)
      ws?.close()
    },
  }
}
