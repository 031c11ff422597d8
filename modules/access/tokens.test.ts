import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { look } from '../../testing/look.ts'
import { type StaffClient, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import type { Token } from './contract.ts'

let app: TestApp
let administrator: StaffClient
beforeAll(async () => {
  app = await startTestApp()
  administrator = await staffClient(app, 'administrator')
})
afterAll(() => app.stop())

/** A machine: no cookie, no origin, a token. */
const machine = async (token: string, path: string, method = 'GET', body?: object) => {
  const answer = await fetch(`${app.url}/api${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}
const make = async (input: object) =>
  (
    await administrator.post<Token & { secret: string }>('/api/tokens', {
      name: 'Website',
      role: 'viewer',
      days: 30,
      ...input,
    })
  ).body
const tokens = async () => (await administrator.get<Token[]>('/api/tokens')).body

describe('a token for a machine', () => {
  it('is shown once, kept as a hash, and does what its role may do and nothing more', async () => {
    const { secret, id } = await make({})
    expect(secret).toMatch(/^dlt_[A-Za-z0-9_-]{43}$/)
    expect(await tokens()).toMatchObject([{ id, name: 'Website', usedAt: null, state: 'serves' }])
    expect(JSON.stringify(await tokens())).not.toContain(secret)
    const stored = await look<{ found: number }>(
      app,
      sql`select count(*)::int as found from access_tokens t where t::text like ${`%${secret}%`}`,
    )
    expect(stored).toEqual([{ found: 0 }])

    expect(await machine(secret, '/session')).toMatchObject({
      status: 200,
      body: { who: { kind: 'staff', roles: [{ role: 'viewer', program: null }] } },
    })
    expect((await machine(secret, '/staff')).status).toBe(200)
    expect((await machine(secret, '/tokens')).status).toBe(403)
    const words = { name: { en: 'Another', ur: null }, purpose: { en: 'Any', ur: null } }
    expect((await machine(secret, '/programs', 'POST', words)).status).toBe(403)
    expect(await tokens()).toMatchObject([{ usedAt: app.clock.now().toString() }])
  })

  it('of one program holds in that one alone', async () => {
    const { secret } = await make({ role: 'officer', program: '019d4e00-0000-7000-8000-0000000000aa' })
    const programs = await machine(secret, '/programs', 'POST', {
      name: { en: 'Another', ur: null },
      purpose: { en: 'Any', ur: null },
    })
    expect(programs.status).toBe(403)
  })

  it('serves no more once it is revoked, has expired, or whoever made it administers nothing any more', async () => {
    const refused = { status: 401, body: { reason: 'access.token_refused' } }
    const revoked = await make({})
    expect((await administrator.delete(`/api/tokens/${revoked.id}`)).status).toBe(200)
    expect(await machine(revoked.secret, '/session')).toMatchObject(refused)
    expect((await administrator.delete(`/api/tokens/${revoked.id}`)).status).toBe(404)

    const other = await staffClient(app, 'administrator', null, {
      name: 'Passing Through',
      email: 'passing@mission.example',
    })
    const theirs = (
      await other.post<{ secret: string }>('/api/tokens', { name: 'Theirs', role: 'officer', days: 1 })
    ).body
    expect((await machine(theirs.secret, '/session')).status).toBe(200)
    await administrator.put(`/api/staff/${other.user}/memberships`, {
      memberships: [{ role: 'viewer', program: null }],
    })
    expect(await machine(theirs.secret, '/session')).toMatchObject(refused)

    const short = await make({ days: 1 })
    app.clock.advance({ hours: 25 })
    expect(await machine(short.secret, '/session')).toMatchObject(refused)
    app.clock.advance({ hours: -25 })
    for (const wrong of ['', 'dlt_', 'x'.repeat(9_000), short.secret.slice(0, -1)])
      expect((await machine(wrong, '/session')).status).toBe(401)
  })

  it('leaves events of its making and its end, without its name', async () => {
    const { id } = await make({ name: 'Secret Project' })
    await administrator.delete(`/api/tokens/${id}`)
    const events = await look<{ type: string; data: object }>(
      app,
      sql`select type, data from events where stream = ${`token:${id}`} order by seq`,
    )
    expect(events.map(({ type }) => type)).toEqual(['token.made', 'token.revoked'])
    expect(JSON.stringify(events)).not.toContain('Secret')
  })

  it('is told to wait when it asks more than 300 times a minute', async () => {
    const { secret } = await make({})
    const statuses = await Promise.all(Array.from({ length: 301 }, () => machine(secret, '/session')))
    expect(statuses.filter(({ status }) => status === 429)).toHaveLength(1)
    app.clock.advance({ minutes: 2 })
    expect((await machine(secret, '/session')).status).toBe(200)
  })

  it('is for administrators to make, and never for an administrator', async () => {
    const officer = await staffClient(app, 'officer')
    expect((await officer.post('/api/tokens', { name: 'x', role: 'viewer', days: 1 })).status).toBe(403)
    const answer = await administrator.post('/api/tokens', { name: 'x', role: 'administrator', days: 1 })
    expect(answer.status).toBe(422)
  })
})
