import { randomUUID } from 'node:crypto'
import { openWire, type Wire } from './wire.ts'

export interface Answer {
  readonly refused: string | null
  readonly made: string
  readonly seq: number
  readonly milliseconds: number
}

/** One socket in a room, as a browser has it, without a browser. */
export interface RoomSeat {
  command(name: string, input: object): Promise<Answer>
  /** Connects (again, asking for what came since) and resolves when the first frame of the room is here. */
  connect(): Promise<void>
  readonly wire: () => Wire
  /** The last `seq`, the audience, and within which time to come back, as the server told it. */
  readonly knows: { seq: number; as: string; comeBackWithinMs: number; wholes: number }
  /** Looks at every frame. */
  onFrame: ((text: string) => void) | null
}

export interface SeatPlace {
  readonly url: string
  readonly call: string
  readonly grant: string
  readonly cookie: string
}

export function roomSeat({ url, call, grant, cookie }: SeatPlace): RoomSeat {
  const waiting = new Map<string, { since: number; settle: (answer: Answer) => void }>()
  const knows = { seq: 0, as: '', comeBackWithinMs: 1000, wholes: 0 }
  let wire: Wire | null = null
  let first: { resolve: () => void; reject: (error: Error) => void } | null = null

  const heard = (text: string): void => {
    if (text.startsWith('{"t":"frame"')) {
      if (!text.startsWith(',"mine"', 12)) {
        knows.seq = Number(/"seq":(\d+)/.exec(text)?.[1] ?? 0)
        const whole = /"whole":"(\w+)"/.exec(text.slice(0, 120))?.[1]
        if (whole) {
          knows.as = whole
          knows.wholes++
        }
        first?.resolve()
      }
      seat.onFrame?.(text)
      return
    }
    if (text.startsWith('{"t":"beat"')) {
      // Nothing was missed: the beat is the first that is heard.
      first?.resolve()
      seat.onFrame?.(text)
      return
    }
    const message = JSON.parse(text) as {
      t: string
      id?: string
      reason?: string
      made?: string
      seq?: number
      comeBackWithinMs?: number
    }
    if (message.t === 'hello') knows.comeBackWithinMs = message.comeBackWithinMs ?? 1000
    const asked = message.id ? waiting.get(message.id) : undefined
    if (!asked || !message.id) return
    waiting.delete(message.id)
    asked.settle({
      refused: message.t === 'refused' ? (message.reason ?? '') : null,
      made: message.made ?? '',
      seq: message.seq ?? 0,
      milliseconds: performance.now() - asked.since,
    })
  }

  const seat: RoomSeat = {
    knows,
    onFrame: null,
    wire() {
      if (!wire) throw new Error('not connected')
      return wire
    },
    connect: () =>
      new Promise((resolve, reject) => {
        first = { resolve, reject }
        const query = new URLSearchParams({ call, grant, seq: String(knows.seq), as: knows.as })
        wire = openWire({
          url: `${url.replace(/^http/, 'ws')}/api/room?${query}`,
          cookie,
          onText: heard,
          onOpen: () => undefined,
          onClose: (code) => reject(new Error(`closed with ${code}`)),
        })
      }),
    command: (name, input) =>
      new Promise((settle) => {
        const id = randomUUID()
        waiting.set(id, { since: performance.now(), settle })
        seat.wire().send(JSON.stringify({ t: 'command', id, name, input }))
      }),
  }
  return seat
}

/** Socket.IO over its WebSocket transport, as its own client speaks it (engine.io 4): ours costs the load less. */
export function socketIoSeat(url: string, onText: (text: string) => void): Promise<Wire> {
  return new Promise((resolve, reject) => {
    const wire = openWire({
      url: `${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`,
      onOpen: () => undefined,
      onText(text) {
        if (text.startsWith('0{')) wire.send('40')
        else if (text.startsWith('40')) resolve(wire)
        else if (text === '2') wire.send('3')
        else onText(text)
      },
      onClose: (code) => reject(new Error(`closed with ${code}`)),
    })
  })
}

export function plainSeat(url: string, onText: (text: string) => void): Promise<Wire> {
  return new Promise((resolve, reject) => {
    const wire = openWire({
      url: url.replace(/^http/, 'ws'),
      onOpen: () => resolve(wire),
      onText,
      onClose: (code) => reject(new Error(`closed with ${code}`)),
    })
  })
}
