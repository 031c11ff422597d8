import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '../../testing/client.ts'
import { linkClient, staffClient } from '../../testing/sign-in.ts'
import { type RoomSocket, roomSocket } from '../../testing/socket.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import type { CallFacts } from '../calls/contract.ts'
import { entitiesOf, entityOf } from './contract.ts'
import { type Guest, guest, publishedCall } from './factories/scene.ts'

let app: TestApp
let call: CallFacts
let officer: Client
let people: Record<'dana' | 'fay', Guest>
let desk: RoomSocket
let dana: RoomSocket
let fay: RoomSocket
const rules = () => ({ acceptedRules: call.rulesVersion })

beforeAll(async () => {
  app = await startTestApp()
  call = await publishedCall(app.context)
  officer = await staffClient(app, 'officer')
  people = await app.inside(async (tx) => ({
    dana: await guest(tx, call.id, { name: 'Dana Webb', firm: 'Northvale Cloud', roles: ['attendee'] }),
    fay: await guest(tx, call.id, { name: 'Fay Odell', firm: 'Ridgeway Data', roles: ['attendee'] }),
  }))
  desk = await roomSocket(app, officer, call.id)
  dana = await roomSocket(app, await linkClient(app, people.dana.url), call.id)
  fay = await roomSocket(app, await linkClient(app, people.fay.url), call.id)
  await desk.command('openRoom')
  await dana.command('enter', rules())
  await fay.command('enter', rules())
  await desk.command('goOnAir')
})
afterAll(async () => app.stop())

