import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Id } from '../../kernel/ids.ts'
import { systemIds } from '../../kernel/ids.ts'
import { look } from '../../testing/look.ts'
import { type WithRegistrants, withRegistrants } from '../../testing/registrants.ts'
import { staffClient } from '../../testing/sign-in.ts'
import type { MessagePreview, MessageRow, MessageText, OwnTemplate } from './contract.ts'

// What a message says: what is refused, what may be kept, who may write, and where it is not found.

let stage: WithRegistrants
beforeAll(async () => {
  stage = await withRegistrants()
})
afterAll(() => stage.stop())

const english = (body: string, subject = 'Before the call: {topic}'): MessageText => ({
  en: { subject, body },
  ur: null,
})
const both: MessageText = {
  ...english('Dear {name},\n\nwe begin on {time}.\n\n{link}\n\nGreetings to {organization}.'),
  ur: { subject: 'کال سے پہلے: {topic}', body: 'محترم {name}،\n\nوقت: {time}۔\n\n{link}' },
}
const path = (rest = '') => `/api/calls/${stage.call.id}/messages${rest}`
const send = (more: Partial<{ text: MessageText; people: number }> = {}) =>
  stage.officer.post<
    MessageRow & { detail: string; reason: string; params: object; errors: { path: string }[] }
  >(path(), {
    id: systemIds(),
    text: both,
    states: ['approved'],
    people: 3,
    ...more,
  })

const preview = (text: MessageText, registration: Id) =>
  stage.officer.post<MessagePreview & { detail: string; errors: { path: string; detail: string }[] }>(
    path('/preview'),
    {
      text,
      registration,
    },
  )

test('empty, half empty, or with a placeholder that is none: the place is named and nothing is sent', async () => {
  const wrong = async (text: unknown) => {
    const { status, body } = await send({ text: text as MessageText })
    expect(status).toBe(422)
    return body.errors
  }
  expect(await wrong({ en: null, ur: null })).toMatchObject([
    { path: 'text', reason: 'registration.message_empty' },
  ])
  expect(await wrong(english('  '))).toMatchObject([{ path: 'text.en.body' }])
  expect(await wrong({ ...both, ur: { subject: '', body: 'متن' } })).toMatchObject([
    { path: 'text.ur.subject' },
  ])
  expect(await wrong(english('Dear {nmae}'))).toMatchObject([
    { path: 'text.en.body', detail: expect.stringContaining('“{nmae}”') },
  ])
  expect(await wrong(english('Dear {first name}'))).toHaveLength(1)
  expect(await wrong(english('Dear {name'))).toHaveLength(1)
  expect(await wrong(english('Hello', 'Your {link}'))).toMatchObject([{ path: 'text.en.subject' }])
  expect(await wrong(english('x'.repeat(6001)))).toMatchObject([{ path: 'text.en.body' }])
  expect((await preview(english('{answer}'), stage.registered.laura.registration)).status).toBe(422)
  await stage.app.drain()
  expect(stage.post.received).toHaveLength(0)
})

test('a name in braces stays a name: what is filled in is not read again', async () => {
  await look(
    stage.app,
    sql`update people_persons set name = '{link} {owed}' where id = ${stage.registered.ravi.person}`,
  )
  const { body } = await preview(english('Dear {name}'), stage.registered.ravi.registration)
  expect(body.blocks).toEqual([{ p: 'Dear {link} {owed}' }])
  await look(
    stage.app,
    sql`update people_persons set name = 'Ravi Waits' where id = ${stage.registered.ravi.person}`,
  )
})

test('texts come with the product in both languages, and a program keeps its own: saved, changed, thrown away', async () => {
  const list = async (who = stage.officer) =>
    (
      await who.get<{ standard: { id: string; states: string[]; text: MessageText }[]; own: OwnTemplate[] }>(
        `/api/calls/${stage.call.id}/message-templates`,
      )
    ).body
  const { standard, own: none } = await list()
  expect(none).toEqual([])
  expect(standard.map(({ id }) => id)).toEqual([
    'information',
    'joining',
    'change',
    'thank_you',
    'missed_you',
  ])
  for (const { text } of standard) {
    expect((await preview(text, stage.registered.laura.registration)).status).toBe(200)
    expect(text.ur?.body).toContain('{name}')
  }
  const save = (name: string, text = both) =>
    stage.officer.post<OwnTemplate & { reason: string }>(`/api/calls/${stage.call.id}/message-templates`, {
      name,
      text,
    })
  const made = (await save('Parking')).body
  expect((await save('Parking')).body.reason).toBe('registration.template_name_taken')
  expect((await save('Bad', english('{what}'))).status).toBe(422)
  const change = { name: 'Parking in the north', text: english('The gate in the north') }
  expect((await stage.officer.put(`/api/message-templates/${made.id}`, change)).status).toBe(200)
  expect((await list()).own).toEqual([{ id: made.id, ...change }])

  const elsewhere = await staffClient(stage.app, 'officer', stage.app.context.ids())
  expect((await elsewhere.delete(`/api/message-templates/${made.id}`)).status).toBe(403)
  expect((await elsewhere.get(path())).status).toBe(403)
  expect((await stage.officer.delete(`/api/message-templates/${made.id}`)).status).toBe(200)
  expect((await stage.officer.delete(`/api/message-templates/${made.id}`)).status).toBe(404)
  expect((await list()).own).toEqual([])
})

test('who decides on seats or only looks on reads what was written, and writes to nobody', async () => {
  for (const role of ['approver', 'viewer'] as const) {
    const other = await staffClient(stage.app, role)
    expect((await other.get(path())).status).toBe(200)
    const answers = await Promise.all([
      other.post(path(), { id: systemIds(), text: both, states: ['approved'], people: 2 }),
      other.post(path('/test'), { id: systemIds(), text: both }),
      other.post(path('/preview'), { text: both, registration: stage.registered.laura.registration }),
      other.get(`/api/calls/${stage.call.id}/message-recipients?states=approved`),
    ])
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403])
  }
})

test('what was written is in no event, no job and no log', async () => {
  await send({ text: english('The gate is behind the quincunx'), people: 2 })
  await stage.app.drain()
  const kept = await look<{ row: string }>(
    stage.app,
    sql`select e::text as row from events e union all select j::text from pgboss.job j union all select m::text from mail_mails m`,
  )
  expect(kept.length).toBeGreaterThan(20)
  expect(kept.filter(({ row }) => row.includes('quincunx'))).toEqual([])
  expect(stage.app.logged.join('\n')).not.toContain('quincunx')
})
