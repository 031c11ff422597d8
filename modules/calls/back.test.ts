import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { client } from '../../testing/client.ts'
import { OLIVE, type StaffClient, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import type { MailRow } from '../mail/contract.ts'
import { registrationCommands } from '../registration/contract.ts'
import { aRegistrant } from '../registration/factories.ts'
import type { CallDto, HistoryEntry, Told } from './contract.ts'
import { aDraft, aProgram, aPublishedCall, aSeries } from './factories.ts'

// What was announced is taken back, not undone: it depends on who has already acted on it.

type Problem = { reason: string; detail: string }
let app: TestApp
let olive: StaffClient
let administrator: StaffClient
let program: string
let series: string
const aCall = () => app.inside((tx) => aPublishedCall(tx, { series }))
const post = (path: string, body?: object) => olive.post<CallDto & Problem>(`/api/calls/${path}`, body)
const register = (call: string) =>
  app.inside((tx) =>
    tx
      .use(registrationCommands)
      .register(tx, system('test'), { call, registrant: aRegistrant(), locale: 'en' }),
  )
const told = async (id: string) => (await olive.get<Told>(`/api/calls/${id}/told`)).body
const history = async (path: string) =>
  (await olive.get<{ items: HistoryEntry[]; names: Record<string, { en: string }> }>(`/api/${path}/history`))
    .body
const mails = async (template: string) => {
  await app.drain()
  const { body } = await administrator.get<{ items: MailRow[] }>('/api/outbox')
  return body.items.filter((mail) => mail.template === template)
}

beforeAll(async () => {
  app = await startTestApp()
  program = await app.inside((tx) => aProgram(tx))
  series = await app.inside((tx) => aSeries(tx, program))
  olive = await staffClient(app, 'officer', program, OLIVE)
  administrator = await staffClient(app, 'administrator')
})
afterAll(() => app.stop())

describe('an announcement that was a mistake', () => {
  it('is taken back while nobody registered: a draft again, out of lists and feeds, and its page says so', async () => {
    const call = await aCall()
    const page = () => client(app).get<string>(`/calls/${call.slug}`)
    const feed = async () => (await client(app).get<string>(`/series/${call.series.slug}/feed.xml`)).body
    expect(await feed()).toContain(call.slug)
    expect(await told(call.id)).toMatchObject({ registered: 0, refusal: null })
    expect((await post(`${call.id}/take-back`)).body).toMatchObject({ state: 'draft', slug: call.slug })
    const gone = await page()
    expect(gone.status).toBe(410)
    expect(gone.body).toContain('was taken back')
    expect(await feed()).not.toContain(call.slug)
    expect((await history(`calls/${call.id}`)).items[0]).toMatchObject({
      by: 'Olive Officer',
      type: 'call.taken_back',
      data: { from: 'published', to: 'draft' },
    })
  })

  it('keeps its address when it is announced anew, whatever its topic is by then', async () => {
    const call = await aCall()
    await post(`${call.id}/take-back`)
    await olive.patch(`/api/calls/${call.id}`, { set: { topic: { en: 'Another topic' } } })
    expect((await post(`${call.id}/publish`)).body).toMatchObject({ state: 'published', slug: call.slug })
  })

  it('is refused once somebody registered, with how many and what to do instead', async () => {
    const call = await aCall()
    await register(call.id)
    expect(await told(call.id)).toMatchObject({ registered: 1, refusal: 'calls.taken_back_registered' })
    const refused = await post(`${call.id}/take-back`)
    expect([refused.status, refused.body.reason]).toEqual([409, 'calls.taken_back_registered'])
    expect(refused.body.detail).toContain('One person has registered')
    expect((await post(`${(await app.inside((tx) => aDraft(tx, series))).id}/take-back`)).body.reason).toBe(
      'calls.is_draft',
    )
  })
})

describe('a cancellation that was a mistake', () => {
  it('a draft that was given up is a draft again', async () => {
    const draft = await app.inside((tx) => aDraft(tx, series))
    await post(`${draft.id}/cancel`, { reason: 'No panel' })
    expect((await post(`${draft.id}/bring-back`)).body).toMatchObject({ state: 'draft', cancelReason: null })
  })

  it('an announced call is announced again, and its panel, who was told that it is off, is told that it is on', async () => {
    const call = await aCall()
    const member = call.panel[1]!
    await post(`${call.id}/panel/${member.id}/invite`)
    await app.drain()
    await post(`${call.id}/cancel`, { reason: 'The minister fell ill.' })
    await app.drain()
    expect(await told(call.id)).toMatchObject({ stage: 1, refusal: null })
    expect((await post(`${call.id}/bring-back`)).body).toMatchObject({
      state: 'published',
      cancelReason: null,
    })
    expect((await mails('calls.stage_back')).map((mail) => mail.to?.name)).toEqual([member.name.en])
  })

  it('stands once registered people were told, or when its time is over', async () => {
    const call = await aCall()
    await register(call.id)
    await post(`${call.id}/cancel`, { reason: 'The minister fell ill.' })
    expect((await post(`${call.id}/bring-back`)).body.reason).toBe('calls.brought_back_registered')
    const past = await app.inside((tx) =>
      aPublishedCall(tx, {
        series,
        startsAt: Temporal.Instant.from('2026-03-23T12:00:00Z'),
        rsvpDeadline: Temporal.Instant.from('2026-03-21T12:00:00Z'),
      }),
    )
    await post(`${past.id}/cancel`, { reason: 'The minister fell ill.' })
    expect((await post(`${past.id}/bring-back`)).body.reason).toBe('calls.brought_back_past')
    expect((await post(`${(await aCall()).id}/bring-back`)).body.reason).toBe('calls.not_cancelled')
  })
})

describe('a program and a series', () => {
  it.each([
    ['programs', () => program, 'purpose', 'program.changed'],
    ['series', () => series, 'description', 'series.changed'],
  ] as const)(
    '%s: two who write one field see both; who changed what is kept, and taken back',
    async (path, id, field, type) => {
      const url = `/api/${path}/${id()}`
      const first = await olive.patch<Record<string, unknown>>(url, { [field]: { en: 'One' } })
      const late = await administrator.patch<{ reason: string; params: Record<string, string> }>(url, {
        [field]: { en: 'Two' },
        base: { [field]: { en: 'Older', ur: null } },
      })
      expect([late.status, late.body.reason]).toEqual([409, 'calls.changed_meanwhile'])
      expect(JSON.parse(late.body.params[`${field}.theirs`] ?? '')).toEqual(first.body[field])
      await administrator.patch(url, { [field]: { en: 'Two' }, base: { [field]: first.body[field] } })
      const [made] = (await history(`${path}/${id()}`)).items
      expect(made).toMatchObject({
        by: 'Test administrator',
        type,
        texts: { [field]: { before: { en: 'One' }, after: { en: 'Two' } } },
      })
      const undone = await olive.post<Record<string, unknown>>(`${url}/history/${made?.seq}/undo`)
      expect(undone.body[field]).toMatchObject({ en: 'One' })
      await administrator.patch(url, { [field]: { en: 'Three' } })
      expect((await olive.post(`${url}/history/${made?.seq}/undo`)).status).toBe(409)
    },
  )
})
