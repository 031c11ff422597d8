import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { type CommandInput, type CommandName, parseCommand, type RecordEvent } from '../contract.ts'
import { attempts, playAll } from '../factories/fuzz.ts'
import { CALL, directory, idOf, people, setting, type Who } from '../factories/people.ts'
import { type TestRecord, testRecord } from '../factories/record.ts'
import { replay } from '../rules/apply.ts'
import { RecordRefused, StreamMoved } from '../rules/record.ts'
import { openRoom, type Room } from './room.ts'
import type { RoomParts } from './room-parts.ts'

let store: TestRecord
let room: Room
let changes: string[]
let made = 0

const open = (more: Partial<RoomParts> = {}) =>
  openRoom({
    call: CALL,
    facts: setting,
    directory,
    store,
    now: () => '2026-04-23T12:00:00Z',
    newId: () => {
      made += 1
      return idOf('d', made)
    },
    onChange: (keys) => changes.push(...keys),
    ...more,
  })

const command = <N extends CommandName>(name: N, input?: CommandInput<N>) => {
  const parsed = parseCommand(name, input)
  if (!parsed) throw new Error(`${name} is malformed`)
  return parsed
}
let ids = 0
const ask = <N extends CommandName>(who: Who, name: N, input?: CommandInput<N>, id = idOf('1', ++ids)) =>
  room.submit(people[who], id, command(name, input))

beforeEach(async () => {
  store = testRecord()
  changes = []
  room = await open()
  await ask('officer', 'openRoom')
  await ask('dana', 'enter', { acceptedRules: 2 })
  await ask('fay', 'enter', { acceptedRules: 2 })
})

describe('a command', () => {
  it('is acknowledged and seen only when it is durable', async () => {
    const gate = store.hold()
    changes = []
    let answered = false
    const answer = ask('dana', 'submitQuestion', { text: 'Who licenses?' }).then((outcome) => {
      answered = true
      return outcome
    })
    await new Promise((resolve) => setImmediate(resolve))
    expect([answered, changes, room.seen().state.questions.size]).toEqual([false, [], 0])
    gate.release()
    const outcome = await answer
    expect(outcome).toMatchObject({ seq: 4, made: idOf('d', made) })
    expect(changes).toContain(`question:${idOf('d', made)}`)
    expect(store.kept.at(-1)?.event.seq).toBe(4)
  })

  it('is decided against what was decided before it, durable or not', async () => {
    const gate = store.hold()
    const answers = [ask('officer', 'goOnAir'), ask('officer', 'goOnAir'), ask('officer', 'nextAgendaItem')]
    gate.release()
    expect(await Promise.all(answers)).toMatchObject([{ seq: 4 }, { refused: 'room.on_air' }, { seq: 6 }])
  })

  it('shares its transaction with all that arrive while the former one commits', async () => {
    const gate = store.hold()
    const first = ask('dana', 'submitQuestion', { text: 'One' })
    await new Promise((resolve) => setImmediate(resolve))
    const later = ['Two', 'Three', 'Four'].map((text) => ask('fay', 'submitQuestion', { text }))
    gate.release()
    await Promise.all([first, ...later])
    expect(store.batches.slice(-2)).toEqual([1, 3])
    expect(store.kept.map(({ event }) => event.seq)).toEqual([1, 2, 3, 4, 5, 6, 7])
  })

  it('that comes twice is one command, at once, later, and in a room that was opened anew', async () => {
    const id = idOf('7', 7)
    const [first, second] = await Promise.all([
      ask('dana', 'submitQuestion', { text: 'Once' }, id),
      ask('dana', 'submitQuestion', { text: 'Once' }, id),
    ])
    expect(second).toEqual(first)
    room = await open()
    expect(await ask('dana', 'submitQuestion', { text: 'Once' }, id)).toEqual(first)
    expect(await ask('fay', 'submitQuestion', { text: 'Once' }, id)).toMatchObject({
      refused: 'room.command_taken',
    })
    expect(room.seen().state.questions.size).toBe(1)
  })
})

describe('the next command', () => {
  it('is written, however soon it follows the acknowledgement of the one before', async () => {
    const notice = () => room.notice(() => ({ facts: [{ type: 'agenda.finished', data: {} }] }))
    await notice()
    // Each of these continues in the very turn in which the former writing ends.
    for (let n = 0; n < 20; n++) await notice().then(notice)
    expect(store.kept).toHaveLength(3 + 1 + 40)
  })
})

