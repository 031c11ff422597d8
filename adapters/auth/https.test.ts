import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { accessCommands } from '../../modules/access/contract.ts'
import { aCall, aGrant, aPerson } from '../../modules/access/factories.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'

const PUBLIC = 'https://calls.example.org'
const test = system('test')
let app: TestApp
let inside: string

beforeAll(async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  taken.close()
  await once(taken, 'close')
  inside = `http://127.0.0.1:${port}`
  app = await startTestApp({ proxied: { publicUrl: PUBLIC, port } })
})
afterAll(() => app.stop())

/** What the proxy hands on of a form that a browser posts. */
const post = (path: string, fields: Record<string, string>, cookie = '') =>
  fetch(`${inside}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      origin: PUBLIC,
      host: 'calls.example.org',
      'x-forwarded-proto': 'https',
      'x-forwarded-for': '198.51.100.7',
      ...(cookie ? { cookie } : {}),
    },
    body: new URLSearchParams(fields),
  })

async function signedIn() {
  const url = await app.context.transaction(test, async (tx) => {
    const access = tx.use(accessCommands)
    const email = 'officer@mission.example'
    await access.enrol(tx, test, {
      email,
      name: 'Officer',
      memberships: [{ role: 'officer', program: null }],
    })
    return access.signInLink(tx, test, { email, minutes: 15 })
  })
  expect(url?.startsWith(`${PUBLIC}/sign-in/`)).toBe(true)
  return post('/api/auth/confirm', { token: url?.split('/').at(-1) ?? '', to: '/desk' })
}

describe('behind a proxy that encrypts', () => {
  it('the session of staff is a cookie of this host alone, for encrypted connections alone', async () => {
    const [cookie] = (await signedIn()).headers.getSetCookie()
    expect(cookie).toMatch(/^__Host-dl\.session_token=/)
    expect(cookie).toMatch(/; Secure/)
    expect(cookie).toMatch(/; HttpOnly/)
    expect(cookie).toMatch(/; SameSite=Lax/)
    expect(cookie).toMatch(/; Path=\//)
    expect(cookie).not.toMatch(/Domain/i)
  })

  it('so is the session of a personal link', async () => {
    const link = await app.context.transaction(test, async (tx) => {
      const { call } = await aCall(tx)
      return aGrant(tx, call, await aPerson(tx, 'Laura Whitcomb', 'laura@northvale.example'), ['attendee'])
    })
    expect(new URL(link.url).origin).toBe(PUBLIC)
    const [cookie] = (await post(new URL(link.url).pathname, {})).headers.getSetCookie()
    expect(cookie).toMatch(new RegExp(`^__Host-dl_g_${link.grant}=`))
    expect(cookie).toMatch(/; HttpOnly; Secure; SameSite=Lax|; Secure/)
    expect(cookie).not.toMatch(/Domain/i)
  })

  it('staff need a second factor although the app itself listens on loopback', async () => {
    const cookie = (await signedIn()).headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const session = await fetch(`${inside}/api/session`, { headers: { cookie } })
    expect(await session.json()).toMatchObject({ who: { kind: 'anonymous' } })
    const next = await fetch(`${inside}/sign-in/next?to=/desk`, { headers: { cookie }, redirect: 'manual' })
    expect(next.headers.get('location')).toBe('/sign-in/second-factor?to=%2Fdesk')
  })

  it('a cookie without the prefix opens nothing: another host of the domain may have set it', async () => {
    const cookie = (await signedIn()).headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const next = await fetch(`${inside}/sign-in/next?to=/desk`, {
      headers: { cookie: cookie.replace('__Host-', '') },
      redirect: 'manual',
    })
    expect(next.headers.get('location')).toMatch(/^\/sign-in\?to=/)
  })
})
