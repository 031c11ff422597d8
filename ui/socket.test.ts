import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type LineState, type LiveSocket, openSocket } from './socket.ts'

// The socket as a person's screen uses it, against a line that the test cuts and mends.

class WireEnd {
  static ends: WireEnd[] = []
  readyState = 0
  readonly sent: { t: string; id?: string; name?: string }[] = []
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: ((event: { code: number; reason: string }) => void) | null = null
  readonly url: string
  constructor(url: string) {
    this.url = url
    WireEnd.ends.push(this)
  }
  send(text: string) {
    this.sent.push(JSON.parse(text))
  }
  close() {
    this.drop(1005)
  }
  /** The server's side: opens and says hello. */
  greet() {
    this.readyState = 1
    this.say({ t: 'hello' })
  }
  say(message: object) {
    this.onmessage?.({ data: JSON.stringify(message) })
  }
  drop(code = 1006, reason = '') {
    if (this.readyState === 3) return
    this.readyState = 3
    this.onclose?.({ code, reason })
  }
}

let state: LineState
let frames: { t: string }[]
let socket: LiveSocket
let seen = 0
const last = () => WireEnd.ends.at(-1) as WireEnd

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
  vi.stubGlobal('WebSocket', { OPEN: 1 })
  WireEnd.ends = []
  frames = []
  seen = 0
  socket = openSocket<{ t: string }>({
    url: () => `/api/room?seq=${seen}`,
    onMessage: (message) => frames.push(message),
    onState: (next) => {
      state = next
    },
    now: () => vi.getMockedSystemTime()?.valueOf() as number,
    random: () => 0,
    open: (url) => new WireEnd(url) as unknown as WebSocket,
  })
})

afterEach(() => {
  socket.close()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** Lets time pass while the server beats every two seconds. */
function beating(milliseconds: number) {
  for (let passed = 0; passed < milliseconds; passed += 2000) {
    vi.advanceTimersByTime(2000)
    last().say({ t: 'beat' })
  }
}

test('frames reach the screen, acknowledgements only their command', async () => {
  last().greet()
  last().say({ t: 'frame', seq: 1 })
  const outcome = socket.command('vote', { question: 'q' }, 'c1')
  expect(last().sent).toEqual([{ t: 'command', id: 'c1', name: 'vote', input: { question: 'q' } }])
  last().say({ t: 'ack', id: 'c1', seq: 7, made: 'x' })
  expect(await outcome).toEqual({ ok: true, seq: 7, made: 'x' })
  expect(frames.map(({ t }) => t)).toEqual(['hello', 'frame'])
})

test('a refusal settles the command with its reason', async () => {
  last().greet()
  const outcome = socket.command('vote', {}, 'c1')
  last().say({ t: 'refused', id: 'c1', reason: 'room.not_yours', params: {} })
  expect(await outcome).toEqual({ ok: false, reason: 'room.not_yours', params: {} })
})

describe('a cut line', () => {
  test('that falls silent is lost within five seconds and tried again', () => {
    last().greet()
    beating(6000)
    expect(state.line).toBe('open')
    vi.advanceTimersByTime(5000)
    expect(state.line).toBe('lost')
    vi.advanceTimersByTime(1)
    expect(WireEnd.ends).toHaveLength(2)
  })

  test('keeps what was not acknowledged, sends it again under the same id, and asks for what was missed', async () => {
    last().greet()
    const outcome = socket.command('submitQuestion', { text: 'May I?' }, 'c1')
    seen = 41
    last().drop()
    expect(state).toMatchObject({ line: 'lost', waiting: 1 })
    const late = socket.command('vote', {}, 'c2')
    vi.advanceTimersByTime(500)
    expect(last().url).toBe('/api/room?seq=41')
    expect(last().sent).toEqual([])
    last().greet()
    expect(last().sent.map(({ id }) => id)).toEqual(['c1', 'c2'])
    last().say({ t: 'ack', id: 'c1', seq: 42 })
    last().say({ t: 'ack', id: 'c2', seq: 43 })
    expect(await outcome).toMatchObject({ ok: true, seq: 42 })
    expect(await late).toMatchObject({ ok: true, seq: 43 })
    expect(state).toMatchObject({ line: 'open', waiting: 0 })
  })

  test('is tried at longer and longer intervals, ten seconds at most', () => {
    last().greet()
    last().drop()
    const waits: number[] = []
    for (let attempt = 0; attempt < 8; attempt++) {
      waits.push((state.nextTryAt ?? 0) - (vi.getMockedSystemTime()?.valueOf() as number))
      vi.advanceTimersByTime(waits.at(-1) as number)
      last().drop()
    }
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000])
  })

  test('is tried at once when asked to', () => {
    last().greet()
    last().drop()
    socket.retry()
    expect(WireEnd.ends).toHaveLength(2)
    last().greet()
    expect(state.line).toBe('open')
  })

  test('waits as long as the server asks before it closes', () => {
    last().greet()
    last().say({ t: 'closing', reason: 'room.restarting', retryAfterMs: 3000 })
    last().drop()
    vi.advanceTimersByTime(2999)
    expect(WireEnd.ends).toHaveLength(1)
    vi.advanceTimersByTime(1)
    expect(WireEnd.ends).toHaveLength(2)
  })
})

test('a link that was revoked closes for good and says so to what waited', async () => {
  last().greet()
  const outcome = socket.command('vote', {}, 'c1')
  last().drop(4401, 'unauthenticated')
  expect(await outcome).toEqual({ ok: false, reason: 'unauthenticated', params: {} })
  expect(state.line).toBe('closed')
  vi.advanceTimersByTime(60_000)
  expect(WireEnd.ends).toHaveLength(1)
})

test('who was told what cannot be right begins anew, and what was not acknowledged is sent again', async () => {
  last().greet()
  const outcome = socket.command('vote', {}, 'c1')
  socket.anew()
  expect(WireEnd.ends).toHaveLength(2)
  // The line that was given up is not listened to any more.
  WireEnd.ends[0]?.say({ t: 'frame' })
  expect(frames.filter(({ t }) => t === 'frame')).toEqual([])
  last().greet()
  expect(last().sent).toMatchObject([{ id: 'c1' }])
  last().say({ t: 'ack', id: 'c1', seq: 3 })
  expect(await outcome).toEqual({ ok: true, seq: 3, made: null })
})
