import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { type Client, client } from '../../testing/client.ts'
import { look } from '../../testing/look.ts'
import { linkClient, linkOf, staffClient } from '../../testing/sign-in.ts'
import { eachMinute, startTestApp, type TestApp } from '../../testing/start-app.ts'
import { callsCommands } from '../calls/contract.ts'
import { type Counts, type RegistrationRow, registrationCommands, type Standing } from './contract.ts'
import { aRegistrant, openCall } from './factories.ts'

// A call moves: everybody who hopes to come is asked whether she still does.

let app: TestApp
const me = system('test')
const NEW_START = '2026-04-24T12:00:00Z'

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

interface Person {
  readonly registration: string
  /** The path of the page that asks. */
  readonly page: string
  readonly session: Client
}

/** A call with an approved and a pending registrant; `move` moves it and lets it settle. */
async function scene(capacity = 30) {
  app.clock.set('2026-04-02T09:00:00Z')
  const call = await app.inside((tx) => openCall(tx, { capacity }))
  const officer = await staffClient(app, 'officer')
  const comes = async (n: number, decision?: 'approve' | 'waitlist'): Promise<Person> => {
    const registrant = aRegistrant(n)
    const { registration, person } = await app.inside((tx) =>
      tx.use(registrationCommands).register(tx, me, { call: call.id, registrant, locale: 'en' }),
    )
    const url = await linkOf(app, call.id, person)
    if (decision) await officer.post(`/api/registrations/${registration}/decision`, { decision })
    return {
      registration,
      page: `${new URL(url).pathname}/coming`,
      session: await linkClient(app, url),
    }
  }
  const move = async (local: string) => {
    const { status } = await officer.patch(`/api/calls/${call.id}`, {
      set: { startsAt: { local, zone: 'Asia/Karachi' } },
    })
    expect(status).toBe(200)
    await app.drain()
    await minutes(5)
  }
  const counts = async () => (await officer.get<Counts>(`/api/calls/${call.id}/registrations/counts`)).body
  const row = async (id: string) =>
    (
      await officer.get<{ items: RegistrationRow[] }>(`/api/calls/${call.id}/registrations?limit=200`)
    ).body.items.find((each) => each.id === id)
  return { call, officer, comes, move, counts, row }
}

/** Some minutes pass, and the clock is looked at. */
async function minutes(count: number): Promise<void> {
  app.clock.advance({ minutes: count })
  await eachMinute(app)
}

const visitor = () => client(app)
const open = (person: Person) => visitor().get<string>(person.page)
const press = (person: Person, pressed: string, startsAt = NEW_START) =>
  visitor().form(person.page, { do: pressed, startsAt })
const standing = async (person: Person) =>
  (await person.session.get<Standing>('/api/my/registration')).body.registration

async function mailsAbout(registration: string): Promise<string[]> {
  const rows = await look<{ template: string }>(
    app,
    sql`select template from mail_mails where about->>'registration' = ${registration}
        and state <> 'cancelled' order by send_at, id`,
  )
  return rows.map(({ template }) => template.replace('registration.', ''))
}

