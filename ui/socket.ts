/** What every socket of ours speaks, whatever its frames hold. */
export type SocketMessage =
  | { t: 'ack'; id: string; seq: number; made?: string }
  | { t: 'refused'; id: string | null; reason: string; params: Readonly<Record<string, string | number>> }
  | { t: 'closing'; reason: string; retryAfterMs: number | null }
  | { t: 'hello'; comeBackWithinMs?: number; [key: string]: unknown }
  | { t: 'frame' | 'beat'; [key: string]: unknown }

export type Command = { id: string; name: string; input: unknown }
export type Outcome =
  | { ok: true; seq: number; made: string | null }
  | { ok: false; reason: string; params: Readonly<Record<string, string | number>> }

/** `connecting` until the first message; `lost` five seconds after the last one; `closed` when one may not come back. */
export type Line = 'connecting' | 'open' | 'lost' | 'closed'

export type LineState = {
  line: Line /** Milliseconds since 1970 of the last thing heard. */
  heardAt: number | null
  nextTryAt: number | null
  reason: string | null
  waiting: number
}

export type SocketOptions<M> = {
  /** Address for this attempt; asks for what came after the last seen `seq`. */
  url: () => string
  onMessage: (message: M) => void
  onState: (state: LineState) => void
  /** Milliseconds since 1970; tests hand in their own. */
  now: () => number
  /** 0 to 1. */
  random?: () => number
  open?: (url: string) => WebSocket
}

export type LiveSocket = {
  /** Kept until it is acknowledged, and sent again after a reconnect: the id makes it one command. */
  command: (name: string, input: unknown, id?: string) => Promise<Outcome>
  send: (message: object) => void
  /** "Try now" */
  retry: () => void
  /** What came cannot be right: opens another line, and forgets this one. */
  anew: () => void
  close: () => void
}

/** Two beats of the server missed, and said within five seconds of the last word, the look included. */
const LOST_AFTER_MS = 4500
const FIRST_RETRY_MS = 500
const MAX_RETRY_MS = 10_000
const CHECK_MS = 250

/** A socket that mends itself: jittered back-off, a lost line noticed in five seconds, an outbox of commands. */
export function openSocket<M extends { t: string }>(options: SocketOptions<M>): LiveSocket {
  const random = options.random ?? Math.random
  const open = options.open ?? ((url: string) => new WebSocket(url))
  const outbox = new Map<string, { command: Command; settle: (outcome: Outcome) => void }>()
  let socket: WebSocket | null = null
  let line: Line = 'connecting'
  let attempts = 0
  let heardAt: number | null = null
  let nextTryAt: number | null = null
  let reason: string | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  /** How far apart the first tries of all clients are to lie, as the server last told. */
  let spreadMs = FIRST_RETRY_MS

  const tell = () => options.onState({ line, heardAt, nextTryAt, reason, waiting: outbox.size })
  const wire = (message: object) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
  }

  const settle = (id: string, outcome: Outcome) => {
    outbox.get(id)?.settle(outcome)
    outbox.delete(id)
  }

  const heard = (text: string) => {
    const message = JSON.parse(text) as M & SocketMessage
    heardAt = options.now()
    attempts = 0
    if (line !== 'open') {
      line = 'open'
      reason = null
      for (const { command } of outbox.values()) wire({ t: 'command', ...command })
    }
    if (message.t === 'ack') settle(message.id, { ok: true, seq: message.seq, made: message.made ?? null })
    else if (message.t === 'refused' && message.id)
      settle(message.id, { ok: false, reason: message.reason, params: message.params })
    else if (message.t === 'closing') closing(message)
    else if (message.t === 'hello') {
      spreadMs = message.comeBackWithinMs ?? FIRST_RETRY_MS
      options.onMessage(message)
    } else options.onMessage(message)
    tell()
  }

  const closing = (message: { reason: string; retryAfterMs: number | null }) => {
    reason = message.reason
    if (message.retryAfterMs === null) return finish()
    schedule(message.retryAfterMs)
  }

  const finish = () => {
    line = 'closed'
    nextTryAt = null
    for (const id of [...outbox.keys()]) settle(id, { ok: false, reason: reason ?? 'web.closed', params: {} })
    socket?.close()
  }

  /** Jitter, so that three thousand clients do not come back in the same instant: as wide as the server told. */
  const patience = (): number => {
    const chance = random()
    return Math.max(FIRST_RETRY_MS * 2 ** Math.min(attempts, 6) * (0.5 + chance / 2), chance * spreadMs)
  }

  const schedule = (wait = patience()) => {
    if (line === 'closed' || timer) return
    const delay = Math.min(wait, MAX_RETRY_MS)
    nextTryAt = options.now() + delay
    timer = setTimeout(connect, delay)
    tell()
  }

  const connect = () => {
    timer = null
    nextTryAt = null
    attempts++
    const mine = open(options.url())
    socket?.close()
    socket = mine
    mine.onmessage = (event) => mine === socket && heard(String(event.data))
    mine.onclose = (event) => {
      if (mine !== socket || line === 'closed') return
      // 4401 and 4403: the grant was revoked or the session ended; coming back would be refused again.
      if (event.code === 4401 || event.code === 4403) {
        reason = event.reason || reason
        finish()
        return tell()
      }
      if (line === 'open') line = 'lost'
      schedule()
    }
  }

  const watch = setInterval(() => {
    if (line !== 'open' || heardAt === null || options.now() - heardAt < LOST_AFTER_MS) return
    line = 'lost'
    const dead = socket
    socket = null
    dead?.close()
    // A small room comes back at once; a large one notices the same silence in the same moment.
    schedule(spreadMs > FIRST_RETRY_MS ? random() * spreadMs : 0)
  }, CHECK_MS)

  connect()
  return {
    command: (name, input, id = crypto.randomUUID()) =>
      new Promise((settle) => {
        if (line === 'closed') return settle({ ok: false, reason: reason ?? 'web.closed', params: {} })
        const command = { id, name, input }
        outbox.set(id, { command, settle })
        if (line === 'open') wire({ t: 'command', ...command })
        tell()
      }),
    send: wire,
    retry: () => {
      if (line === 'open' || line === 'closed') return
      if (timer) clearTimeout(timer)
      connect()
      tell()
    },
    anew: () => {
      if (line === 'closed' || timer) return
      // What was sent and not acknowledged is sent again when the new line is open.
      line = 'connecting'
      const wrong = socket
      socket = null
      wrong?.close()
      connect()
      tell()
    },
    close: () => {
      clearInterval(watch)
      if (timer) clearTimeout(timer)
      reason = null
      finish()
    },
  }
}
