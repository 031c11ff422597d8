import type { AddressInfo } from 'node:net'
import { createServer, type Server } from 'node:net'
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterEach, describe, expect, test } from 'vitest'
import { system } from '../../kernel/actor.ts'
import type { Client } from '../../testing/client.ts'
import { linkClient, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { callsCommands } from '../calls/contract.ts'
import { registrationCommands } from '../registration/contract.ts'
import { aRegistrant, openCall } from '../registration/factories.ts'
import type { MailRow, MailShown } from './contract.ts'

const me = system('test')
const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

interface Post {
  readonly url: string
  readonly received: ParsedMail[]
  /** What the server says to the next message, in turn; nothing: it takes it. */
  readonly answers: number[]
}

/** A real SMTP server on a free port. */
async function postOffice(): Promise<Post> {
  const received: ParsedMail[] = []
  const answers: number[] = []
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo(_address, _session, done) {
      const code = answers.shift()
      done(code === undefined ? null : Object.assign(new Error('not now'), { responseCode: code }))
    },
    onData(stream, _session, done) {
      simpleParser(stream).then(
        (mail) => {
          received.push(mail)
          done()
        },
        (error: unknown) => done(error as Error),
      )
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => new Promise((resolve) => server.close(resolve)))
  const { port } = server.server.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${port}`, received, answers }
}

async function start(smtpUrl?: string): Promise<{ app: TestApp; administrator: Client }> {
  const app = await startTestApp(smtpUrl ? { smtpUrl } : {})
  closers.push(() => app.stop())
  return { app, administrator: await staffClient(app, 'administrator') }
}

/** Somebody registers, and the job that sends the mail about it is run. */
async function registerOne(app: TestApp, locale: 'en' | 'ur' = 'en', name = 'Laura Whitcomb') {
  const made = await app.inside(async (tx) => {
    const call = await openCall(tx)
    const { registration } = await tx.use(registrationCommands).register(tx, me, {
      call: call.id,
      registrant: aRegistrant(1, { name }),
      locale,
    })
    return { call, registration }
  })
  await app.drain()
  return made
}

const outbox = async (administrator: Client) =>
  (await administrator.get<{ items: MailRow[]; counts: Record<string, number> }>('/api/outbox')).body
/** Intl puts narrow spaces into times; here they are all the same. */
const plain = (text: string) => text.replace(/[\u2009\u202f]/g, ' ')
const textOf = (mail: ParsedMail) => plain(mail.text ?? '')
const addressOf = (mail: ParsedMail) => (mail.to as AddressObject).value[0]

describe('with a mail server', () => {
  test('an approval arrives in two forms with an invitation, and its link lets her in', async () => {
    const post = await postOffice()
    const { app, administrator } = await start(post.url)
    const { call, registration } = await registerOne(app)
    await app.inside((tx) => tx.use(registrationCommands).approve(tx, me, { registration }))
    await app.drain()

    const [first, second] = post.received
    expect(first!.subject).toBe(`We have your registration: ${call.topic.en}`)
    expect(second!.subject).toBe(`You have a seat: ${call.topic.en}`)
    expect(addressOf(second!)).toEqual({ name: 'Laura Whitcomb', address: 'laura@northvale-1.example' })
    expect(second!.headers.get('auto-submitted')).toBe('auto-generated')

    const text = textOf(second!)
    expect(text).toContain('Dear Laura Whitcomb,')
    expect(text).toContain('Washington: Thursday, April 23, 2026, 8:00 – 9:15 AM (EDT)')
    expect(text).toContain('Islamabad: Thursday, April 23, 2026, 5:00 – 6:15 PM (PKT)')
    const link = /https?:\/\/\S+/.exec(text)![0]
    expect(second!.html).toContain(`href="${link}"`)
    const hers = await linkClient(app, link)
    const standing = await hers.get<{ registration: { state: string } }>('/api/my/registration')
    expect(standing.body.registration.state).toBe('approved')

    const invitation = second!.attachments.find((part) => part.contentType === 'text/calendar')!
    const file = plain(invitation.content.toString().replace(/\r\n /g, ''))
    expect(file).toContain('METHOD:REQUEST')
    expect(file).toContain('DTSTART:20260423T120000Z')
    expect(file).toContain('DTEND:20260423T131500Z')
    expect(file).toMatch(/SEQUENCE:\d+/)
    expect(file).toContain('Washington: Thursday\\, April 23\\, 2026\\, 8:00 – 9:15 AM (EDT)')
    expect(file).toContain('Islamabad: Thursday\\, April 23\\, 2026\\, 5:00 – 6:15 PM (PKT)')
    expect(file).toContain(link)

    const { items } = await outbox(administrator)
    expect(items.map(({ template, state, attempts }) => ({ template, state, attempts }))).toEqual([
      { template: 'registration.approved', state: 'sent', attempts: 1 },
      { template: 'registration.received', state: 'sent', attempts: 1 },
    ])
  })

  test('an Urdu registrant is written to in Urdu, from right to left', async () => {
    const post = await postOffice()
    const { app } = await start(post.url)
    const { call } = await registerOne(app, 'ur', 'ندیم اختر')
    const [mail] = post.received
    expect(mail!.subject).toContain(call.topic.ur)
    expect(textOf(mail!)).toContain('ندیم اختر')
    expect(mail!.html).toContain('<html lang="ur" dir="rtl">')
    expect(mail!.headers.get('content-language')).toBe('ur')
    expect(addressOf(mail!)!.name).toBe('ندیم اختر')
  })

  test('a name with HTML, quotes and commas stays a name', async () => {
    const post = await postOffice()
    const { app } = await start(post.url)
    const name = '"Bobby" <script>alert(1)</script>, Tables'
    await registerOne(app, 'en', name)
    const [mail] = post.received
    expect(addressOf(mail!)).toEqual({ name, address: 'laura@northvale-1.example' })
    expect(mail!.html).not.toContain('<script>')
    expect(textOf(mail!)).toContain(name)
  })

  test('refused for now, it waits in the queue; refused for good, it has failed, and can be sent again', async () => {
    const post = await postOffice()
    const { app, administrator } = await start(post.url)
    post.answers.push(451)
    await registerOne(app)
    const waiting = await outbox(administrator)
    expect(waiting.items[0]).toMatchObject({ state: 'queued', attempts: 1, lastError: 'EENVELOPE 451' })

    post.answers.push(554)
    await app.inside((tx) => tx.enqueue('mail.deliver', { mail: waiting.items[0]!.id }))
    await app.drain()
    const failed = await outbox(administrator)
    expect(failed.items[0]).toMatchObject({ state: 'failed', attempts: 2, lastError: 'EENVELOPE 554' })
    expect(failed.counts['failed']).toBe(1)
    expect(post.received).toHaveLength(0)

    const retried = await administrator.post<MailRow>(`/api/outbox/${failed.items[0]!.id}/retry`)
    expect(retried.body.state).toBe('queued')
    await app.drain()
    expect((await outbox(administrator)).items[0]).toMatchObject({ state: 'sent', lastError: null })
    expect(post.received).toHaveLength(1)
    expect((await administrator.post(`/api/outbox/${failed.items[0]!.id}/retry`)).status).toBe(409)
    expect(app.logged.join('\n')).not.toContain('northvale-1.example')
  })

  test('a server that says nothing costs a limited time', async () => {
    const silent: Server = createServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    closers.push(() => new Promise((resolve) => silent.close(() => resolve())))
    const { port } = silent.address() as AddressInfo
    const hanging = await start(`smtp://127.0.0.1:${port}/?greetingTimeout=300&socketTimeout=300`)
    const began = performance.now()
    await registerOne(hanging.app)
    expect(performance.now() - began).toBeLessThan(10_000)
    expect((await outbox(hanging.administrator)).items[0]).toMatchObject({
      state: 'queued',
      lastError: 'ETIMEDOUT',
    })
  })

  test('a mail whose cause is gone is not sent', async () => {
    const post = await postOffice()
    const { app, administrator } = await start(post.url)
    const { call } = await app.inside(async (tx) => {
      const made = await openCall(tx)
      await tx.use(registrationCommands).register(tx, me, {
        call: made.id,
        registrant: aRegistrant(1),
        locale: 'en',
      })
      await tx.use(callsCommands).setState(tx, me, { call: made.id, to: 'cancelled', reason: 'Moved' })
      return { call: made }
    })
    await app.drain()
    expect(post.received.map((mail) => mail.subject)).toEqual([`Cancelled: ${call.topic.en}`])
    expect((await outbox(administrator)).counts).toMatchObject({ sent: 1, cancelled: 1 })
  })
})