describe('a call that moves', () => {
  test('asks the approved and the pending with both times; twice quickly is asked once, of the last time', async () => {
    const { officer, call, comes, counts } = await scene()
    const [seated, waiting] = [await comes(1, 'approve'), await comes(2)]
    const shift = (local: string) =>
      officer.patch(`/api/calls/${call.id}`, { set: { startsAt: { local, zone: 'Asia/Karachi' } } })
    await shift('2026-04-28T17:00')
    await app.drain()
    await minutes(2)
    await shift('2026-04-24T17:00')
    await app.drain()
    await minutes(4)
    expect(await mailsAbout(seated.registration)).not.toContain('rescheduled')
    await minutes(1)
    await minutes(30)
    expect(await mailsAbout(seated.registration)).toEqual(['received', 'approved', 'rescheduled'])
    expect(await mailsAbout(waiting.registration)).toEqual(['received', 'rescheduled'])
    const administrator = await staffClient(app, 'administrator')
    const [mail] = await look<{ id: string }>(
      app,
      sql`select id from mail_mails where template = 'registration.rescheduled' and about->>'registration' = ${seated.registration}`,
    )
    const { body } = await administrator.post<{ content: { blocks: object[]; attachments: string[] } }>(
      `/api/outbox/${mail?.id}/reveal`,
    )
    const said = JSON.stringify(body.content.blocks).replaceAll(/\s/g, ' ')
    expect(said).toContain('Friday, April 24, 2026, 5:00 – 6:15 PM (PKT)')
    expect(said).toContain('Thursday, April 23, 2026, 5:00 – 6:15 PM (PKT)')
    expect(said).toContain(`${app.url}${seated.page}`)
    expect(body.content.attachments).toEqual(['direct-line.ics'])
    expect((await counts()).moved).toEqual({ startsAt: NEW_START, coming: 0, cannot: 0, silent: 2 })
  })

  test('and moves back before anybody was told tells nobody', async () => {
    const { officer, call, comes, counts } = await scene()
    const seated = await comes(1, 'approve')
    for (const local of ['2026-04-28T17:00', '2026-04-23T17:00']) {
      await officer.patch(`/api/calls/${call.id}`, { set: { startsAt: { local, zone: 'Asia/Karachi' } } })
      await app.drain()
    }
    await minutes(6)
    expect(await mailsAbout(seated.registration)).toEqual(['received', 'approved'])
    expect((await counts()).moved).toBeNull()
  })

  test('asks again when it moves again; an earlier answer is none', async () => {
    const { comes, move, counts, row } = await scene()
    const seated = await comes(1, 'approve')
    await move('2026-04-24T17:00')
    await press(seated, 'coming')
    expect((await counts()).moved).toMatchObject({ coming: 1, silent: 0 })
    expect((await row(seated.registration))?.answer).toBe('coming')
    await move('2026-04-27T17:00')
    expect((await counts()).moved).toEqual({
      startsAt: '2026-04-27T12:00:00Z',
      coming: 0,
      cannot: 0,
      silent: 1,
    })
    expect((await row(seated.registration))?.answer).toBe('silent')
    expect((await mailsAbout(seated.registration)).filter((mail) => mail === 'rescheduled')).toHaveLength(2)
    expect((await standing(seated))?.asked).toMatchObject({ wasAt: NEW_START, answer: null })
  })

  test('asks nobody who registered for the new time', async () => {
    const { comes, move, counts, row } = await scene()
    const seated = await comes(1, 'approve')
    await move('2026-04-24T17:00')
    app.clock.advance({ minutes: 1 })
    const later = await comes(2, 'approve')
    expect((await counts()).moved).toMatchObject({ coming: 0, cannot: 0, silent: 1 })
    expect((await row(seated.registration))?.answer).toBe('silent')
    expect((await row(later.registration))?.answer).toBeNull()
    expect((await standing(later))?.asked).toBeNull()
    const shown = await open(later)
    expect([shown.status, shown.body]).toEqual([200, expect.stringContaining('Nothing has changed')])
  })
})

