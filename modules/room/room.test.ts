import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../kernel/actor.ts'
import type { Client } from '../../testing/client.ts'
import { linkClient, signIn, staffClient } from '../../testing/sign-in.ts'
import { type RoomSocket, roomSocket } from '../../testing/socket.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import type { CallFacts } from '../calls/contract.ts'
import { callsCommands } from '../calls/contract.ts'
import { entitiesOf, entityOf } from './contract.ts'
import { guest, panelGuest, publishedCall } from './factories/scene.ts'

const me = system('test')
let app: TestApp
let call: CallFacts
let officer: Client
let dana: Client
let fay: Client
let secretary: Client
const links = { dana: '', fay: '', secretary: '' }

beforeAll(async () => {
  app = await startTestApp()
  call = await publishedCall(app.context)
  officer = await staffClient(app, 'officer', null, { name: 'Ona Officer', email: 'officer@mission.example' })
  await app.inside(async (tx) => {
    const attendee = (name: string, firm: string) => guest(tx, call.id, { name, firm, roles: ['attendee'] })
    links.dana = (await attendee('Dana Webb', 'Northvale Cloud')).url
    links.fay = (await attendee('Fay Odell', 'Ridgeway Data')).url
    links.secretary = (await panelGuest(tx, call, 'panelist')).url
  })
  dana = await linkClient(app, links.dana)
  fay = await linkClient(app, links.fay)
  secretary = await linkClient(app, links.secretary)
})
afterAll(async () => app.stop())

const rules = () => ({ acceptedRules: call.rulesVersion })
const questionsOf = (socket: RoomSocket) => entitiesOf(socket.room(), 'question')

