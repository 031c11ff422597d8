import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { type Client, client } from '../../testing/client.ts'
import { everything, look } from '../../testing/look.ts'
import { cookiesOf, signIn, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { accessCommands, type StaffMember } from './contract.ts'

let app: TestApp
const test = system('test')
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

const who = async (at: Client) => (await at.get<{ who: { kind: string } }>('/api/session')).body.who
const link = async (email: string, minutes = 15) => {
  const url = await app.context.transaction(test, (tx) =>
    tx.use(accessCommands).signInLink(tx, test, { email, minutes }),
  )
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
    const last = officer.cookie.endsWith('A') ? 'B' : 'A'
    expect(
      await who(client(app, { cookie: `${officer.cookie.slice(0, -6)}${last}${officer.cookie.slice(-5)}` })),
    ).toEqual({
      kind: 'anonymous',
    })
  })
})

describe('staff', () => {
  it('are invited by an administrator, get a mail, and may do what their role says', async () => {
    const administrator = await staffClient(app, 'administrator')
    const invited = await administrator.post<StaffMember>('/api/staff', {
      email: 'Sana@mission.example',
      name: 'Sana Malik',
      memberships: [{ role: 'approver', program: null }],
    })
    expect(invited.body).toMatchObject({
      name: 'Sana Malik',
      email: 'sana@mission.example',
      memberships: [{ role: 'approver', program: null }],
      secondFactor: false,
      lastSeen: null,
    })
    expect(await mailsTo(invited.body.id)).toBe(1)
    expect(await who(await signIn(app, 'sana@mission.example'))).toMatchObject({ name: 'Sana Malik' })

    const again = await administrator.post<{ reason: string }>('/api/staff', {
      email: 'sana@mission.example',
      name: 'Sana Malik',
      memberships: [{ role: 'viewer', program: null }],
    })
    expect([again.status, again.body.reason]).toEqual([409, 'access.staff_already'])
  })

  it('lose their session when they are removed, and no link is sent to them any more', async () => {
    const administrator = await staffClient(app, 'administrator')
    const gone = await staffClient(app, 'officer', null, { name: 'Gone Soon', email: 'gone@mission.example' })
    expect((await administrator.delete(`/api/staff/${gone.user}`)).status).toBe(200)
    expect(await who(gone)).toEqual({ kind: 'anonymous' })
    await client(app).form('/sign-in', { email: 'gone@mission.example', to: '' })
    expect(await mailsTo(gone.user)).toBe(0)
    const { body } = await administrator.get<StaffMember[]>('/api/staff')
    expect(body.map(({ name }) => name)).not.toContain('Gone Soon')
  })

  it('always include an administrator of the whole installation', async () => {
    const administrator = await staffClient(app, 'administrator')
    const demoted = await administrator.put<{ reason: string }>(
      `/api/staff/${administrator.user}/memberships`,
      {
        memberships: [{ role: 'officer', program: null }],
      },
    )
    expect([demoted.status, demoted.body.reason]).toEqual([409, 'access.last_administrator'])
    const removed = await administrator.delete<{ reason: string }>(`/api/staff/${administrator.user}`)
    expect([removed.status, removed.body.reason]).toEqual([409, 'access.last_administrator'])
  })

  it('get a link to hand over from an administrator, and that it was shown is kept', async () => {
    const administrator = await staffClient(app, 'administrator')
    const { user } = await staffClient(app, 'viewer')
    const { body } = await administrator.post<{ url: string; until: string }>(
      `/api/staff/${user}/sign-in-link`,
    )
    const answer = await confirm(body.url.split('/').at(-1) ?? '')
    expect(await who(client(app, { cookie: cookiesOf(answer.headers) }))).toMatchObject({ id: user })
    const [event] = await look<{ actor: object }>(
      app,
      sql`select actor from events where stream = ${`user:${user}`} and type = 'user.sign_in_link_shown'`,
    )
    expect(event?.actor).toEqual({ kind: 'staff', id: administrator.user })
  })

  it('are not administered by an administrator of one program', async () => {
    const program = '019d4e00-0000-7000-8000-00000000000a'
    const local = await staffClient(app, 'administrator', program)
    const { user } = await staffClient(app, 'viewer')
    const invitation = {
      email: 'x@mission.example',
      name: 'X',
      memberships: [{ role: 'administrator', program: null }],
    }
    expect((await local.post('/api/staff', invitation)).status).toBe(403)
    expect((await local.delete(`/api/staff/${user}`)).status).toBe(403)
    expect((await local.post(`/api/staff/${user}/sign-in-link`)).status).toBe(403)
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