describe('a call that is moderated, over real sockets', () => {
  it('tells everyone a line until it is withdrawn', async () => {
    await desk.command('announce', { text: 'Questions start at 5:44 PM' })
    for (const socket of [desk, dana, fay])
      await socket.until((room) => entityOf(room, 'announcement')?.text === 'Questions start at 5:44 PM')
    await desk.command('withdrawAnnouncement')
    await fay.until((room) => entityOf(room, 'announcement') === null)
  })

  it('hands the floor from the desk to a firm and back; the others hear the firm, never the name', async () => {
    expect(await dana.command('raiseHand')).toMatchObject({ t: 'ack' })
    await desk.until((room) => entityOf(room, 'hands')?.hands.length === 1)
    expect(entityOf(desk.room(), 'hands')?.hands[0]).toMatchObject({
      name: 'Dana Webb',
      organizationName: 'Northvale Cloud',
      spoken: 0,
    })
    await desk.command('giveFloor', { person: people.dana.person })
    await dana.until((room) => entityOf(room, 'me')?.floor?.state === 'offered')
    expect(await fay.command('acceptFloor')).toMatchObject({ reason: 'room.floor_not_yours' })
    await dana.command('acceptFloor')
    await fay.until((room) => entityOf(room, 'floor')?.firm === 'Northvale Cloud')
    expect(fay.received.join()).not.toContain('Dana')
    await dana.command('returnFloor')
    await desk.until((room) => entityOf(room, 'floor') === null)
  })

  it('ends the floor by itself when the time is over, and everybody is told', async () => {
    await dana.command('raiseHand')
    await desk.command('giveFloor', { person: people.dana.person })
    await dana.command('acceptFloor')
    const until = () => entityOf(dana.room(), 'me')?.floor?.until ?? null
    await dana.until(() => until() !== null)
    const first = Temporal.Instant.from(until() ?? '')
    expect(await fay.command('extendFloor')).toMatchObject({ reason: 'room.not_yours' })
    await desk.command('extendFloor')
    await dana.until(() => until() === first.add({ minutes: 2 }).toString())
    app.clock.advance({ minutes: 4 })
    // The clock of this test stands still by itself: whatever happens next lets the room look at it.
    await desk.command('announce', { text: 'Next question, please.' })
    await desk.until((room) => entityOf(room, 'floor') === null)
    await dana.until((room) => entityOf(room, 'me')?.floor === null)
    expect(await desk.command('extendFloor')).toMatchObject({ reason: 'room.nobody_speaks' })
    await desk.command('withdrawAnnouncement')
  })

  it('merges what was asked twice: both askers follow the one that is kept', async () => {
    const ask = async (socket: RoomSocket, text: string): Promise<string> => {
      const asked = await socket.command('submitQuestion', { text })
      return asked.t === 'ack' ? (asked.made ?? '') : ''
    }
    const kept = await ask(dana, 'Which license?')
    const twin = await ask(fay, 'What license do we need?')
    await desk.command('showQuestion', { question: kept })
    await fay.until((room) => entityOf(room, 'question', kept) !== null)
    await desk.command('mergeQuestion', { question: twin, into: kept })
    await fay.until((room) => entityOf(room, 'me')?.questions[0]?.mergedWith?.text === 'Which license?')
    await dana.until((room) => entityOf(room, 'me')?.questions[0]?.joined === 1)
    await desk.command('answerLive', { question: kept, summary: 'None.' })
    await fay.until((room) => entityOf(room, 'me')?.questions[0]?.answers[0]?.text === 'None.')
    const { body } = await officer.get<{ rows: { text: string; answers: { text: string }[] }[] }>(
      `/api/calls/${call.id}/answers`,
    )
    expect(body.rows.map(({ text, answers }) => [text, answers[0]?.text])).toEqual([
      ['Which license?', 'None.'],
      ['What license do we need?', 'None.'],
    ])
  })

  it('counts three at one screen and two who walked in, in the room and in the attendance', async () => {
    await fay.command('countHere', { count: 3 })
    await desk.command('addGuest', {
      how: 'walk-in',
      name: 'Ali Raza',
      organization: 'Calder Finch',
      count: 2,
    })
    await dana.until((room) => entityOf(room, 'presence')?.attendees === 6)
    expect(entityOf(dana.room(), 'presence')?.firms).toBe(3)
    app.clock.advance({ minutes: 5 })
    await desk.command('recordEntry', { kind: 'topic', text: 'Licenses' })
    const { body } = await officer.get<{
      attendees: number
      organizations: number
      rows: { name: string; organizationName: string; count: number; how: string }[]
    }>(`/api/calls/${call.id}/attendance`)
    expect(body).toMatchObject({ attendees: 6, organizations: 3 })
    expect(body.rows).toContainEqual(
      expect.objectContaining({
        name: 'Ali Raza',
        organizationName: 'Calder Finch',
        count: 2,
        how: 'walk-in',
      }),
    )
    expect(fay.received.join()).not.toContain('Ali Raza')
  })

  it('knows the officer who came in by name, beside the people of the call; the audience does not', async () => {
    await desk.command('enter')
    await desk.until((room) =>
      entitiesOf(room, 'person').some(
        ({ name, organization }) => name === 'Test officer' && organization === null,
      ),
    )
    expect(fay.received.join()).not.toContain('Test officer')
    await desk.command('leave')
  })

  it('shows somebody out: they see nothing more, and come back only when they are let in', async () => {
    const { person } = people.fay
    await desk.command('removePerson', { person, reason: 'disturbs' })
    await fay.until((room) => room.audience === 'door')
    expect(entityOf(fay.room(), 'me')).toMatchObject({ place: 'removed', removal: 'disturbs' })
    expect(entitiesOf(fay.room(), 'question')).toEqual([])
    expect(await fay.command('enter', rules())).toMatchObject({ reason: 'room.removed' })
    await desk.command('admit', { person })
    expect(await fay.command('enter', rules())).toMatchObject({ t: 'ack' })
    await fay.until((room) => room.audience === 'attendees')
  })

  it('is ended by one of two officers, while the other gives more time: one wins, the other reads why', async () => {
    const second = await staffClient(app, 'officer')
    const ask = (who: Client, name: string, input: object = {}) =>
      who.post<{ reason?: string; detail?: string }>(`/api/calls/${call.id}/commands`, {
        id: randomUUID(),
        name,
        input,
      })
    const seen = desk.room().seq
    const [ended, extended] = await Promise.all([
      ask(officer, 'endBroadcast', { seen }),
      ask(second, 'extendAgendaItem'),
    ])
    expect([ended.status, extended.status].sort()).toEqual([200, 409])
    const refusal = ended.status === 409 ? ended.body : extended.body
    // Whoever was first; the sentence says which.
    expect(refusal).toMatchObject(
      ended.status === 409
        ? { reason: 'room.extended_meanwhile', detail: expect.stringContaining('more time') }
        : { reason: 'room.broadcast_over', detail: expect.stringMatching(/./) },
    )
    // Looked again, and one of two who end it then is told that it is over.
    if (ended.status === 409) {
      const again = { seen: (await desk.until((room) => room.seq > seen)).seq }
      const both = await Promise.all([officer, second].map((who) => ask(who, 'endBroadcast', again)))
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
      expect(both.find(({ status }) => status === 409)?.body.reason).toBe('room.broadcast_over')
    }
    await desk.until((room) => entityOf(room, 'call')?.phase === 'debrief')
  })
})
