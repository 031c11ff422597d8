import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../kernel/actor.ts'
import type { Id } from '../kernel/ids.ts'
import { callsCommands } from '../modules/calls/contract.ts'
import { aPublishedCall } from '../modules/calls/factories.ts'
import { aRegistrant } from '../modules/registration/factories.ts'
import { type Client, client } from '../testing/client.ts'
import { everything, look } from '../testing/look.ts'
import { linkClient, linkOf, staffClient } from '../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../testing/start-app.ts'

/** Words that occur nowhere else, so that finding one of them is finding her. */
const HER = {
  name: 'Zephyrina Quillfeather',
  title: 'Xylographer General',
  email: 'zq.unique@northvale.example',
  phone: '+1 202 555 0199 77',
  asked: 'Does the marzipan clause apply to gondolas?',
  needs: 'A seat beside the aquamarine door',
  askedLive: 'And what of the velociraptor licence?',
  said: 'We brought our own kaleidoscope to the negotiation',
} as const
const TRACES = [
  'zephyrina',
  'quillfeather',
  'xylographer',
  'zq.unique',
  '555 0199',
  '5550199',
  'marzipan',
  'aquamarine',
  'velociraptor',
  'kaleidoscope',
]

/** Somebody who walked in, and somebody of whom others spoke: neither has a link, nor a file of their own. */
const GUEST = { name: 'Ulysses Tamarind', organization: 'Obsidian Yak Traders' } as const
const NAMED = 'what Peregrine Woolgather did to the harbour'
const TRACES_OF_OTHERS = ['tamarind', 'obsidian yak', 'woolgather']