describe('without a mail server', () => {
  test('the administrator reads mail with its links hidden; looking at them is kept', async () => {
    const { app, administrator } = await start()
    await registerOne(app)
    const { items } = await outbox(administrator)
    expect(items[0]).toMatchObject({ state: 'unsent', to: { email: 'laura@northvale-1.example' } })
    const path = `/api/outbox/${items[0]!.id}`

    const hidden = await administrator.get<MailShown>(path)
    expect(hidden.body.linksShown).toBe(false)
    expect(JSON.stringify(hidden.body.content)).not.toContain(app.url)

    const revealed = await administrator.post<MailShown>(`${path}/reveal`)
    expect(JSON.stringify(revealed.body.content)).toContain(app.url)
    const events = await app.inside((tx) =>
      tx.db.execute(`select actor, data from events where type = 'mail.links_revealed'`),
    )
    const [event] = (events as unknown as { rows: { actor: object; data: object }[] }).rows
    expect(event).toMatchObject({ actor: { kind: 'staff' }, data: { mail: items[0]!.id } })
  })

  test('nothing of what a mail says is stored', async () => {
    const { app } = await start()
    await registerOne(app, 'en', 'Zephyrine Quillfeather')
    const found = await app.inside((tx) =>
      tx.db.execute(`select count(*)::int as n from mail_mails m where m::text like '%Quillfeather%'`),
    )
    expect((found as unknown as { rows: { n: number }[] }).rows[0]!.n).toBe(0)
  })
})