describe('a call, over real sockets', () => {
  let desk: RoomSocket
  let firm: RoomSocket
  let other: RoomSocket
  let panel: RoomSocket
  let question = ''

  it('opens its room: the call is live, and those with a link may enter', async () => {
    desk = await roomSocket(app, officer, call.id)
    firm = await roomSocket(app, dana, call.id)
    expect(await firm.command('enter', rules())).toMatchObject({ t: 'refused', reason: 'room.not_open' })
    expect(await desk.command('openRoom')).toMatchObject({ t: 'ack' })
    await firm.until((room) => entityOf(room, 'call')?.phase === 'green room')
    const { state } = await app.inside((tx) => tx.use(callsCommands).get(tx, me, { call: call.id }))
    expect(state).toBe('live')
    expect(firm.room().audience).toBe('door')
    expect(await firm.command('enter', rules())).toMatchObject({ t: 'ack' })
    await firm.until((room) => room.audience === 'attendees')
    expect(entityOf(firm.room(), 'me')).toMatchObject({ place: 'inside', acceptedRules: call.rulesVersion })
    await desk.until((room) => entityOf(room, 'presence')?.attendees === 1)
    // A socket carries how many; who they are is asked for, by those who may know.
    expect(entitiesOf(desk.room(), 'person')).toEqual([])
    const here = await officer.get(`/api/calls/${call.id}/people?search=northvale`)
    expect(here.body).toMatchObject({
      items: [{ name: 'Dana Webb', organizationName: 'Northvale Cloud' }],
      next: null,
      total: 1,
    })
    expect((await officer.get(`/api/calls/${call.id}/people?search=nobody`)).body).toMatchObject({ total: 0 })
    expect((await dana.get(`/api/calls/${call.id}/people`)).status).toBe(403)
  })

  it('goes on air, and everybody sees it', async () => {
    other = await roomSocket(app, fay, call.id)
    panel = await roomSocket(app, secretary, call.id)
    await other.command('enter', rules())
    await panel.command('enter', rules())
    expect(await other.command('goOnAir')).toMatchObject({ t: 'refused', reason: 'room.not_yours' })
    await desk.command('goOnAir')
    for (const socket of [desk, firm, other, panel]) {
      const room = await socket.until((each) => entityOf(each, 'call')?.phase === 'on air')
      expect(entityOf(room, 'call')?.agendaItem).toBe(call.agenda[0]?.id)
    }
  })

  it('a question goes from the asker to the mission, then to everybody, and is voted for', async () => {
    const asked = await firm.command('submitQuestion', {
      text: 'Does a foreign cloud provider need a local license?',
      showFirm: 'mission',
    })
    question = asked.t === 'ack' ? (asked.made ?? '') : ''
    await desk.until((room) => entityOf(room, 'question', question) !== null)
    expect(entityOf(desk.room(), 'question', question)).toMatchObject({
      state: 'pending',
      firm: 'Northvale Cloud',
      asker: { name: 'Dana Webb' },
    })
    expect(entityOf(firm.room(), 'me')?.questions).toMatchObject([{ id: question, state: 'pending' }])
    await desk.command('showQuestion', { question })
    await other.until((room) => entityOf(room, 'question', question)?.state === 'visible')
    expect(await other.command('vote', { question })).toMatchObject({ t: 'ack' })
    await firm.until((room) => entityOf(room, 'question', question)?.votes === 1)
    expect(entityOf(other.room(), 'org')).toMatchObject({ name: 'Ridgeway Data', votes: [question] })

    // Neither name nor firm of the asker ever reached the other firm, nor did the question before it was shown.
    expect(other.received.join()).not.toContain('Northvale')
    expect(other.received.join()).not.toContain('Dana')
    const before = other.received.findIndex((text) => text.includes(question))
    expect(other.received[before]).toContain('"state":"visible"')
  })

  it('is answered by the panel member it was assigned to, on a phone', async () => {
    const panelMember = call.panel[1]?.id ?? ''
    await desk.command('assignQuestion', { question, panelMember })
    await panel.until((room) => entityOf(room, 'me')?.askedOfMe[0] === question)
    await desk.command('startAnswering', { question })
    await other.until((room) => entityOf(room, 'call')?.answering === question)
    app.clock.advance({ minutes: 3 })
    expect(await panel.command('done', { question })).toMatchObject({ t: 'ack' })
    await firm.until((room) => entityOf(room, 'question', question)?.state === 'answered live')
    expect(entityOf(firm.room(), 'question', question)?.answers).toMatchObject([
      { how: 'live', minute: 3, speaker: { kind: 'panel member', panelMember } },
    ])
  })

  it('a line that was cut comes back with exactly what it missed', async () => {
    const before = await other.until(
      (room) =>
        entityOf(room, 'question', question)?.state === 'answered live' &&
        entityOf(room, 'call')?.answering === null,
    )
    other.cut()
    await desk.command('answerLive', { question, summary: 'Only for public bodies.' })
    await firm.until((room) => entityOf(room, 'question', question)?.answers[0]?.text !== null)
    other = await roomSocket(app, fay, call.id, { known: before })
    await other.until(
      (room) => entityOf(room, 'question', question)?.answers[0]?.text === 'Only for public bodies.',
    )
    const frames = other.received
      .map((text) => JSON.parse(text))
      .filter(({ t, mine }) => t === 'frame' && !mine)
    expect(Object.keys(frames[0].put)).toEqual([`question:${question}`])
    const fresh = await roomSocket(app, fay, call.id)
    await fresh.until((room) => room.audience !== null && entityOf(room, 'me') !== null)
    expect(other.room().entities).toEqual(fresh.room().entities)
    fresh.cut()
  })

  it('a command that comes again, even a day later, is the same command', async () => {
    const id = randomUUID()
    const first = await firm.command('submitQuestion', { text: 'And the tax on data?' }, id)
    app.clock.advance({ hours: 24 })
    firm.cut()
    dana = await linkClient(app, links.dana)
    officer = await signIn(app, 'officer@mission.example')
    firm = await roomSocket(app, dana, call.id)
    expect(await firm.command('submitQuestion', { text: 'And the tax on data?' }, id)).toEqual(first)
    expect(await other.command('vote', { question }, id)).toMatchObject({ reason: 'room.command_taken' })
    await desk.until(() => questionsOf(desk).length === 2)
    const over = await dana.post(`/api/calls/${call.id}/commands`, {
      id,
      name: 'submitQuestion',
      input: { text: 'And the tax on data?' },
    })
    expect(over).toMatchObject({
      status: 200,
      body: first.t === 'ack' && { seq: first.seq, made: first.made },
    })
    await desk.until(() => questionsOf(desk).length === 2)
  })

  it('ends: the audience is gone, and afterwards the answer comes over HTTP', async () => {
    await desk.command('endBroadcast')
    await firm.until((room) => entityOf(room, 'me')?.place === 'outside')
    await desk.until((room) => entityOf(room, 'presence')?.attendees === 0)
    await desk.command('endCall')
    const { state } = await app.inside((tx) => tx.use(callsCommands).get(tx, me, { call: call.id }))
    expect(state).toBe('ended')
    const owed = questionsOf(desk).find(({ state: is }) => is === 'pending')?.id ?? ''
    const written = { id: randomUUID(), name: 'answerInWriting', input: { question: owed, text: 'None.' } }
    const path = `/api/calls/${call.id}/commands`
    expect((await dana.post(path, written)).status).toBe(403)
    expect((await officer.post(path, written)).status).toBe(200)
    const mine = await dana.get<{ put: { me: { questions: { answers: unknown[] }[] } } }>(
      `/api/calls/${call.id}/room`,
    )
    expect(mine.body.put.me.questions[1]?.answers).toMatchObject([{ how: 'in writing', text: 'None.' }])
  })

  it('keeps a record that the mission can read page by page, and nobody else', async () => {
    const path = `/api/calls/${call.id}/record`
    const first = await officer.get<{ items: { seq: number; type: string }[]; next: string }>(
      `${path}?limit=5`,
    )
    expect(first.body.items.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5])
    expect(first.body.items[0]?.type).toBe('room.opened')
    const second = await officer.get<{ items: { seq: number }[] }>(
      `${path}?limit=5&cursor=${first.body.next}`,
    )
    expect(second.body.items[0]?.seq).toBe(6)
    expect((await dana.get(path)).status).toBe(403)
  })
})
