import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { system } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/ids.ts'
import { systemIds } from '../../kernel/ids.ts'
import { look } from '../../testing/look.ts'
import { MAILBOXES, type WithRegistrants, withRegistrants } from '../../testing/registrants.ts'
import { linkOf } from '../../testing/sign-in.ts'
import { peopleCommands } from '../people/contract.ts'
import type {
  MessagePreview,
  MessageRecipients,
  MessageRow,
  MessageShown,
  MessageState,
  MessageText,
} from './contract.ts'

// An officer writes to those who registered: three of them have a seat, one waits for a decision.

const me = system('test')
let stage: WithRegistrants
beforeAll(async () => {
  stage = await withRegistrants()
})
afterAll(() => stage.stop())
beforeEach(() => {
  stage.post.received.length = 0
})

const english = (body: string, subject = 'Before the call: {topic}'): MessageText => ({
  en: { subject, body },
  ur: null,
})
const both: MessageText = {
  ...english('Dear {name},\n\nwe begin on {time}.\n\n{link}\n\nGreetings to {organization}.'),
  ur: { subject: 'کال سے پہلے: {topic}', body: 'محترم {name}،\n\nوقت: {time}۔\n\n{link}' },
}
const path = (rest = '') => `/api/calls/${stage.call.id}/messages${rest}`
const send = (more: Partial<{ id: Id; text: MessageText; states: MessageState[]; people: number }> = {}) =>
  stage.officer.post<
    MessageRow & { detail: string; reason: string; params: object; errors: { path: string }[] }
  >(path(), {
    id: systemIds(),
    text: both,
    states: ['approved'],
    people: 3,
    ...more,
  })
const recipients = async (states: string, search = '') =>
  (
    await stage.officer.get<MessageRecipients>(
      `/api/calls/${stage.call.id}/message-recipients?states=${states}&search=${search}`,
    )
  ).body
const preview = (text: MessageText, registration: Id) =>
  stage.officer.post<MessagePreview & { detail: string; errors: { path: string; detail: string }[] }>(
    path('/preview'),
    {
      text,
      registration,
    },
  )
const shown = async (id: Id) => (await stage.officer.get<MessageShown>(`/api/messages/${id}`)).body
const own = (person: Id) => linkOf(stage.app, stage.call.id, person)
const plain = (text: string | undefined) => (text ?? '').replace(/[\u2009\u202f]/g, ' ')

test('before anything is sent the officer sees how many are in each state, and finds one of them by name', async () => {
  const found = await recipients('approved,pending')
  expect(found).toMatchObject({
    people: 4,
    locales: { en: 3, ur: 1 },
    unreachable: 0,
    marked: 0,
    states: {
      pending: 1,
      approved: 3,
      waitlisted: 0,
      declined: 0,
      cancelled: 0,
      attended: null,
      'no-show': null,
    },
  })
  expect((await recipients('approved', 'northvale cloud 2')).some.map(({ name }) => name)).toEqual([
    'ندیم اختر',
  ])
  expect(await recipients('')).toMatchObject({ people: 0, some: [] })
})

test('each reads it in their own language and zone, with their own link; the preview is that very mail', async () => {
  const seen = (await preview(both, stage.registered.laura.registration)).body
  expect(seen).toMatchObject({
    locale: 'en',
    zone: 'America/Los_Angeles',
    subject: `Before the call: ${stage.call.topic.en}`,
  })

  const sent = await send()
  expect(sent.body).toMatchObject({ people: 3, progress: { queued: 3, sent: 0 }, by: 'Test officer' })
  await stage.app.drain()
  expect(stage.post.received).toHaveLength(3)

  const [laura] = stage.post.to(MAILBOXES.laura)
  const [nadeem] = stage.post.to(MAILBOXES.nadeem)
  const text = plain(laura!.text)
  expect(laura!.subject).toBe(seen.subject)
  expect(text).toContain('Thursday, April 23, 2026, 5:00 – 6:15 AM (PDT, your time)')
  expect(text).toContain('Greetings to Northvale Cloud 1.')
  const link = await own(stage.registered.laura.person)
  expect(text).toContain(link)
  // The preview says the same in every word; only its link lets nobody in.
  expect(text.trim()).toBe(
    plain(seen.plain).replace(`${stage.app.url}/calls/${stage.call.slug}`, link).trim(),
  )
  expect(JSON.stringify(seen)).not.toContain(link)

  expect(nadeem!.subject).toBe(`کال سے پہلے: ${stage.call.topic.ur}`)
  expect(nadeem!.html).toContain('<html lang="ur" dir="rtl">')
  expect(nadeem!.text).toContain('محترم ندیم اختر،')
  expect(nadeem!.text).toContain(await own(stage.registered.nadeem.person))

  const row = (await stage.officer.get<{ items: MessageRow[] }>(path())).body.items[0]!
  expect(row).toMatchObject({ people: 3, states: ['approved'], progress: { queued: 0, sent: 3, failed: 0 } })
})

test('who reads the other language gets the one there is, and the mail says in which it is', async () => {
  const seen = (await preview(english('Dear {name}'), stage.registered.nadeem.registration)).body
  expect(seen).toMatchObject({ locale: 'en', to: { locale: 'ur' } })
  await send({ text: english('Dear {name}') })
  await stage.app.drain()
  const [mail] = stage.post.to(MAILBOXES.nadeem)
  expect(mail!.headers.get('content-language')).toBe('en')
  expect(mail!.html).toContain('<html lang="en" dir="ltr">')
  expect(mail!.text).toContain('Answers to this mail are not read.')
})

