import fc from 'fast-check'
import ICAL from 'ical.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { mailDesk } from '../../kernel/mail.ts'
import { client } from '../../testing/client.ts'
import { type PostOffice, postOffice } from '../../testing/post-office.ts'
import { comeBy, linkOf, type StaffClient, staffClient } from '../../testing/sign-in.ts'
import { eachMinute, startTestApp, type TestApp } from '../../testing/start-app.ts'
import type { CallDto } from '../calls/contract.ts'
import { registrationCommands, type Standing } from './contract.ts'
import { aRegistrant, openCall } from './factories.ts'

// What stands in people's calendars follows the call, and goes when they do not come.

let app: TestApp
let post: PostOffice
let officer: StaffClient
const me = system('test')

beforeAll(async () => {
  post = await postOffice()
  app = await startTestApp({ smtpUrl: post.url })
  officer = await staffClient(app, 'officer')
})
afterAll(async () => {
  await app.stop()
  await post.close()
})

async function minutes(count: number): Promise<void> {
  app.clock.advance({ minutes: count })
  await eachMinute(app)
}

/** What a calendar program reads. */
function read(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file))
  const component = calendar.getFirstSubcomponent('vevent')!
  const { uid, sequence, summary, startDate } = new ICAL.Event(component)
  const method = calendar.getFirstPropertyValue('method')
  const status = component.getFirstPropertyValue('status')
  return { uid, sequence, summary, method, status, starts: startDate.toJSDate().toISOString() }
}

/** The calendar parts of the mails that arrived for an address, in order; each says in its head what it asks for. */
const calendarsOf = (email: string) =>
  post.to(email).flatMap((mail) =>
    mail.attachments
      .filter(({ contentType }) => contentType === 'text/calendar')
      .map((part) => {
        const file = read(part.content.toString())
        expect(
          String(part.headers.get('content-type') && JSON.stringify(part.headers.get('content-type'))),
        ).toContain(`"method":"${file.method}"`)
        return { subject: mail.subject, ...file }
      }),
  )

async function seated(email: string) {
  return app.inside(async (tx) => {
    const call = await openCall(tx)
    const commands = tx.use(registrationCommands)
    const registrant = aRegistrant(1, { email, name: 'Laura Whitcomb' })
    const made = await commands.register(tx, me, { call: call.id, registrant, locale: 'en' })
    await commands.approve(tx, me, { registration: made.registration })
    return { call, ...made }
  })
}
const change = async (call: string, set: object) => {
  expect((await officer.patch(`/api/calls/${call}`, { set })).status).toBe(200)
  await app.drain()
}

test('a registrant’s calendar gets the seat, each settled change, and the withdrawal: one entry, numbers going up', async () => {
  const { call, person } = await seated('laura@northvale-1.example')
  await app.drain()
  for (const word of ['C', 'Cl', 'Clouds']) {
    await change(call.id, { topic: { en: `${word} and licences` } })
    await minutes(1)
  }
  await minutes(5)
  await change(call.id, { hostPlace: { en: 'Karachi' } })
  await minutes(5)
  await change(call.id, { startsAt: { local: '2026-04-24T17:00', zone: 'Asia/Karachi' } })
  await minutes(5)
  // What stands in no calendar tells nobody.
  await change(call.id, { capacity: 40 })
  await minutes(5)
  const page = `${new URL(await linkOf(app, call.id, person)).pathname}/coming`
  await client(app).form(page, { do: 'cannot', startsAt: '2026-04-24T12:00:00Z' })
  await minutes(10)
  const calendars = calendarsOf('laura@northvale-1.example')
  expect(
    calendars.map(({ subject, method, status, summary, starts }) => [
      subject?.split(':')[0],
      method,
      status,
      summary,
      starts.slice(8, 10),
    ]),
  ).toEqual([
    ['You have a seat', 'REQUEST', 'CONFIRMED', call.topic.en, '23'],
    ['Changed', 'REQUEST', 'CONFIRMED', 'Clouds and licences', '23'],
    ['Changed', 'REQUEST', 'CONFIRMED', 'Clouds and licences', '23'],
    ['New time', 'REQUEST', 'CONFIRMED', 'Clouds and licences', '24'],
    ['Your registration is cancelled', 'CANCEL', 'CANCELLED', 'Clouds and licences', '24'],
  ])
  expect(new Set(calendars.map(({ uid }) => uid)).size).toBe(1)
  const numbers = calendars.map(({ sequence }) => sequence)
  expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b))
})

