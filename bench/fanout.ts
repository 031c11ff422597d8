import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { WebSocket } from 'ws'
import type { Ack, Refused } from '../modules/room/contract.ts'
import type { Client } from '../testing/client.ts'
import { linkClient } from '../testing/sign-in.ts'

/**
 * One acknowledged question, seen by all attendees of a call. The server is a process of its own with a real, durable
 * database; all sockets are in this one, so that sending and seeing are read from the same clock.
 * Measured from the moment the moderator's command is sent: until it is acknowledged (durable), and until each socket has it.
 */
export async function run(quick: boolean) {
  const attendees = 500
  const rounds = quick ? 40 : 200
  const server = await startServer(attendees)
  try {
    const moderator = await openSocket(server, await linkClient(server, server.moderator))
    await moderator.command('openRoom', {})
    const seats = await inGroups(server.links, 25, async (link) => {
      const socket = await openSocket(server, await linkClient(server, link))
      await socket.command('enter', { acceptedRules: server.rulesVersion })
      return socket
    })
    await moderator.command('goOnAir', {})
    const acks: number[] = []
    const seen: number[] = []
    for (let round = 0; round < rounds; round++) {
      const asker = seats[round % seats.length]
      const { made: question = '' } = accepted(
        await asker?.command('submitQuestion', {
          text: `What about licence number ${round}, and for how long?`,
        }),
      )
      const began = performance.now()
      const everybody = seats.map((seat) => seat.sees(question).then((at) => seen.push(at - began)))
      accepted(await moderator.command('showQuestion', { question }))
      acks.push(performance.now() - began)
      await Promise.all(everybody)
      // Faster than any call, slow enough that no round waits for the one before: the moderator's own limit is 10 a second.
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    const row = (what: string, times: readonly number[]) => ({
      what,
      measured: times.length,
      'p50 ms': quantile(times, 0.5),
      'p99 ms': quantile(times, 0.99),
      'longest ms': quantile(times, 1),
    })
    return {
      rows: [row('acknowledged to the moderator', acks), row(`seen by each of ${attendees} attendees`, seen)],
      figure: quantile(seen, 0.99),
      unit: `ms: p99 from command to ${attendees} sockets, durable`,
    }
  } finally {
    server.child.kill('SIGTERM')
    await once(server.child, 'exit')
  }
}

interface Server {
  readonly child: ChildProcess
  readonly url: string
  readonly call: string
  readonly rulesVersion: number
  readonly moderator: string
  readonly links: readonly string[]
}

async function startServer(attendees: number): Promise<Server> {
  const script = join(import.meta.dirname, '..', 'testing', 'room-server.ts')
  const child = spawn(process.execPath, [script, String(attendees)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  if (!child.stdout) throw new Error('the server has no output')
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('{"url"')) return { child, ...(JSON.parse(line) as Omit<Server, 'child'>) }
  }
  throw new Error('the server ended before it was ready')
}

interface Seat {
  command(name: string, input: object): Promise<Ack | Refused>
  /** When the frame with this question came, in milliseconds of this process. */
  sees(question: string): Promise<number>
}

async function openSocket(server: Server, client: Client): Promise<Seat> {
  const query = new URLSearchParams({ call: server.call, grant: client.grant ?? '' })
  const ws = new WebSocket(`${server.url.replace(/^http/, 'ws')}/api/room?${query}`, {
    headers: { cookie: client.cookie },
    origin: server.url,
    perMessageDeflate: false,
  })
  const waiting = new Map<string, (text: string) => void>()
  ws.on('message', (data) => {
    const text = String(data)
    for (const [mark, found] of waiting) {
      if (!text.includes(mark)) continue
      waiting.delete(mark)
      found(text)
    }
  })
  const next = (mark: string) => new Promise<string>((resolve) => waiting.set(mark, resolve))
  const hello = next('"t":"hello"')
  await once(ws, 'open')
  await hello
  return {
    async command(name, input) {
      const id = randomUUID()
      const answer = next(`"id":"${id}"`)
      ws.send(JSON.stringify({ t: 'command', id, name, input }))
      return JSON.parse(await answer) as Ack | Refused
    },
    // `me` of the asker names the question as well; the frame for everybody has it as an entity.
    sees: async (question) => {
      await next(`"question:${question}"`)
      return performance.now()
    },
  }
}

function accepted(answer: Ack | Refused | undefined): Ack {
  if (answer?.t !== 'ack') throw new Error(`refused: ${answer?.reason}`)
  return answer
}

async function inGroups<I, O>(
  items: readonly I[],
  size: number,
  work: (item: I) => Promise<O>,
): Promise<O[]> {
  const done: O[] = []
  for (let at = 0; at < items.length; at += size) {
    done.push(...(await Promise.all(items.slice(at, at + size).map(work))))
  }
  return done
}

function quantile(times: readonly number[], q: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0) * 10) / 10
}
