import { plainSeat, type RoomSeat, roomSeat, socketIoSeat } from './seat.ts'
import type { Wire } from './wire.ts'

/** What a crowd process can be asked, one thing at a time. Times are milliseconds. */
export interface CrowdCalls {
  open: {
    input: {
      readonly kind: 'room' | 'ws' | 'socket.io'
      readonly url: string
      readonly sockets: number
      readonly withinMs: number
      /** No more than so many are on their way in at a time, if it takes longer: where joining is not what is measured. */
      readonly atOnce?: number
      readonly call?: string
      readonly rulesVersion?: number
      readonly seats?: readonly { readonly grant: string; readonly cookie: string }[]
    }
    output: { readonly times: readonly number[]; readonly errors: readonly string[] }
  }
  /** Listens for frames with a moment in them, `@<milliseconds since 1970>@`. */
  listen: {
    input: { readonly milliseconds: number }
    output: { readonly times: Quantiles; readonly frames: number; readonly bytes: number }
  }
  /** Waits until so many such frames have come; `beats` came besides. */
  hear: {
    input: { readonly frames: number; readonly withinMs: number }
    output: { readonly frames: number; readonly bytes: number; readonly beats: number }
  }
  /** Votes, and withdraws the votes, evenly spread over all sockets. */
  vote: {
    input: {
      readonly milliseconds: number
      readonly perSecond: number
      readonly questions: readonly string[]
    }
    output: { readonly times: Quantiles; readonly refused: number; readonly perSecond: number }
  }
  /** Cuts all lines; each comes back within the time that the server told it. */
  cut: {
    input: { readonly untilQuiet: number }
    output: {
      readonly times: readonly number[]
      readonly wholes: number
      readonly errors: readonly string[]
      /** For each question that was shown meanwhile: how often all sockets together were sent it. */
      readonly seen: Readonly<Record<string, number>>
    }
  }
  /** Stops reading from the first so many sockets, or reads again. */
  stall: {
    input: { readonly sockets: number; readonly bitsPerSecond: number }
    output: { readonly bytes: number }
  }
  bytes: {
    input: Record<string, never>
    output: { readonly received: readonly number[]; readonly sent: readonly number[] }
  }
}
export type CrowdCall = keyof CrowdCalls

export interface Quantiles {
  readonly count: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly longest: number
}

const seats: RoomSeat[] = []
const others: Wire[] = []
const slow = new Set<number>()
let heard: ((text: string, index: number) => void) | null = null

const momentNow = (): number => performance.timeOrigin + performance.now()
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

function quantiles(times: number[]): Quantiles {
  const sorted = times.sort((a, b) => a - b)
  const at = (q: number) =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0) * 10) / 10
  return { count: times.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), longest: at(1) }
}

/** Starts one piece of work for each index, evenly within the time, and waits for all. */
async function spread(
  count: number,
  withinMs: number,
  atOnce: number,
  work: (index: number) => Promise<void>,
): Promise<string[]> {
  const errors: string[] = []
  const began = performance.now()
  const running = new Set<Promise<void>>()
  for (let index = 0; index < count; index++) {
    const wait = began + (index * withinMs) / count - performance.now()
    if (wait > 1) await pause(wait)
    while (running.size >= atOnce) await Promise.race(running)
    const one = work(index).catch((error: unknown) => void errors.push(String(error)))
    running.add(one)
    void one.finally(() => running.delete(one))
  }
  await Promise.all(running)
  return errors
}

type Calls = {
  readonly [N in CrowdCall]: (input: CrowdCalls[N]['input']) => Promise<CrowdCalls[N]['output']>
}

