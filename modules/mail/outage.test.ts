import { afterEach, describe, expect, test } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { type Client, client } from '../../testing/client.ts'
import { type Mood, moodyPostOffice, rawPostOffice } from '../../testing/moody-post-office.ts'
import { staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { callsCommands } from '../calls/contract.ts'
import { registrationCommands } from '../registration/contract.ts'
import { aRegistrant, openCall } from '../registration/factories.ts'
import type { MailRow, QueueShown } from './contract.ts'

const me = system('test')
const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function office(options: Parameters<typeof moodyPostOffice>[0] = {}) {
  const post = await moodyPostOffice(options)
  closers.push(() => post.close())
  return post
}

async function start(smtpUrl: string) {
  const app = await startTestApp({ smtpUrl })
  closers.push(() => app.stop())
  return { app, officer: await staffClient(app, 'officer') }
}

/** So many firms register, and are each written a mail. */
async function register(app: TestApp, people: number) {
  const call = await app.inside(async (tx) => {
    const made = await openCall(tx)
    for (let n = 1; n <= people; n += 1) {
      await tx.use(registrationCommands).register(tx, me, {
        call: made.id,
        registrant: aRegistrant(n),
        locale: 'en',
      })
    }
    return made
  })
  await app.drain()
  return call
}

const outbox = async (officer: Client) =>
  (await officer.get<{ items: MailRow[]; counts: Record<string, number> }>('/api/outbox?limit=200')).body
const queue = async (officer: Client) => (await officer.get<QueueShown>('/api/mail-queue')).body
const metric = async (app: TestApp, name: string) =>
  new RegExp(`^${name} (\\S+)$`, 'm').exec(await (await fetch(`${app.url}/metrics`)).text())?.[1]

/** The clock goes on, and the job runs that looks each minute whether the server is back. */
async function later(app: TestApp, duration: Temporal.DurationLike) {
  app.clock.advance(duration)
  await app.inside((tx) => tx.enqueue('mail.resume', {}))
  await app.drain()
}

const addressesOf = (received: readonly { to?: unknown }[]) =>
  received.map(({ to }) => (to as { text: string }).text.replace(/^.*<(.*)>$/, '$1'))

describe('while the mail server is away', () => {
  test('the queue pauses and no mail loses a try; when it is back everything arrives, once', async () => {
    const post = await office({ up: false })
    const { app, officer } = await start(post.url)
    await register(app, 3)
    for (let tries = 0; tries < 20; tries += 1) await later(app, { minutes: 6 })

    const waiting = await outbox(officer)
    expect(waiting.counts).toMatchObject({ queued: 3, failed: 0 })
    expect(waiting.items.map(({ attempts, held }) => ({ attempts, held }))).toEqual(
      Array(3).fill({ attempts: 0, held: true }),
    )
    expect(await queue(officer)).toMatchObject({
      paused: { since: '2026-04-02T09:00:00Z', reason: 'ESOCKET', tries: 20 },
      waiting: 3,
    })
    expect(await metric(app, 'mail_queue_paused')).toBe('1')
    expect(await metric(app, 'mails_waiting')).toBe('3')

    // What is written meanwhile waits as well, and does not knock by itself.
    await register(app, 1)
    expect((await outbox(officer)).counts).toMatchObject({ queued: 4 })

    await post.up()
    await later(app, { minutes: 6 })
    expect(await queue(officer)).toEqual({ paused: null, waiting: 0, sends: true })
    expect((await outbox(officer)).counts).toMatchObject({ sent: 4, queued: 0 })
    expect(addressesOf(post.received).sort()).toEqual([
      'laura@northvale-1.example',
      'laura@northvale-1.example',
      'laura@northvale-2.example',
      'laura@northvale-3.example',
    ])
    expect(new Set(post.received.map(({ messageId }) => messageId)).size).toBe(4)
    expect(await metric(app, 'mail_queue_paused')).toBe('0')
    expect(await metric(app, 'mails_sent_total')).toBe('4')
  })

  test('the next try comes after 5 seconds, then later and later, five minutes apart at most', async () => {
    const post = await office({ up: false })
    const { app, officer } = await start(post.url)
    await register(app, 1)
    const waits: number[] = []
    for (let tries = 0; tries < 8; tries += 1) {
      const { paused } = await queue(officer)
      const wait = app.clock.now().until(Temporal.Instant.from(paused!.nextTry)).total('seconds')
      waits.push(wait)
      // Before its time nobody knocks, whoever asks for it.
      await later(app, { seconds: wait - 1 })
      expect((await queue(officer)).paused).toEqual(paused)
      await later(app, { seconds: 1 })
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 300, 300])
  })

  test('an officer who mended it tries now', async () => {
    const post = await office({ up: false })
    const { app, officer } = await start(post.url)
    await register(app, 2)
    expect((await officer.post<QueueShown>('/api/mail-queue/try')).body.paused).not.toBeNull()
    await app.drain()
    expect((await queue(officer)).paused).toMatchObject({ tries: 1 })

    await post.up()
    await officer.post('/api/mail-queue/try')
    await app.drain()
    expect(await queue(officer)).toEqual({ paused: null, waiting: 0, sends: true })
    expect(post.received).toHaveLength(2)
    // Trying a queue that goes changes nothing.
    expect((await officer.post<QueueShown>('/api/mail-queue/try')).body).toEqual({
      paused: null,
      waiting: 0,
      sends: true,
    })
    expect((await client(app).get('/api/mail-queue')).status).toBe(401)
  })

  test('what has nothing to say any more is not sent, and the next one is tried in its place', async () => {
    const post = await office({ up: false })
    const { app, officer } = await start(post.url)
    const call = await register(app, 1)
    await register(app, 1)
    await app.inside((tx) =>
      tx.use(callsCommands).setState(tx, me, { call: call.id, to: 'cancelled', reason: 'Moved' }),
    )
    await app.drain()
    await post.up()
    await later(app, { minutes: 1 })
    expect(await queue(officer)).toEqual({ paused: null, waiting: 0, sends: true })
    expect((await outbox(officer)).counts).toMatchObject({ cancelled: 1, sent: 2 })
  })

  test.each<[string, Mood, string]>([
    ['greets with 421', { greeting: [421, '4.3.2 shutting down'] }, 'EPROTOCOL 421 4.3.2'],
    ['greets with 554', { greeting: [554, 'no service'] }, 'EPROTOCOL 554'],
    ['refuses the login', { login: [535, '5.7.8 wrong password'] }, 'EAUTH 535 5.7.8'],
    ['refuses our sender', { sender: [550, '5.7.1 not yours'] }, 'EENVELOPE 550 5.7.1'],
    ['is too busy at the recipient', { recipient: () => [421, '4.7.0 too many'] }, 'ECONNECTION 421 4.7.0'],
  ])('a server that %s pauses the queue like one that is gone', async (_what, mood, reason) => {
    const post = await office({ user: 'mission' })
    Object.assign(post.mood, mood)
    const { app, officer } = await start(post.url)
    await register(app, 7)
    await later(app, { minutes: 6 })
    expect((await queue(officer)).paused).toMatchObject({ reason, tries: 1 })
    const { items, counts } = await outbox(officer)
    expect(counts).toMatchObject({ queued: 7 })
    expect(items.map(({ attempts }) => attempts)).toEqual(Array(7).fill(0))
    expect(post.received).toHaveLength(0)

    for (const key of Object.keys(post.mood)) delete post.mood[key as keyof Mood]
    await later(app, { minutes: 6 })
    expect((await outbox(officer)).counts).toMatchObject({ sent: 7 })
    expect(new Set(addressesOf(post.received)).size).toBe(7)
    expect(post.received).toHaveLength(7)
  })

  test('a server that greets with garbage, or with nothing, is away too', async () => {
    const babbling = await rawPostOffice((line, socket) => {
      if (line === null) socket.write('\u0000\u00ff banana\r\n\r\n<html>\r\n')
    })
    closers.push(babbling.close)
    const { app, officer } = await start(babbling.url)
    await register(app, 1)
    expect((await queue(officer)).paused).toMatchObject({ reason: 'EPROTOCOL' })
    expect((await outbox(officer)).items[0]).toMatchObject({ state: 'queued', attempts: 0 })

    const silent = await rawPostOffice(() => undefined)
    closers.push(silent.close)
    const second = await start(`${silent.url}/?greetingTimeout=200&socketTimeout=200`)
    await register(second.app, 1)
    expect((await queue(second.officer)).paused).toMatchObject({ reason: 'ETIMEDOUT' })
    expect((await outbox(second.officer)).items[0]).toMatchObject({ state: 'queued', attempts: 0 })
  })
})
