import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '../kernel/actor.ts'
import { sampleCommands } from '../modules/access/contract.ts'
import type { SeriesCall } from '../modules/outcomes/contract.ts'
import type { Client } from '../testing/client.ts'
import { signIn } from '../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../testing/start-app.ts'
import { past } from './past.ts'
import { sample } from './script.ts'

const me = system('test')
let app: TestApp
let officer: Client

beforeAll(async () => {
  app = await startTestApp({ now: '2026-04-20T09:10:00Z' })
  await app.context.transaction(me, (tx) => tx.use(sampleCommands).load(tx, me, {}))
  await app.drain()
  officer = await signIn(app, sample.staff.email)
}, 60_000)
afterAll(async () => app.stop())

interface Row {
  id: string
  state: string
  startsAt: string
  series: { number: number }
  registrations: { pending: number; approved: number }
}

test('the first-run page’s sample is a program in the middle of its life', async () => {
  const { body } = await officer.get<{ items: Row[] }>('/api/calls')
  const byNumber = body.items.toSorted((a, b) => a.series.number - b.series.number)
  expect(byNumber.map(({ series, state, startsAt }) => [series.number, state, startsAt])).toEqual([
    [1, 'ended', '2025-06-23T09:00:00Z'],
    [2, 'ended', '2025-11-23T09:00:00Z'],
    [3, 'published', '2026-04-23T09:00:00Z'],
    [4, 'published', '2026-05-21T09:00:00Z'],
  ])
  expect(byNumber.map(({ registrations }) => registrations).slice(2)).toEqual([
    { pending: 0, approved: 26 },
    { pending: 3, approved: 0 },
  ])
})

test('the calls before it are told as they were: who came, what was asked, answered and is owed', async () => {
  const { body } = await officer.get<{ items: (Row & { series: { id: string } })[] }>('/api/calls')
  const series = body.items[0]?.series.id
  const { calls } = (await officer.get<{ calls: SeriesCall[] }>(`/api/series/${series}/outcomes`)).body
  expect(calls.slice(0, 2)).toMatchObject([
    { number: 1, registrations: 7, attended: 6, questions: 6, answered: 6, owed: 0 },
    { number: 2, registrations: 10, attended: 8, questions: 7, answered: 6, owed: 1 },
  ])
})

test('nobody is written to because of them', async () => {
  const written = await app.context.transaction(me, (tx) =>
    tx.db.execute(
      sql`select template, count(*)::int as n from mail_mails group by template order by template`,
    ),
  )
  expect(written).toMatchObject({
    rows: [
      { template: 'registration.approved', n: 26 },
      { template: 'registration.received', n: 29 },
    ],
  })
})

test('it says on every screen that it is a sample', async () => {
  const { body } = await officer.get<{ sample: boolean; mission: string }>('/api/session')
  expect(body).toMatchObject({ sample: true, mission: 'U.S. Mission in Pakistan' })
})

test('no address of the sample can belong to anybody', () => {
  const firms = [...sample.firms, ...sample.absent, ...sample.pending, ...past.firms]
  const addresses = [...sample.panel, ...sample.colleagues, sample.staff, sample.expert].map(
    ({ email }) => email,
  )
  for (const address of [...addresses, ...firms.map(({ domain }) => domain)])
    expect(address).toMatch(/\.example$/)
})