let app: TestApp
let call: Id
let person: Id
let officer: Client
let her: Client
const test = system('test')
/** A step of the story, which must have gone well. */
async function did<T>(answer: Promise<{ status: number; body: T }>): Promise<T> {
  const { status, body } = await answer
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`)
  return body
}
const command = (at: Client, name: string, input: object = {}) =>
  did(at.post<{ made: string | null }>(`/api/calls/${call}/commands`, { id: app.context.ids(), name, input }))

/** A call she takes part in from the form to the readout, and after which she is known in every corner. */
beforeAll(async () => {
  app = await startTestApp()
  const facts = await app.inside((tx) => aPublishedCall(tx))
  call = facts.id
  officer = await staffClient(app, 'officer')
  const { asked: question, needs: otherNeeds, name, title, email, phone } = HER
  const { name: _n, email: _e, ...rest } = aRegistrant(1)
  const form = { ...rest, name, title, email, phone, question, otherNeeds }
  await did(client(app).post(`/api/calls/${call}/registrations`, form))
  await app.drain()
  const list = await officer.get<{ items: { id: string; person: string }[] }>(
    `/api/calls/${call}/registrations`,
  )
  const { id: registration } = list.body.items[0] ?? { id: '' }
  person = await personOf(HER.email)
  await did(officer.post(`/api/registrations/${registration}/decision`, { decision: 'approve' }))
  await app.drain()
  const link = await linkOf(app, call, person)
  her = await linkClient(app, link)

  app.clock.set('2026-04-23T11:50:00Z')
  her = await linkClient(app, link)
  officer = await staffClient(app, 'officer')
  await command(officer, 'openRoom')
  await command(her, 'enter', { acceptedRules: await rulesVersion() })
  app.clock.set('2026-04-23T12:00:00Z')
  await command(officer, 'goOnAir')
  await command(her, 'submitQuestion', { text: HER.askedLive })
  const quote = await command(officer, 'recordEntry', {
    kind: 'quote',
    text: HER.said,
    speaker: { kind: 'person', person },
  })
  await command(officer, 'addGuest', { how: 'walk-in', ...GUEST, count: 2 })
  await command(officer, 'recordEntry', { kind: 'topic', text: NAMED })
  await command(officer, 'askToPublish', { entry: quote.made })
  await command(her, 'grantPublication', { entry: quote.made })
  app.clock.set('2026-04-23T13:00:00Z')
  await command(officer, 'endBroadcast')
  await command(officer, 'endCall')
  await app.drain()
})
afterAll(() => app.stop())

const personOf = async (email: string): Promise<Id> =>
  (await look<{ id: Id }>(app, sql`select id from people_persons where email = ${email}`))[0]?.id ?? ''
const rulesVersion = () =>
  app.inside(async (tx) => (await tx.use(callsCommands).get(tx, test, { call })).rulesVersion)

/** Everything that screens and files show the mission of her call. */
async function shown(): Promise<string> {
  const paths = ['attendance', 'answers', 'readout', 'room', 'record', 'registrations', 'history'].map(
    (part) => `/api/calls/${call}/${part}`,
  )
  const files = ['attendance.csv', 'answers.csv', 'readout.html'].map((file) => `/api/calls/${call}/${file}`)
  const at = await staffClient(app, 'administrator')
  const seen: string[] = []
  for (const path of [...paths, ...files, '/api/persons', `/api/persons/${person}`, '/api/outbox']) {
    const answer = await at.get<unknown>(path)
    expect([path, answer.status]).toEqual([path, 200])
    seen.push(JSON.stringify(answer.body))
  }
  return seen.join('\n')
}

const tracesIn = (text: string): string[] => TRACES.filter((trace) => text.toLowerCase().includes(trace))

/** What the planner keeps of the values of a column, which is data too. */
const statistics = async () =>
  JSON.stringify(
    await look(app, sql`select * from pg_stats where schemaname not in ('pg_catalog', 'information_schema')`),
  )

describe('a person who wishes to be forgotten', () => {
  it('is known before: the search finds every trace of her', async () => {
    expect(tracesIn(await everything(app)).sort()).toEqual(
      TRACES.filter((trace) => trace !== '5550199').sort(),
    )
    const seen = tracesIn(await shown())
    expect(seen).toEqual(
      expect.arrayContaining(['zephyrina', 'zq.unique', 'marzipan', 'velociraptor', 'kaleidoscope']),
    )
  })

  it('was never in the logs, not even before', () => {
    expect(app.logged.length).toBeGreaterThan(10)
    expect(tracesIn(app.logged.join('\n'))).toEqual([])
  })

  it('is in no event and in no job, not even before', async () => {
    const rows = (await everything(app)).split('\n')
    const kept = rows.filter((row) => /^(events|pgboss\.|handled|mail_mails|idempotency_keys)/.test(row))
    expect(kept.length).toBeGreaterThan(20)
    expect(kept.filter((row) => tracesIn(row).length > 0)).toEqual([])
  })

  it('is gone afterwards: from every table, what the planner keeps of them, every screen and every file', async () => {
    const administrator = await staffClient(app, 'administrator')
    const erased = await administrator.post<{ name: null; erasedAt: string }>(`/api/persons/${person}/erase`)
    expect(erased.body).toMatchObject({ name: null, email: null, phone: null })
    await app.drain()
    await look(app, sql`analyze`)

    const left = (await everything(app)).split('\n').filter((row) => tracesIn(row).length > 0)
    expect(left).toEqual([])
    expect(tracesIn(await statistics())).toEqual([])
    expect(tracesIn(await shown())).toEqual([])
    expect(tracesIn(app.logged.join('\n'))).toEqual([])
  })

  it('leaves the record standing: what happened is still counted, as removed', async () => {
    const administrator = await staffClient(app, 'administrator')
    const { body } = await administrator.get<{ items: { type: string }[] }>(
      `/api/calls/${call}/record?limit=200`,
    )
    const types = body.items.map(({ type }) => type)
    expect(types).toEqual(expect.arrayContaining(['question.submitted', 'entry.recorded']))
    expect((await her.get<{ who: { kind: string } }>('/api/session')).body.who.kind).toBe('anonymous')
  })

  it('or somebody who never had a link: the officer takes their words out, and those of others about them', async () => {
    const others = (text: string) => TRACES_OF_OTHERS.filter((trace) => text.toLowerCase().includes(trace))
    expect(others(await shown())).toEqual(TRACES_OF_OTHERS)
    const kept = (await everything(app)).split('\n').filter((row) => others(row).length > 0)
    expect(kept.filter((row) => /^(events|pgboss\.|handled|mail_mails)/.test(row))).toEqual([])
    expect(others(app.logged.join('\n'))).toEqual([])

    const at = await staffClient(app, 'officer')
    const { body } = await at.get<{ items: { seq: number; text: string | null }[] }>(
      `/api/calls/${call}/record?limit=200`,
    )
    for (const { seq, text } of body.items.filter((event) => others(event.text ?? '').length > 0)) {
      const path = `/api/calls/${call}/record/${seq}/erase`
      expect([text, (await (await staffClient(app, 'viewer')).post(path)).status]).toEqual([text, 403])
      expect([text, (await at.post(path)).status]).toEqual([text, 200])
    }
    await app.drain()
    await look(app, sql`analyze`)
    expect((await everything(app)).split('\n').filter((row) => others(row).length > 0)).toEqual([])
    expect(others(await statistics())).toEqual([])
    expect(others(await shown())).toEqual([])
    const { rows } = (
      await at.get<{ rows: { how: string; name: null; count: number }[] }>(`/api/calls/${call}/attendance`)
    ).body
    expect(rows.filter(({ how }) => how === 'walk-in')).toMatchObject([{ name: null, count: 2 }])
  })

  it('can be asked for twice', async () => {
    const administrator = await staffClient(app, 'administrator')
    expect((await administrator.post(`/api/persons/${person}/erase`)).status).toBe(200)
  })
})