describe('a batch that fails', () => {
  it('is refused and forgotten if nothing was saved, and the next goes on at the same place', async () => {
    store.failNext(new Error('connection lost'))
    const [one, two] = await Promise.all([
      ask('dana', 'submitQuestion', { text: 'One' }),
      ask('officer', 'goOnAir'),
    ])
    expect([one, two]).toMatchObject([{ refused: 'room.not_saved' }, { refused: 'room.not_saved' }])
    expect(room.seen().state).toMatchObject({ seq: 3, phase: 'green room' })
    expect(await ask('officer', 'goOnAir')).toMatchObject({ seq: 4 })
  })

  it('is acknowledged if it had been saved and only the answer was lost', async () => {
    store.failNext(new Error('connection lost'), 'kept')
    expect(await ask('dana', 'submitQuestion', { text: 'One' })).toMatchObject({
      seq: 4,
      made: idOf('d', made),
    })
    expect(room.seen().state.questions.size).toBe(1)
  })

  it('is decided again if somebody else wrote first', async () => {
    const aside: RecordEvent = {
      seq: 4,
      at: '2026-04-23T12:00:00Z',
      actor: { kind: 'system', id: 'registration' },
      type: 'question.submitted',
      data: {
        question: idOf('d', 99),
        person: people.gus.person,
        organization: null,
        visibility: 'public',
        showFirm: 'everyone',
        source: 'registration',
      },
      text: 'Asked with the registration',
    }
    store.writeAside([{ event: aside, command: null, person: people.gus.person }])
    store.failNext(new StreamMoved())
    expect(await ask('officer', 'showQuestion', { question: idOf('d', 99) })).toMatchObject({
      refused: 'room.no_such_question',
    })
    expect(await ask('dana', 'submitQuestion', { text: 'One' })).toMatchObject({ seq: 5 })
    expect(await ask('officer', 'showQuestion', { question: idOf('d', 99) })).toMatchObject({ seq: 6 })
    expect(changes).toContain(`question:${idOf('d', 99)}`)
  })

  it('is refused with the reason of the slice that did not agree', async () => {
    store.failNext(new RecordRefused({ refused: 'calls.already_ended', params: {} }))
    expect(await ask('officer', 'goOnAir')).toMatchObject({ refused: 'calls.already_ended' })
    expect(room.seen().state.phase).toBe('green room')
  })
})

describe('what somebody else wrote', () => {
  it('is read when the room is told', async () => {
    const data = { question: idOf('d', 99), person: people.gus.person, organization: null } as const
    const event: RecordEvent = {
      seq: 4,
      at: '2026-04-23T12:00:00Z',
      actor: { kind: 'system', id: 'registration' },
      type: 'question.submitted',
      data: { ...data, visibility: 'public', showFirm: 'everyone', source: 'registration' },
      text: 'Asked with the registration',
    }
    store.writeAside([{ event, command: null, person: people.gus.person }])
    await room.catchUp()
    await room.catchUp()
    expect([...room.seen().state.questions.keys()]).toEqual([idOf('d', 99)])
    expect(await ask('officer', 'showQuestion', { question: idOf('d', 99) })).toMatchObject({ seq: 5 })
  })
})

describe('an erased text', () => {
  it('is gone from the room without a new opening', async () => {
    await ask('dana', 'submitQuestion', { text: 'To be erased' })
    const at = store.kept.findIndex(({ event }) => event.text === 'To be erased')
    const found = store.kept[at]
    if (found) store.kept[at] = { ...found, event: { ...found.event, text: null } as RecordEvent }
    await room.rereadTexts()
    expect(room.seen().texts.size).toBe(0)
    expect(room.seen().state.questions.size).toBe(1)
  })
})

describe('a long record', () => {
  it('opened from any state that was kept is as if all of it had been read', async () => {
    const lists = fc.sample(attempts(150), { numRuns: 20, seed: 6 })
    for (const [n, list] of lists.entries()) {
      const { record } = playAll(list)
      const upTo = Math.floor((record.length * n) / lists.length)
      store = testRecord()
      store.writeAside(record.map((event) => ({ event, command: null, person: null })))
      const whole = (await open()).seen()
      await store.keep(CALL, replay(record.slice(0, upTo)))
      const short = (await open()).seen()
      expect(short.state).toEqual(whole.state)
      expect(short.texts).toEqual(whole.texts)
    }
  })

  it('has its state kept as it grows, and when its room is closed', async () => {
    room = await open({ keepPace: { events: 5, milliseconds: 0 } })
    await ask('dana', 'submitQuestion', { text: 'The fourth event' })
    expect(await store.snapshot(CALL)).toBeNull()
    await ask('dana', 'submitQuestion', { text: 'The fifth' })
    expect(await store.snapshot(CALL)).toMatchObject({ seq: 5 })
    for (let n = 0; n < 5; n++) await ask('officer', 'announce', { text: `Words ${n}` })
    await room.close()
    expect(await store.snapshot(CALL)).toEqual(replay(store.kept.map(({ event }) => event)))
  })

  it('does not do a command again that came so long ago that only the record knows it', async () => {
    room = await open({ mostAnswered: 4 })
    const id = idOf('1', 9_001)
    const first = await ask('dana', 'submitQuestion', { text: 'Who licenses?' }, id)
    for (let n = 0; n < 9; n++) await ask('officer', 'announce', { text: `Words ${n}` })
    const before = store.kept.length
    const beside = ask('fay', 'submitQuestion', { text: 'Meanwhile' })
    expect(await ask('dana', 'submitQuestion', { text: 'Who licenses?' }, id)).toEqual(first)
    expect(await ask('fay', 'submitQuestion', { text: 'Mine now' }, id)).toMatchObject({
      refused: 'room.command_taken',
    })
    expect(await beside).toMatchObject({ seq: before + 1 })
    expect(store.kept).toHaveLength(before + 1)
  })

  it('opens without the state if that cannot be kept', async () => {
    store.keep = () => Promise.reject(new Error('full'))
    room = await open({ keepPace: { events: 1, milliseconds: 0 } })
    expect(await ask('dana', 'submitQuestion', { text: 'Who licenses?' })).toMatchObject({ seq: 4 })
    await room.close()
    room = await open()
    expect(room.seen().state.seq).toBe(4)
  })
})
