import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { type Client, client } from '../../testing/client.ts'
import { everything, look } from '../../testing/look.ts'
import { cookiesOf, signIn, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { accessCommands } from './contract.ts'

let app: TestApp
const test = system('test')
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

const who = async (at: Client) => (await at.get<{ who: { kind: string } }>('/api/session')).body.who
const link = async (email: string, minutes = 15) => {
  const url = await app.inside((tx) => tx.use(accessCommands).signInLink(tx, test, { email, minutes }))
  return { path: new URL(url ?? '').pathname, token: url?.split('/').at(-1) ?? '' }
}
const confirm = (token: string, to = '/desk', at = client(app)) => at.form('/api/auth/confirm', { token, to })
const mailsTo = async (user: string) =>
  (await look<{ n: number }>(app, sql`select count(*)::int n from mail_mails where user_id = ${user}`))[0]
    ?.n ?? 0

describe('a sign-in link', () => {
  it('gives whoever confirmed it the roles she has', async () => {
    const officer = await staffClient(app, 'officer')
    expect(await who(officer)).toEqual({
      kind: 'staff',
      id: officer.user,
      name: 'Test officer',
      roles: [{ role: 'officer', program: null }],
    })
  })

  it('is not used up by a mail scanner, works once, and its session cookie is no secret to scripts', async () => {
    await staffClient(app, 'viewer')
    const { path, token } = await link('viewer.all@mission.example')
    for (const method of ['HEAD', 'GET', 'HEAD', 'GET']) {
      const seen = await fetch(`${app.url}${path}`, { method })
      expect(seen.headers.getSetCookie()).toEqual([])
      expect(seen.status).toBe(200)
    }
    const first = await confirm(token)
    expect(first.headers.get('location')).toBe('/sign-in/next?to=%2Fdesk')
    expect(first.headers.getSetCookie().join()).toMatch(/HttpOnly.*SameSite=Lax/)
    expect(await who(client(app, { cookie: cookiesOf(first.headers) }))).toMatchObject({ kind: 'staff' })

    const second = await confirm(token)
    expect(second.headers.get('location')).toBe('/sign-in?problem=link')
    expect(second.headers.getSetCookie()).toEqual([])
    expect((await client(app).get(path)).headers.get('location')).toBe('/sign-in?problem=link')
  })

  it('serves for fifteen minutes', async () => {
    await staffClient(app, 'viewer')
    const { token } = await link('viewer.all@mission.example')
    app.clock.advance({ minutes: 15 })
    expect((await confirm(token)).headers.get('location')).toBe('/sign-in?problem=link')
  })

  it('leads nowhere but to this installation', async () => {
    await staffClient(app, 'viewer')
    for (const to of ['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example', 'desk']) {
      const { token } = await link('viewer.all@mission.example')
      expect((await confirm(token, to)).headers.get('location')).toBe('/sign-in/next?to=%2Fdesk')
    }
    const { token } = await link('viewer.all@mission.example')
    const answer = await confirm(token, '/desk/calls?state=draft')
    const next = answer.headers.get('location') ?? ''
    const arrived = await client(app, { cookie: cookiesOf(answer.headers) }).get(next)
    expect(arrived.headers.get('location')).toBe('/desk/calls?state=draft')
  })

  it('is not confirmed from another website', async () => {
    await staffClient(app, 'viewer')
    const { token } = await link('viewer.all@mission.example')
    const forged = await confirm(token, '/desk', client(app, { origin: 'https://elsewhere.example' }))
    expect(forged.status).toBe(403)
    expect((await confirm(token)).headers.get('location')).toBe('/sign-in/next?to=%2Fdesk')
  })

  it('cannot be found by trying: after ten tries in a minute the next ones are not even looked at', async () => {
    app.clock.advance({ minutes: 2 })
    const answers: (string | null)[] = []
    for (let n = 0; n < 12; n += 1) answers.push((await confirm(`guess-${n}`)).headers.get('location'))
    expect(answers.filter((to) => to === '/sign-in?problem=link')).toHaveLength(10)
    expect(answers.slice(10)).toEqual(['/sign-in?problem=often', '/sign-in?problem=often'])
    app.clock.advance({ minutes: 2 })
  })

  it('stands in no table, no job and no log, and neither does the session', async () => {
    await staffClient(app, 'viewer')
    const { token } = await link('viewer.all@mission.example')
    await client(app).form('/sign-in', { email: 'viewer.all@mission.example', to: '' })
    await app.drain()
    const before = await everything(app)
    expect(before).not.toContain(token)
    const { headers } = await confirm(token)
    const cookie = cookiesOf(headers)
    const signature = decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[1]
    expect(signature).toMatch(/.{40}/)
    expect(await everything(app)).not.toContain(signature)
    expect(app.logged.join('\n')).not.toContain(token)
    expect(app.logged.join('\n')).not.toContain('@mission.example')
  })
})

describe('asking for a sign-in link', () => {
  it('is answered alike whether the address is known or not', async () => {
    const { user } = await staffClient(app, 'approver')
    const said = (body: string, email: string) => body.replaceAll(email, 'ADDRESS')
    const known = await client(app).form('/sign-in', { email: 'Approver.All@mission.example ', to: '/desk' })
    const unknown = await client(app).form('/sign-in', { email: 'nobody@mission.example', to: '/desk' })
    expect(known.status).toBe(200)
    expect(unknown.status).toBe(200)
    expect(said(known.body, 'approver.all@mission.example')).toBe(
      said(unknown.body, 'nobody@mission.example'),
    )
    expect(await mailsTo(user)).toBe(1)
  })

  it('sends at most four mails to one mailbox in a quarter of an hour', async () => {
    const { user } = await staffClient(app, 'officer', null, {
      name: 'Flooded',
      email: 'flooded@mission.example',
    })
    for (let n = 0; n < 6; n += 1)
      await client(app).form('/sign-in', { email: 'flooded@mission.example', to: '' })
    expect(await mailsTo(user)).toBe(4)
    app.clock.advance({ minutes: 16 })
    await client(app).form('/sign-in', { email: 'flooded@mission.example', to: '' })
    expect(await mailsTo(user)).toBe(5)
  })

  it('is refused for a while after twenty tries from one network address', async () => {
    app.clock.advance({ minutes: 16 })
    const statuses: number[] = []
    for (let n = 0; n < 21; n += 1) {
      statuses.push(
        (await client(app).form('/sign-in', { email: `guess${n}@mission.example`, to: '' })).status,
      )
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(20)
    expect(statuses.at(-1)).toBe(429)
    app.clock.advance({ minutes: 16 })
    expect(
      (await client(app).form('/sign-in', { email: 'officer.all@mission.example', to: '' })).status,
    ).toBe(200)
  })

  it('tells somebody who mistyped', async () => {
    const page = await client(app).form('/sign-in', { email: 'not an address', to: '' })
    expect(page.status).toBe(422)
    expect(page.body).toContain('This is not an e-mail address.')
  })

  it('is not open to former colleagues or people who only hold personal links', async () => {
    await expect(signIn(app, 'nobody@mission.example')).rejects.toThrow('not staff')
  })
})

describe('a session of staff', () => {
  it('ends when it was not used for twelve hours', async () => {
    const officer = await staffClient(app, 'officer')
    app.clock.advance({ hours: 11, minutes: 59 })
    expect(await who(officer)).toMatchObject({ kind: 'staff' })
    app.clock.advance({ hours: 12 })
    expect(await who(officer)).toEqual({ kind: 'anonymous' })
  })

  it('ends after thirty days, however much it is used', async () => {
    const officer = await staffClient(app, 'officer')
    for (let hours = 0; hours < 30 * 24 - 10; hours += 10) {
      app.clock.advance({ hours: 10 })
      expect(await who(officer)).toMatchObject({ kind: 'staff' })
    }
    app.clock.advance({ hours: 10 })
    expect(await who(officer)).toEqual({ kind: 'anonymous' })
  })

  it('ends by signing out, and its cookie is worth nothing afterwards', async () => {
    const officer = await staffClient(app, 'officer')
    expect((await officer.form('/sign-out', {})).headers.get('location')).toBe('/sign-in')
    expect(await who(officer)).toEqual({ kind: 'anonymous' })
  })

  it('is no session when its cookie was tampered with', async () => {
    const officer = await staffClient(app, 'officer')
    const other = officer.cookie.at(-6) === 'A' ? 'B' : 'A'
    expect(
      await who(client(app, { cookie: `${officer.cookie.slice(0, -6)}${other}${officer.cookie.slice(-5)}` })),
    ).toEqual({
      kind: 'anonymous',
    })
  })
})

describe('what the sign-in library brings along', () => {
  it.each([
    ['POST', '/sign-up/email'],
    ['POST', '/sign-in/email'],
    ['POST', '/sign-in/magic-link'],
    ['GET', '/magic-link/verify?token=x'],
    ['POST', '/update-user'],
    ['POST', '/delete-user'],
    ['GET', '/list-sessions'],
    ['GET', '/oidc'],
    ['GET', '/'],
  ])('is not reachable: %s %s', async (method, path) => {
    const officer = await staffClient(app, 'officer')
    const headers = { origin: app.url, cookie: officer.cookie, 'content-type': 'application/json' }
    const answer = await fetch(`${app.url}/api/auth${path}`, {
      method,
      headers,
      ...(method === 'POST' ? { body: '{}' } : {}),
    })
    expect(answer.status).toBe(404)
  })
})
