import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../kernel/actor.ts'
import type { Client } from '../../testing/client.ts'
import { linkClient, staffClient } from '../../testing/sign-in.ts'
import { type RoomSocket, roomSocket } from '../../testing/socket.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { type CallFacts, callsCommands } from '../calls/contract.ts'
import { peopleCommands } from '../people/contract.ts'
import { entitiesOf, entityOf, roomCommands } from './contract.ts'
import { type Guest, guest, publishedCall } from './factories/scene.ts'

const me = system('test')
let app: TestApp
let call: CallFacts
let officer: Client
let dana: Guest
let desk: RoomSocket

const askInAdvance = (text: string) =>
  app.inside((tx) =>
    tx.use(roomCommands).askInAdvance(tx, me, {
      call: call.id,
      person: dana.person,
      organization: dana.organization,
      text,
      visibility: 'public',
      showFirm: 'everyone',
    }),
  )

beforeAll(async () => {
  app = await startTestApp()
  call = await publishedCall(app.context)
  officer = await staffClient(app, 'officer')
  dana = await app.inside((tx) =>
    guest(tx, call.id, { name: 'Dana Webb', firm: 'Northvale Cloud', roles: ['attendee'] }),
  )
})
afterAll(async () => app.stop())

describe('a room among the other slices', () => {
  it('finds what was asked with the registrations', async () => {
    const { question } = await askInAdvance('Asked in April')
    desk = await roomSocket(app, officer, call.id)
    await desk.until((room) => entityOf(room, 'question', question) !== null)
    expect(entityOf(desk.room(), 'question', question)).toMatchObject({
      text: 'Asked in April',
      source: 'registration',
      firm: 'Northvale Cloud',
      asker: { name: 'Dana Webb' },
    })
  })

  it('shows the agenda as it is written on the page of the call, until the room opens and it stands', async () => {
    const item = call.agenda[1]?.id ?? ''
    await officer.patch(`/api/calls/${call.id}/agenda/${item}`, { title: { en: 'Policies and broadband' } })
    await app.drain()
    await desk.until((room) => entityOf(room, 'agenda', item)?.title.en === 'Policies and broadband')
  })

  it('keeps the link of a stage elsewhere for those who were let in', async () => {
    await officer.patch(`/api/calls/${call.id}`, { set: { stageLink: 'https://meet.example/direct-line' } })
    const asked = await linkClient(app, dana.url)
    const link = async () =>
      (await asked.get<{ stageLink: string | null }>(`/api/calls/${call.id}/facts`)).body.stageLink
    expect(await link()).toBe(null)
    await desk.command('openRoom')
    const socket = await roomSocket(app, asked, call.id)
    await socket.command('enter', { acceptedRules: call.rulesVersion })
    expect(await link()).toBe('https://meet.example/direct-line')
    await socket.command('leave')
    expect(await link()).toBe(null)
    socket.cut()
  })

  it('takes a late one while it is open, and goes on writing behind it', async () => {
    const { question } = await askInAdvance('Asked a minute ago')
    // Not told yet: the room meets the stranger's event when it writes, reads it and decides again.
    expect(await desk.command('goOnAir')).toMatchObject({ t: 'ack', seq: 6 })
    await desk.until((room) => entityOf(room, 'question', question)?.text === 'Asked a minute ago')
    await askInAdvance('And one more')
    await app.drain()
    await desk.until((room) => entitiesOf(room, 'question').length === 3)
  })

  it('shows to somebody who waits for approval where the call stands and what they asked, and does not let them in', async () => {
    const pending = await app.inside((tx) =>
      guest(tx, call.id, { name: 'Pen Ding', firm: 'Later Works', roles: [] }),
    )
    const socket = await roomSocket(app, await linkClient(app, pending.url), call.id)
    await socket.until((room) => entityOf(room, 'call')?.phase === 'on air')
    expect(socket.room().audience).toBe('door')
    expect(await socket.command('enter', { acceptedRules: call.rulesVersion })).toMatchObject({
      reason: 'room.not_yours',
    })
    expect(entitiesOf(socket.room(), 'question')).toEqual([])
    socket.cut()
  })

  it('serves more commands over HTTP at once than there are connections to the database', async () => {
    const entries = Array.from({ length: 40 }, (_, n) =>
      officer.post(`/api/calls/${call.id}/commands`, {
        id: randomUUID(),
        name: 'recordEntry',
        input: { kind: 'topic', text: `Topic ${n}` },
      }),
    )
    const answers = await Promise.all(entries)
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    await desk.until((room) => entitiesOf(room, 'entry').length === 40)
  })

  it('forgets the words and the name of somebody who was erased, at once, and nothing else', async () => {
    const [before] = entitiesOf(desk.room(), 'question')
    await app.inside((tx) => tx.use(peopleCommands).erase(tx, me, { person: dana.person }))
    await app.drain()
    const room = await desk.until((each) => entitiesOf(each, 'question').every(({ text }) => text === null))
    expect(entitiesOf(room, 'question')[0]).toEqual({
      ...before,
      text: null,
      asker: { ...before?.asker, name: null },
    })
    const found = await app.inside((tx) =>
      tx.db.execute<{
        found: number
      }>(sql`select count(*)::int as found from events e left join texts t using (stream, seq)
        where e.data::text ilike '%Dana%' or t.text ilike '%Asked in April%'`),
    )
    expect(found).toMatchObject({ rows: [{ found: 0 }] })
    const fresh = await roomSocket(app, officer, call.id)
    await fresh.until((each) => entitiesOf(each, 'question').length === 3)
    expect(fresh.received.join()).not.toMatch(/Dana|Asked in April/)
    fresh.cut()
  })

  it('cannot open for a call that was not published', async () => {
    const draft = await publishedCall(app.context)
    await app.inside((tx) =>
      tx.use(callsCommands).setState(tx, me, { call: draft.id, to: 'cancelled', reason: 'Moved' }),
    )
    const socket = await roomSocket(app, officer, draft.id)
    expect(await socket.command('openRoom')).toMatchObject({ reason: 'room.not_published' })
    socket.cut()
  })
})
