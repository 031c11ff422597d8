import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type CommandInput, type CommandName, parseCommand } from '../contract.ts'
import { CALL, directory, idOf, people, setting, type Who } from '../factories/people.ts'
import { type TestRecord, testRecord } from '../factories/record.ts'
import { type LiveRoom, openLiveRoom } from './live.ts'
import type { Viewer } from './seats.ts'

let clock: Temporal.Instant
let store: TestRecord
let live: LiveRoom
let ids = 0
let made = 0

const open = () =>
  openLiveRoom(
    {
      call: CALL,
      facts: setting,
      directory,
      store,
      now: () => clock.toString(),
      newId: () => {
        made += 1
        return idOf('d', made)
      },
    },
    { tick: 50, beat: 2_000, grace: 10_000 },
  )

const ask = async <N extends CommandName>(who: Who, name: N, input?: CommandInput<N>) => {
  const command = parseCommand(name, input)
  if (!command) throw new Error(`${name} is malformed`)
  return live.submit(people[who], idOf('1', ++ids), command)
}
const viewer = (who: Who, sent: string[] = []): Viewer => ({
  actor: people[who],
  send: (frame, before) => sent.push(...(before ? [before, frame] : [frame])),
  buffered: () => 0,
  close: () => undefined,
})
const everything = { seq: 0, as: null }
const pass = async (seconds: number) => {
  clock = clock.add({ seconds })
  await vi.advanceTimersByTimeAsync(seconds * 1000)
}
const left = () => store.kept.map(({ event }) => event).filter(({ type }) => type === 'person.left')

beforeEach(async () => {
  vi.useFakeTimers()
  clock = Temporal.Instant.from('2026-04-23T12:00:00Z')
  store = testRecord()
  live = await open()
  await ask('officer', 'openRoom')
})
afterEach(async () => {
  await live.stop()
  vi.useRealTimers()
})

describe('attendance', () => {
  it('counts a person with two screens once, who leaves with the last of them', async () => {
    const [phone, desk] = [viewer('dana'), viewer('dana')]
    live.join(phone, everything)
    live.join(desk, everything)
    await ask('dana', 'enter', { acceptedRules: 2 })
    await ask('dana', 'enter', { acceptedRules: 2 })
    expect(store.kept.filter(({ event }) => event.type === 'person.entered')).toHaveLength(1)
    live.leave(phone)
    await pass(60)
    expect(left()).toEqual([])
    live.leave(desk)
    await pass(10)
    expect(left()).toMatchObject([{ data: { why: 'connection', lastSeen: '2026-04-23T12:01:00Z' } }])
  })

  it('does not count a line that is back within ten seconds as having left', async () => {
    const first = viewer('dana')
    live.join(first, everything)
    await ask('dana', 'enter', { acceptedRules: 2 })
    live.leave(first)
    await pass(9)
    live.join(viewer('dana'), everything)
    await pass(60)
    expect(left()).toEqual([])
  })

  it('does not forget a leaving that could not be saved', async () => {
    const dana = viewer('dana')
    live.join(dana, everything)
    await ask('dana', 'enter', { acceptedRules: 2 })
    live.leave(dana)
    store.failNext(new Error('connection lost'))
    await pass(10)
    expect(left()).toEqual([])
    await pass(10)
    expect(left()).toMatchObject([{ data: { lastSeen: '2026-04-23T12:00:00Z' } }])
  })

  it('is finished for those who do not come back after the server died', async () => {
    live.join(viewer('dana'), everything)
    live.join(viewer('fay'), everything)
    await ask('dana', 'enter', { acceptedRules: 2 })
    clock = clock.add({ minutes: 5 })
    await ask('fay', 'enter', { acceptedRules: 2 })
    await live.stop()
    live = await open()
    live.join(viewer('fay'), everything)
    await pass(10)
    // The last thing that is known is the last event of the record.
    expect(left()).toMatchObject([{ data: { person: people.dana.person, lastSeen: '2026-04-23T12:05:00Z' } }])
  })
})

describe('a stopping server', () => {
  it('writes nothing into the record: nobody left the call because we did', async () => {
    const dana = viewer('dana')
    live.join(dana, everything)
    await ask('dana', 'enter', { acceptedRules: 2 })
    live.leave(dana)
    await live.stop()
    await pass(60)
    expect(left()).toEqual([])
  })
})

describe('the line', () => {
  it('shows a sign of life every two seconds, with the place of the record', async () => {
    const sent: string[] = []
    live.join(viewer('dana', sent), everything)
    sent.length = 0
    await pass(5)
    expect(sent.map((text) => JSON.parse(text))).toEqual([
      { t: 'beat', seq: 1, at: '2026-04-23T12:00:05Z' },
      { t: 'beat', seq: 1, at: '2026-04-23T12:00:05Z' },
    ])
  })
})
