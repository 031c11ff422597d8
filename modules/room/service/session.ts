import type { Actor } from '../../../kernel/actor.ts'
import { AppError, type ErrorCode } from '../../../kernel/errors.ts'
import type { SocketConnection } from '../../../kernel/module.ts'
import type { AppContext } from '../../../kernel/ports.ts'
import {
  type ClientMessage,
  clientMessage,
  id as idSchema,
  MAX_CLIENT_FRAME_DEPTH,
  type ServerMessage,
} from '../contract.ts'
import type { RoomActor } from '../rules/who.ts'
import type { Hosted, RoomHost } from './host.ts'
import { isDeeper } from './limits.ts'
import type { Outcome } from './room-parts.ts'
import { type RoomLimits, sleep, takeTurn } from './turn.ts'

/** Commands of one socket that wait for their turn; a client that sends more without reading is cut off. */
const MAX_WAITING = 64
/** Malformed messages in a row until the socket is closed. */
const MAX_MALFORMED = 8

interface Session {
  readonly app: AppContext
  readonly host: RoomHost
  readonly limits: RoomLimits
  readonly connection: SocketConnection
}

/** One socket from its opening to its end. Messages are taken in the order they came, one after the other. */
export async function serveSocket(
  session: Session,
  actor: Actor,
  query: Readonly<Record<string, string>>,
): Promise<void> {
  const { app, host, limits, connection } = session
  const opening = Promise.withResolvers<{ hosted: Hosted; actor: RoomActor } | null>()
  const open = { closed: false }
  takeMessages(session, opening.promise)
  connection.onClose(() => {
    open.closed = true
  })
  try {
    if (actor.kind === 'anonymous') throw new AppError('unauthenticated', 'server.sign_in')
    const call = idSchema.safeParse(query['call'])
    if (!call.success) throw new AppError('invalid', 'room.no_such_call')
    const wait = limits.connects(whoIs(actor), performance.now())
    if (wait === null) return shut(session, 4429, 'room.too_many_connections', 10_000)
    if (wait > 0) await sleep(wait)
    if (open.closed) return
    const { hosted, who } = await host.enter(call.data, actor)
    if (open.closed) return
    const viewer = {
      actor: who,
      send(frame: string, before?: string | null) {
        host.watch.frame()
        connection.send(frame, before)
      },
      buffered: () => connection.buffered(),
      close: (reason: string, retryAfterMs: number | null) =>
        shut(session, retryAfterMs === null ? 4403 : COME_AGAIN, reason, retryAfterMs),
    }
    connection.onClose(() => hosted.live.leave(viewer))
    const comeBackWithinMs = comeBackWithin(hosted.live.viewers())
    send(session, { t: 'hello', call: call.data, now: app.clock.now().toString(), comeBackWithinMs })
    const seq = seqOf(query['seq'])
    if (seq > 0) host.watch.resumed()
    hosted.live.join(viewer, { seq, as: query['as'] ?? null })
    opening.resolve({ hosted, actor: who })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    shut(session, CLOSE_CODES[error.code] ?? 4400, error.reason, null)
  } finally {
    opening.resolve(null)
  }
}

/** WebSocket's "service restart": come back, as what you are now. */
const COME_AGAIN = 1012

/** A thousand a second can come back without anybody waiting; nobody waits longer than four seconds. */
const comeBackWithin = (viewers: number): number => Math.min(4000, Math.max(500, viewers))

/** 4000 + HTTP status. */
const CLOSE_CODES: Partial<Record<ErrorCode, number>> = {
  unauthenticated: 4401,
  forbidden: 4403,
  not_found: 4404,
}

const whoIs = (actor: Actor): string =>
  actor.kind === 'grant' ? actor.grant : actor.kind === 'staff' ? actor.user : actor.kind

const seqOf = (text: string | undefined): number => (text && /^\d{1,15}$/.test(text) ? Number(text) : 0)

const send = ({ connection }: Session, message: ServerMessage): void =>
  connection.send(JSON.stringify(message))

function shut(session: Session, code: number, reason: string, retryAfterMs: number | null): void {
  send(session, { t: 'closing', reason, retryAfterMs })
  session.connection.close(code, reason)
}

function takeMessages(session: Session, opening: Promise<{ hosted: Hosted; actor: RoomActor } | null>): void {
  let last: Promise<void> = Promise.resolve()
  let waiting = 0
  let malformed = 0
  session.connection.onMessage((text) => {
    const message = readMessage(text)
    if (!message) {
      malformed++
      if (malformed >= MAX_MALFORMED) return shut(session, 4400, 'room.malformed', null)
      return send(session, { t: 'refused', id: null, reason: 'room.malformed', params: {} })
    }
    if (waiting >= MAX_WAITING) return shut(session, 4429, 'room.too_fast', 5_000)
    waiting++
    last = last
      .then(() => take(session, opening, message))
      .catch((error: unknown) => failed(session, message, error))
      .finally(() => {
        waiting--
      })
  })
}

function readMessage(text: string): ClientMessage | null {
  if (isDeeper(text, MAX_CLIENT_FRAME_DEPTH)) return null
  try {
    return clientMessage.parse(JSON.parse(text))
  } catch {
    return null
  }
}

async function take(
  session: Session,
  opening: Promise<{ hosted: Hosted; actor: RoomActor } | null>,
  message: ClientMessage,
): Promise<void> {
  const opened = await opening
  if (!opened) return
  const { outcome } = await takeTurn(session, opened.hosted, opened.actor, message)
  const began = performance.now()
  // Not awaited until durable: the next command of this socket joins the same batch.
  outcome
    .then((settled) => {
      if (!('refused' in settled)) session.host.watch.ack(performance.now() - began)
      send(session, answerTo(message.id, settled))
    })
    .catch((error: unknown) => failed(session, message, error))
}

function failed(session: Session, { id }: ClientMessage, error: unknown): void {
  session.app.log.error({ error: String(error) }, 'room command failed')
  send(session, { t: 'refused', id, reason: 'room.failed', params: {} })
}

const answerTo = (id: string, outcome: Outcome): ServerMessage =>
  'refused' in outcome
    ? { t: 'refused', id, reason: outcome.refused, params: outcome.params }
    : { t: 'ack', id, seq: outcome.seq, ...(outcome.made ? { made: outcome.made } : {}) }