const calls: Calls = {
  async open({
    kind,
    url,
    sockets,
    withinMs,
    atOnce = Number.POSITIVE_INFINITY,
    call = '',
    rulesVersion = 1,
    seats: places = [],
  }) {
    const times: number[] = []
    const errors = await spread(sockets, withinMs, atOnce, async (index) => {
      const began = performance.now()
      const onText = (text: string) => heard?.(text, index)
      if (kind === 'room') {
        const place = places[index]
        if (!place) throw new Error('no such seat')
        const seat = roomSeat({ url, call, ...place })
        seat.onFrame = onText
        seats[index] = seat
        await seat.connect()
        const entered = await seat.command('enter', { acceptedRules: rulesVersion })
        if (entered.refused) throw new Error(entered.refused)
        while (seat.knows.as !== 'attendees') await pause(2)
      } else others.push(await (kind === 'ws' ? plainSeat : socketIoSeat)(url, onText))
      times.push(performance.now() - began)
    })
    return { times, errors }
  },

  async listen({ milliseconds }) {
    const times: number[] = []
    let bytes = 0
    heard = (text, index) => {
      const from = text.indexOf('@')
      if (from === -1 || slow.has(index)) return
      bytes += Buffer.byteLength(text)
      times.push(momentNow() - Number(text.slice(from + 1, text.indexOf('@', from + 1))))
    }
    await pause(milliseconds)
    heard = null
    return { times: quantiles(times), frames: times.length, bytes }
  },

  async hear({ frames: wanted, withinMs }) {
    const { promise, resolve } = Promise.withResolvers<void>()
    let frames = 0
    let bytes = 0
    let beats = 0
    heard = (text) => {
      if (text.startsWith('{"t":"beat"')) beats++
      if (!text.includes('@')) return
      frames++
      bytes += Buffer.byteLength(text)
      if (frames >= wanted) resolve()
    }
    await Promise.race([promise, pause(withinMs)])
    heard = null
    return { frames, bytes, beats }
  },

  async vote({ milliseconds, perSecond, questions }) {
    const times: number[] = []
    let refused = 0
    let turn = 0
    const began = performance.now()
    const running = new Set<Promise<void>>()
    let sent = 0
    while (performance.now() - began < milliseconds) {
      for (const due = ((performance.now() - began) / 1000) * perSecond; sent < due; sent++) {
        const seat = seats[turn % seats.length]
        const round = Math.floor(turn / seats.length)
        turn++
        // Each votes for one question after the other, and then takes them back.
        const question = questions[round % questions.length]
        const name = Math.floor(round / questions.length) % 2 === 0 ? 'vote' : 'unvote'
        const one = seat?.command(name, { question }).then((answer) => {
          if (answer.refused) refused++
          else times.push(answer.milliseconds)
        })
        if (!one) continue
        running.add(one)
        void one.finally(() => running.delete(one))
      }
      await pause(2)
    }
    await Promise.race([Promise.all(running), pause(10_000)])
    const seconds = (performance.now() - began) / 1000
    return {
      times: quantiles(times),
      refused: refused + running.size,
      perSecond: Math.round(times.length / seconds),
    }
  },

  async cut({ untilQuiet }) {
    const seen: Record<string, number> = {}
    const times: number[] = []
    const errors: string[] = []
    const before = seats.reduce((sum, seat) => sum + seat.knows.wholes, 0)
    heard = (text) => {
      if (text.startsWith(',"mine"', 12)) return
      for (const [, id = ''] of text.matchAll(/"question:([0-9a-f-]{36})":/g)) seen[id] = (seen[id] ?? 0) + 1
    }
    for (const seat of seats) seat.wire().cut()
    const began = performance.now()
    await Promise.all(
      seats.map(async (seat) => {
        await pause(Math.random() * seat.knows.comeBackWithinMs)
        await seat.connect().then(
          () => times.push(performance.now() - began),
          (error: unknown) => errors.push(String(error)),
        )
      }),
    )
    await pause(untilQuiet)
    heard = null
    const wholes = seats.reduce((sum, seat) => sum + seat.knows.wholes, 0) - before
    return { times, wholes, errors, seen }
  },

  async stall({ sockets, bitsPerSecond }) {
    // Reads in sips: as much as the line would have brought, then nothing until the next tenth of a second.
    const perTenth = bitsPerSecond / 80
    let bytes = 0
    for (let index = 0; index < sockets; index++) {
      const wire = seats[index]?.wire()
      if (!wire) continue
      slow.add(index)
      let budget = wire.received()
      setInterval(() => {
        budget += perTenth
        if (wire.received() < budget) wire.resume()
        else wire.pause()
      }, 100).unref()
      bytes += wire.received()
    }
    return { bytes }
  },

  async bytes() {
    return {
      received: seats.map((seat) => seat.wire().received()),
      sent: seats.map((seat) => seat.wire().sent()),
    }
  },
}

process.on('message', async ({ name, input }: { name: CrowdCall; input: never }) => {
  try {
    process.send?.({ output: await calls[name](input) })
  } catch (error) {
    process.send?.({ error: String(error) })
  }
})
process.on('disconnect', () => process.exit(0))
