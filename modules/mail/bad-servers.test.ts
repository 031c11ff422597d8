import { afterEach, expect, test } from 'vitest'
import { system } from '../../kernel/actor.ts'
import type { Client } from '../../testing/client.ts'
import { moodyPostOffice, whimsicalPostOffice } from '../../testing/moody-post-office.ts'
import { staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { registrationCommands } from '../registration/contract.ts'
import { aRegistrant, openCall } from '../registration/factories.ts'
import type { MailRow, QueueShown } from './contract.ts'
import { mailTo, manyPeople } from './factories.ts'

const me = system('test')
const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function start(post: { url: string; close(): Promise<void> }, settings = '') {
  closers.push(post.close)
  const app = await startTestApp({ smtpUrl: `${post.url}${settings}` })
  closers.push(() => app.stop())
  return { app, officer: await staffClient(app, 'officer') }
}

const register = (app: TestApp) =>
  app.inside(async (tx) => {
    const call = await openCall(tx)
    const { registration } = await tx.use(registrationCommands).register(tx, me, {
      call: call.id,
      registrant: aRegistrant(1),
      locale: 'en',
    })
    return { template: 'registration.received', about: { registration, call: call.id } }
  })

const outbox = async (officer: Client) =>
  (await officer.get<{ items: MailRow[]; counts: Record<string, number> }>('/api/outbox?limit=200')).body
const only = async (officer: Client) => (await outbox(officer)).items[0]!
const queue = async (officer: Client) => (await officer.get<QueueShown>('/api/mail-queue')).body

/** What the queue does when a mail's pause is over. */
async function again(app: TestApp, mail: MailRow) {
  await app.inside((tx) => tx.enqueue('mail.deliver', { mail: mail.id }))
  await app.drain()
}

test('of 300 recipients one breaks the conversation whenever it is named: all others get their mail, once', async () => {
  const breaking = 'reader-150@many.example'
  const post = await whimsicalPostOffice((step, to) => (step === 'RCPT' && to === breaking ? 'drop' : null))
  const { app, officer } = await start(post)
  const about = await register(app)
  await app.inside(async (tx) => mailTo(tx, await manyPeople(tx, 1, 299), about))
  await app.work()
  await expect.poll(async () => (await outbox(officer)).counts['sent'], { timeout: 120_000 }).toBe(299)

  const others = Array.from({ length: 299 }, (_, n) => `reader-${n + 1}@many.example`)
  const expected = [...others.filter((to) => to !== breaking), 'laura@northvale-1.example']
  expect(post.ended.map(({ to }) => to).sort()).toEqual(expected.sort())
  expect(new Set(post.ended.map(({ id }) => id)).size).toBe(299)
  const { body } = await officer.get<{ items: MailRow[] }>(`/api/outbox?q=${breaking}`)
  expect(body.items[0]!.state).not.toBe('sent')
  // It is that mail's misfortune and nobody else's: the queue goes.
  expect((await queue(officer)).paused).toBeNull()
})

test('a server that says no more after DATA costs that mail one try, and gets it when it is well', async () => {
  let well = false
  const post = await whimsicalPostOffice((step) => (step === 'DATA' && !well ? 'hang' : null))
  const { app, officer } = await start(post, '/?socketTimeout=300')
  await register(app)
  await app.drain()
  expect(await only(officer)).toMatchObject({ state: 'queued', attempts: 1, lastError: 'ETIMEDOUT' })
  well = true
  await again(app, await only(officer))
  expect(await only(officer)).toMatchObject({ state: 'sent' })
  expect(post.ended).toHaveLength(1)
})

test('a server that says no more to our sender, or hangs up on it, is away: the queue waits and no mail loses a try', async () => {
  let whim: 'hang' | 'drop' | null = 'hang'
  const post = await whimsicalPostOffice((step) => (step === 'MAIL' ? whim : null))
  const { app, officer } = await start(post, '/?socketTimeout=300')
  await register(app)
  await app.drain()
  expect((await queue(officer)).paused).toMatchObject({ reason: 'ETIMEDOUT' })
  expect(await only(officer)).toMatchObject({ state: 'queued', attempts: 0 })
  whim = 'drop'
  await officer.post('/api/mail-queue/try')
  await app.drain()
  expect(await only(officer)).toMatchObject({ state: 'queued', attempts: 0 })
  whim = null
  await officer.post('/api/mail-queue/try')
  await app.drain()
  expect(await only(officer)).toMatchObject({ state: 'sent' })
  expect(post.ended).toHaveLength(1)
})

test('a server that never says whether it took the mail does not get a second one, and no other is risked', async () => {
  const post = await whimsicalPostOffice((step) => (step === 'end' ? 'hang' : null))
  const { app, officer } = await start(post, '/?socketTimeout=300')
  const about = await register(app)
  await app.inside(async (tx) => mailTo(tx, await manyPeople(tx, 1, 4), about))
  await app.drain()
  expect((await outbox(officer)).counts).toMatchObject({ unsure: 1, queued: 4 })
  expect((await queue(officer)).paused).toMatchObject({ reason: 'ETIMEDOUT' })
  expect(post.ended).toHaveLength(1)
})

test.each([
  ['at the recipient', 'RCPT', { state: 'queued', attempts: 1 }],
  ['to the whole message', 'end', { state: 'unsure', attempts: 1 }],
] as const)('an answer that is no answer, %s, is not taken for a yes', async (_when, step, expected) => {
  const garbage = '\u0000\u00fe\u00ff banana <script>'
  const post = await whimsicalPostOffice((each) => (each === step ? { say: garbage } : null))
  const { app, officer } = await start(post)
  await register(app)
  await app.drain()
  expect(await only(officer)).toMatchObject(expected)
  expect(JSON.stringify(await outbox(officer))).not.toContain('banana')
})

test('a server that greylists gets the mail at a later try', async () => {
  const post = await moodyPostOffice()
  post.mood.recipient = (to) => (post.triesFor(to) === 1 ? [451, '4.7.1 come back later'] : null)
  const { app, officer } = await start(post)
  await register(app)
  await app.drain()
  expect(await only(officer)).toMatchObject({
    state: 'queued',
    attempts: 1,
    lastError: 'EENVELOPE 451 4.7.1',
  })
  expect((await queue(officer)).paused).toBeNull()
  await again(app, await only(officer))
  expect(await only(officer)).toMatchObject({ state: 'sent', attempts: 2, lastError: null })
  expect(post.received).toHaveLength(1)
})

test('one that greylists for ever is given up after twelve tries', async () => {
  const post = await moodyPostOffice()
  post.mood.recipient = () => [451, '4.7.1 come back later']
  const { app, officer } = await start(post)
  await register(app)
  await app.drain()
  for (let tries = 2; tries <= 14; tries += 1) await again(app, await only(officer))
  expect(await only(officer)).toMatchObject({ state: 'failed', attempts: 12 })
  expect(post.triesFor('laura@northvale-1.example')).toBe(12)
})