test('a cancelled call takes the entry out, of those who had a seat and of the panel with its offices', async () => {
  const { call } = await seated('laura@northvale-2.example')
  await app.inside((tx) =>
    tx
      .use(registrationCommands)
      .register(tx, me, { call: call.id, registrant: aRegistrant(3), locale: 'en' }),
  )
  const { body } = await officer.get<CallDto>(`/api/calls/${call.id}`)
  const path = `/api/calls/${call.id}/panel/${body.panel[1]!.id}`
  await officer.patch(path, { email: 'secretary@ministry.example' })
  await officer.put(`${path}/office`, { name: 'Aisha Assistant', email: 'ps@ministry.example', locale: 'ur' })
  await officer.post(`${path}/invite`, {})
  await app.drain()
  await change(call.id, { topic: { en: 'Zones' } })
  await minutes(5)
  expect((await officer.post(`/api/calls/${call.id}/cancel`, { reason: 'Ill' })).status).toBe(200)
  await app.drain()
  for (const email of ['laura@northvale-2.example', 'secretary@ministry.example', 'ps@ministry.example']) {
    const calendars = calendarsOf(email)
    expect(
      calendars.map(({ method, status }) => `${method} ${status}`),
      email,
    ).toEqual(['REQUEST CONFIRMED', 'REQUEST CONFIRMED', 'CANCEL CANCELLED'])
    expect(new Set(calendars.map(({ uid }) => uid)).size).toBe(1)
    expect(calendars[0]!.sequence).toBeLessThan(calendars[1]!.sequence)
    expect(calendars[1]!.sequence).toBeLessThan(calendars[2]!.sequence)
  }
  expect(post.to('laura@northvale-3.example').at(-1)?.subject).toContain('Cancelled')
  expect(calendarsOf('laura@northvale-3.example')).toEqual([])
})

test('whatever happens, the number of the entry never goes down, and goes up with every change', async () => {
  const OPS = ['topic', 'minutes', 'withdraw', 'undo', 'approve', 'decline'] as const
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...OPS), { minLength: 3, maxLength: 8 }), async (ops) => {
      const { call, registration, person } = await seated(`laura@northvale-${app.context.ids()}.example`)
      const hers = await comeBy(app, call.id, person)
      const stateOf = async () =>
        (await hers.get<Standing>('/api/my/registration')).body.registration?.state ?? 'pending'
      const numberNow = async () => {
        const state = await stateOf()
        const content = await app.inside((tx) =>
          tx.use(mailDesk).compose(tx, me, {
            template: `registration.${state}`,
            about: { registration, call: call.id },
            locale: 'en',
            recipient: { name: 'Laura', zone: null },
          }),
        )
        const [file] = content?.attachments ?? []
        return file ? read(file.content).sequence : null
      }
      let last = (await numberNow()) ?? 0
      let n = 0
      for (const op of ops) {
        n += 1
        const decide = (decision: string) =>
          officer.post(`/api/registrations/${registration}/decision`, {
            decision,
            ...(decision === 'decline' ? { reason: 'other' } : {}),
          })
        const done =
          op === 'topic'
            ? await officer.patch(`/api/calls/${call.id}`, { set: { topic: { en: `Topic ${n}` } } })
            : op === 'minutes'
              ? await officer.patch(`/api/calls/${call.id}`, { set: { minutes: 60 + n } })
              : op === 'withdraw'
                ? await hers.post('/api/my/registration/cancel')
                : op === 'undo'
                  ? await hers.post('/api/my/registration/undo')
                  : await decide(op)
        const now = await numberNow()
        if (now === null) continue
        if (done.status === 200) expect(now).toBeGreaterThan(last)
        expect(now).toBeGreaterThanOrEqual(last)
        last = now
      }
    }),
    { numRuns: 8 },
  )
})
