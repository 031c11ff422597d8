import { afterEach, describe, expect, test } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { type Client, client } from '../../testing/client.ts'
import { staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { registrationCommands } from '../registration/contract.ts'
import { aRegistrant, openCall } from '../registration/factories.ts'
import type { MailRow, MailShown } from './contract.ts'

const me = system('test')
const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function start(): Promise<{ app: TestApp; administrator: Client }> {
  const app = await startTestApp()
  closers.push(() => app.stop())
  return { app, administrator: await staffClient(app, 'administrator') }
}

/** Somebody registers, and the job that sends the mail about it is run. */
async function registerOne(app: TestApp, name = 'Laura Whitcomb') {
  const call = await app.inside(async (tx) => {
    const made = await openCall(tx)
    await tx.use(registrationCommands).register(tx, me, {
      call: made.id,
      registrant: aRegistrant(1, { name }),
      locale: 'en',
    })
    return made
  })
  await app.drain()
  return { call }
}

const outbox = async (reader: Client) =>
  (await reader.get<{ items: MailRow[]; counts: Record<string, number> }>('/api/outbox')).body

describe('the outbox', () => {
  test('officers read the mail of their calls, its links hidden; nobody else reads any', async () => {
    const { app } = await start()
    const { call } = await registerOne(app)
    const officer = await staffClient(app, 'officer')
    const ofProgram = await staffClient(app, 'officer', call.program.id)
    const ofAnother = await staffClient(app, 'administrator', app.context.ids())
    for (const one of [officer, ofProgram]) {
      const { items, counts } = await outbox(one)
      expect(items.map(({ template }) => template)).toEqual(['registration.received'])
      expect(counts).toMatchObject({ unsent: 1 })
      const path = `/api/outbox/${items[0]!.id}`
      expect(JSON.stringify((await one.get<MailShown>(path)).body.content)).not.toContain(app.url)
      expect((await one.post(`${path}/reveal`)).status).toBe(403)
    }
    expect((await outbox(ofAnother)).items).toEqual([])
    const [mail] = (await outbox(officer)).items
    expect((await ofAnother.get(`/api/outbox/${mail!.id}`)).status).toBe(403)
    expect((await ofAnother.post(`/api/outbox/${mail!.id}/retry`)).status).toBe(403)
    expect((await client(app).get('/api/outbox')).status).toBe(401)
    expect((await officer.get('/api/mail-queue')).body).toEqual({ paused: null, waiting: 0, sends: false })
  })

  test('sign-in links of the staff are in no officer’s outbox', async () => {
    const { app, administrator } = await start()
    await administrator.post('/api/staff', {
      email: 'new@mission.example',
      name: 'New Colleague',
      memberships: [{ role: 'officer', program: null }],
    })
    await app.drain()
    const [link] = (await outbox(administrator)).items
    expect(link).toMatchObject({ template: 'access.invitation', call: null, person: null })
    const officer = await staffClient(app, 'officer')
    expect((await outbox(officer)).items).toEqual([])
    expect((await officer.get(`/api/outbox/${link!.id}`)).status).toBe(403)
  })

  test('the outbox is narrowed to a call, a kind, a person, and words in a name or an address', async () => {
    const { app, administrator } = await start()
    const first = await registerOne(app)
    await app.inside((tx) =>
      tx.use(registrationCommands).register(tx, me, {
        call: first.call.id,
        registrant: aRegistrant(2, { name: 'Nadeem 100% Akhtar' }),
        locale: 'en',
      }),
    )
    await app.drain()
    const found = async (query: string) =>
      (await administrator.get<{ items: MailRow[] }>(`/api/outbox?${query}`)).body.items
    const named = async (query: string) => (await found(query)).map(({ to }) => to?.name).sort()
    expect(await named(`call=${first.call.id}`)).toEqual(['Laura Whitcomb', 'Nadeem 100% Akhtar'])
    expect(await named(`call=${app.context.ids()}`)).toEqual([])
    expect(await named('template=registration.approved')).toEqual([])
    expect(await named('q=100%25')).toEqual(['Nadeem 100% Akhtar'])
    const [hers] = await found('q=whitcomb')
    expect(await named(`person=${hers!.person}`)).toEqual(['Laura Whitcomb'])
    expect((await administrator.get('/api/outbox-filters')).body).toMatchObject({
      templates: ['registration.received'],
      calls: [{ id: first.call.id, topic: first.call.topic }],
    })
  })

  test('every kind of mail has a name in both languages', async () => {
    const { app } = await start()
    for (const locale of ['en', 'ur'] as const) {
      const t = app.context.translator(locale)
      const names = [...app.context.mailTemplates.keys()].map((kind) => t(`mail:kinds.${kind}`))
      expect(names.filter((name) => name.includes('kinds.'))).toEqual([])
    }
  })
})