test('pressed twice at once, tried again, handed on again: everybody gets it once', async () => {
  const id = systemIds()
  const [first, second] = await Promise.all([send({ id }), send({ id })])
  expect([first.status, second.status]).toEqual([200, 200])
  await stage.app.drain()
  expect((await send({ id })).body).toMatchObject({ id, progress: { sent: 3 } })
  await stage.app.inside((tx) => tx.enqueue('registration.hand-on-message', { message: id }))
  await stage.app.inside((tx) => tx.enqueue('registration.hand-on-unfinished', {}))
  await stage.app.drain()
  expect(stage.post.received).toHaveLength(3)

  // The same number for something else is refused, not swallowed.
  const other = await send({ id, text: english('Something else') })
  expect(other.status).toBe(409)
  expect(other.body.reason).toBe('registration.message_is_another')
})

test('a server that was ended in the middle takes the rest up where it stopped', async () => {
  const { body } = await send()
  await stage.app.drain()
  // As if two of three had not been written: their mails are gone, and the job with them.
  await look(
    stage.app,
    sql`delete from mail_mails where key like ${`registration.message:${body.id}:%`} and person <> ${stage.registered.laura.person}`,
  )
  await look(
    stage.app,
    sql`update registration_message_recipients set handed_at = null where message = ${body.id}`,
  )
  stage.post.received.length = 0
  await stage.app.inside((tx) => tx.enqueue('registration.hand-on-unfinished', {}))
  await stage.app.drain()
  expect(
    [stage.post.to(MAILBOXES.laura), stage.post.to(MAILBOXES.nadeem), stage.post.to(MAILBOXES.omar)].map(
      (mails) => mails.length,
    ),
  ).toEqual([0, 1, 1])
  expect((await shown(body.id)).progress).toMatchObject({ sent: 3, queued: 0 })
})

test('a test comes to the officer alone, marked, in the chosen reader’s words, and its link lets nobody in', async () => {
  const answer = await stage.officer.post<{ to: string }>(path('/test'), {
    id: systemIds(),
    text: both,
    registration: stage.registered.nadeem.registration,
  })
  expect(answer.body).toEqual({ to: 'officer.all@mission.example' })
  await stage.app.drain()
  expect(stage.post.received).toHaveLength(1)
  const [mail] = stage.post.to('officer.all@mission.example')
  expect(mail!.subject).toBe(`[آزمائش] کال سے پہلے: ${stage.call.topic.ur}`)
  expect(mail!.text).toContain('محترم ندیم اختر،')
  expect(mail!.text).not.toContain(await own(stage.registered.nadeem.person))
  expect(mail!.text).toContain(`/calls/${stage.call.slug}`)
  // It is no message of the stage.call.
  const { items } = (await stage.officer.get<{ items: MessageRow[] }>(path())).body
  expect(items.some(({ people }) => people === 0)).toBe(false)
})

test('when somebody came or went since the officer looked, nothing is sent and both numbers are said', async () => {
  const { status, body } = await send({ states: ['approved', 'pending'], people: 3 })
  expect(status).toBe(409)
  expect(body).toMatchObject({ reason: 'registration.recipients_changed', params: { shown: 3, now: 4 } })
  expect(body.detail).toContain('There were 3 people when you looked, and there are 4 now.')
  const nobody = await send({ states: ['declined'], people: 0 })
  expect(nobody.body.reason).toBe('registration.nobody_to_write_to')
  const early = await send({ states: ['attended'], people: 0 })
  expect(early.body.reason).toBe('registration.nobody_to_write_to')
  await stage.app.drain()
  expect(stage.post.received).toHaveLength(0)
})

test('an address that the mail server refuses is named with what it said; the others have their mail', async () => {
  stage.post.refused.add(MAILBOXES.omar)
  const { body } = await send()
  await stage.app.drain()
  stage.post.refused.delete(MAILBOXES.omar)
  expect(stage.post.received).toHaveLength(2)
  const { progress, troubles } = await shown(body.id)
  expect(progress).toMatchObject({ sent: 2, failed: 1 })
  expect(troubles).toEqual([
    {
      registration: stage.registered.omar.registration,
      name: 'Omar Gone',
      organization: 'Northvale Cloud 3',
      outcome: 'failed',
      why: 'EENVELOPE 550 5.1.1',
    },
  ])
  expect(await recipients('approved')).toMatchObject({ people: 3, marked: 1 })
})

test('whose seat is taken back while the mail waits does not get it; an erased person is neither counted nor written to', async () => {
  const { body } = await send({ states: ['approved', 'pending'], people: 4 })
  await stage.officer.post(`/api/registrations/${stage.registered.ravi.registration}/decision`, {
    decision: 'decline',
    reason: 'firm not found',
  })
  await stage.app.inside((tx) =>
    tx.use(peopleCommands).erase(tx, me, { person: stage.registered.omar.person }),
  )
  await stage.app.drain()
  expect(stage.post.to(MAILBOXES.ravi).filter(({ subject }) => subject?.startsWith('Before'))).toHaveLength(0)
  expect(stage.post.to(MAILBOXES.omar)).toHaveLength(0)
  const now = await shown(body.id)
  expect(now.progress).toMatchObject({ sent: 2, withheld: 2 })
  expect(now.troubles.map(({ name, outcome }) => [name, outcome])).toEqual([
    [null, 'withheld'],
    ['Ravi Waits', 'withheld'],
  ])
  expect(await recipients('approved')).toMatchObject({ people: 2, unreachable: 1 })
  const gone = await preview(both, stage.registered.omar.registration)
  expect(gone.status).toBe(410)
  expect((await send({ people: 2 })).status).toBe(200)
})
