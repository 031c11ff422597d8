import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import type { CommandName, ServerMessage } from '../../modules/room/contract.ts'
import type { Client } from '../client.ts'
import { hostileCommand, nobody, type Place } from './hostile-commands.ts'
import type { Stolen } from './hostile-kinds.ts'
import { type Chance, chanceOf } from './random.ts'

/** What became of commands that were sent one by one, each waiting for its answer. */
export interface Answered {
  readonly frames: number
  /** By what the server answered: a reason, `cut` with the socket, or `ignored`. */
  readonly answers: Readonly<Record<string, number>>
  /** Commands that fit the contract and were refused for another reason than haste, by name. */
  readonly decided: Partial<Record<CommandName, number>>
  readonly acknowledged: readonly string[]
}

export interface Sender {
  readonly who: Client
  readonly place: Place
}

/** Answers that may be outstanding: fewer than a socket is cut for. */
const AT_ONCE = 40
const PATIENCE_MS = 60_000

/**
 * A hostile client that keeps to the pace of the room, so that each of its commands is read to the end and decided on, instead of
 * being turned away with the crowd.
 * @param real ids of what there is in the call
 */
export async function sendAndWait(
  {
    url,
    call,
    real,
    stolen,
  }: { url: string; call: string; real: readonly string[]; stolen: readonly Stolen[] },
  { who, place }: Sender,
  seed: number,
  frames: number,
): Promise<Answered> {
  const chance = chanceOf(seed)
  const answers: Record<string, number> = {}
  const decided: Partial<Record<CommandName, number>> = {}
  const acknowledged: string[] = []
  const count = (what: string) => {
    answers[what] = (answers[what] ?? 0) + 1
  }
  for (let sent = 0; sent < frames; ) {
    const waiting = new Map<string, { name: CommandName; wellMade: boolean; text: string }>()
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/room?call=${call}&grant=${who.grant}`, {
      headers: { cookie: who.cookie },
      origin: url,
    })
    const over = Promise.withResolvers<'cut' | 'done' | 'ignored'>()
    let patience = setTimeout(() => over.resolve('ignored'), PATIENCE_MS)
    const more = () => {
      while (waiting.size < AT_ONCE && sent < frames) {
        const { id, text, ...asked } = oneCommand(chance, place, real, stolen)
        if (waiting.has(id)) continue
        sent += 1
        waiting.set(id, { ...asked, text })
        socket.send(text)
      }
      if (waiting.size === 0) over.resolve('done')
    }
    socket.on('error', () => undefined)
    socket.on('close', () => over.resolve('cut'))
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as ServerMessage
      if (message.t === 'hello') return more()
      if (message.t !== 'refused' && message.t !== 'ack') return
      const asked = waiting.get(message.id ?? '')
      if (!asked || !message.id) return count(`answered to nothing: ${message.t}`)
      waiting.delete(message.id)
      clearTimeout(patience)
      patience = setTimeout(() => over.resolve('ignored'), PATIENCE_MS)
      count(message.t === 'ack' ? 'acknowledged' : message.reason)
      if (message.t === 'ack') acknowledged.push(asked.text)
      else if (asked.wellMade && message.reason !== 'room.too_fast')
        decided[asked.name] = (decided[asked.name] ?? 0) + 1
      more()
    })
    const end = await over.promise
    clearTimeout(patience)
    if (end !== 'done') for (const _ of waiting) count(end)
    socket.terminate()
  }
  return { frames, answers, decided, acknowledged }
}

function oneCommand(chance: Chance, place: Place, real: readonly string[], stolen: readonly Stolen[]) {
  const { name, input, wellMade } = hostileCommand(chance, place, real)
  // Ids that others use, that were used before, and such as nobody would make.
  const id = chance.oneIn(20) ? nobody(chance) : randomUUID()
  const theirs = chance.oneIn(50) && stolen.length > 0 ? chance.pick(stolen) : null
  if (!theirs) return { id, name, wellMade, text: JSON.stringify({ t: 'command', id, name, input }) }
  return { id: theirs.id, name, wellMade: false, text: JSON.stringify({ t: 'command', ...theirs }) }
}
