import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, client } from '../../testing/client.ts'
import { look } from '../../testing/look.ts'
import { cookiesOf, signIn, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import type { StaffMember } from './contract.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

const who = async (at: Client) => (await at.get<{ who: { kind: string } }>('/api/session')).body.who
const confirm = (token: string, to = '/desk', at = client(app)) => at.form('/api/auth/confirm', { token, to })
const mailsTo = async (user: string) =>
  (await look<{ n: number }>(app, sql`select count(*)::int n from mail_mails where user_id = ${user}`))[0]
    ?.n ?? 0

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