describe('the page that asks', () => {
  test('is shown to a scanner as often as it likes, and nothing is answered; a press answers', async () => {
    const { comes, move, counts } = await scene()
    const seated = await comes(1, 'approve')
    await move('2026-04-24T17:00')
    for (let n = 0; n < 3; n += 1) {
      const shown = await open(seated)
      expect(shown.status).toBe(200)
      expect(shown.body.replaceAll(/\s/g, ' ')).toContain('Thursday, April 23, 2026, 5:00 – 6:15 PM (PKT)')
      await fetch(`${app.url}${seated.page}`, { method: 'HEAD' })
      await visitor().get(`${seated.page}?do=cannot&startsAt=${NEW_START}`)
    }
    expect((await counts()).moved).toEqual({ startsAt: NEW_START, coming: 0, cannot: 0, silent: 1 })
    expect((await press(seated, 'coming')).status).toBe(303)
    expect((await press(seated, 'coming')).status).toBe(303)
    expect((await counts()).moved).toEqual({ startsAt: NEW_START, coming: 1, cannot: 0, silent: 0 })
    expect((await open(seated)).body).toContain('You still come: thank you')
    const answers = await look(
      app,
      sql`select 1 from events where stream = ${`registration:${seated.registration}`} and type = 'registration.answered_move'`,
    )
    expect(answers).toHaveLength(1)
  })

  test('takes a seat back, gives it again while nobody was told, and tells what a later start is', async () => {
    const { comes, move, counts } = await scene()
    const seated = await comes(1, 'approve')
    await move('2026-04-24T17:00')
    expect((await press(seated, 'cannot', '2026-04-23T12:00:00Z')).status).toBe(409)
    expect((await press(seated, 'cannot')).status).toBe(303)
    expect(await counts()).toMatchObject({ approved: 0, cancelled: 1, moved: { cannot: 1, silent: 0 } })
    app.clock.advance({ minutes: 9 })
    expect((await press(seated, 'undo')).status).toBe(303)
    expect(await counts()).toMatchObject({ approved: 1, cancelled: 0, moved: { cannot: 0, silent: 1 } })
    await app.drain()
    expect(await mailsAbout(seated.registration)).not.toContain('cancelled')
    await press(seated, 'cannot')
    app.clock.advance({ minutes: 10 })
    const late = await press(seated, 'undo')
    expect([late.status, late.body]).toEqual([
      409,
      expect.stringContaining('This can no longer be taken back.'),
    ])
    await app.drain()
    expect((await mailsAbout(seated.registration)).at(-1)).toBe('cancelled')
  })

  test('says that it is too late once the call began, ended or was cancelled', async () => {
    const { call, comes, move } = await scene()
    const seated = await comes(1, 'approve')
    await move('2026-04-24T17:00')
    app.clock.set(NEW_START)
    const begun = await press(seated, 'cannot')
    expect([begun.status, begun.body]).toEqual([410, expect.stringContaining('The call has begun')])
    const to = (state: 'live' | 'ended') =>
      app.inside((tx) => tx.use(callsCommands).setState(tx, me, { call: call.id, to: state }))
    await to('live')
    expect((await press(seated, 'cannot')).status).toBe(410)
    await to('ended')
    const over = await open(seated)
    expect([over.status, over.body]).toEqual([410, expect.stringContaining('The call is over')])
    expect((await press(seated, 'coming')).status).toBe(410)
    const other = await scene()
    const hers = await other.comes(2, 'approve')
    await other.move('2026-04-24T17:00')
    await app.inside((tx) =>
      tx.use(callsCommands).setState(tx, me, { call: other.call.id, to: 'cancelled', reason: 'Ill' }),
    )
    expect((await press(hers, 'cannot')).body).toContain('The call was cancelled')
    expect(await mailsAbout(hers.registration)).not.toContain('cancelled')
  })

  test('of somebody who was erased, or a link that is none, says so and answers for nobody', async () => {
    const { comes, move, counts, row } = await scene()
    const seated = await comes(1, 'approve')
    await move('2026-04-24T17:00')
    const administrator = await staffClient(app, 'administrator')
    const { person } = (await row(seated.registration))!
    expect((await administrator.post(`/api/persons/${person.id}/erase`)).status).toBe(200)
    await app.drain()
    const gone = await press(seated, 'cannot')
    expect([gone.status, gone.body]).toEqual([410, expect.stringContaining('This link no longer serves')])
    expect((await counts()).approved).toBe(1)
    const cut = await visitor().form(`${seated.page.slice(0, -12)}/coming`, { do: 'cannot' })
    expect([cut.status, cut.body]).toEqual([404, expect.stringContaining('This link is not known')])
  })
})

test('on her own page she answers, and takes it back', async () => {
  const { comes, move } = await scene()
  const seated = await comes(1, 'approve')
  await move('2026-04-24T17:00')
  const say = (answer: string) =>
    seated.session.post<Standing>('/api/my/registration/coming', { startsAt: NEW_START, answer })
  expect((await say('coming')).body.registration).toMatchObject({
    state: 'approved',
    asked: { answer: 'coming' },
  })
  expect((await say('cannot')).body.registration).toMatchObject({
    state: 'cancelled',
    asked: { answer: 'cannot' },
    undoUntil: app.clock.now().add({ minutes: 10 }).toString(),
  })
  const back = await seated.session.post<Standing>('/api/my/registration/undo')
  expect(back.body.registration).toMatchObject({
    state: 'approved',
    undoUntil: null,
    asked: { answer: null },
  })
})
