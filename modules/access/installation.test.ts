import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { client } from '../../testing/client.ts'
import { look } from '../../testing/look.ts'
import { staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import type { Installation } from './contract.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

const installation = async () => (await client(app).get<Installation>('/api/installation')).body

describe('how the mission presents itself', () => {
  const png = `data:image/png;base64,${Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]).toString('base64')}`
  const svg = (text: string) => `data:image/svg+xml;base64,${Buffer.from(text).toString('base64')}`
  const presentation = { missionName: 'Mission', homeZone: 'Europe/Berlin', homePlace: 'Berlin' }

  it.each([
    ['a PNG', png],
    ['an SVG', svg('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h1"/></svg>')],
    ['nothing', null],
  ])('may have %s as its seal', async (_what, seal) => {
    const administrator = await staffClient(app, 'administrator')
    expect((await administrator.put('/api/installation', { ...presentation, seal })).status).toBe(200)
    expect(await installation()).toMatchObject({ seal, homePlace: 'Berlin' })
  })

  it.each([
    [
      'a script in an SVG',
      svg('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      'access.seal_not_a_picture',
    ],
    ['HTML', `data:text/html;base64,${Buffer.from('<b>').toString('base64')}`, 'access.seal_not_a_picture'],
    [
      'HTML that calls itself PNG',
      `data:image/png;base64,${Buffer.from('<html>').toString('base64')}`,
      'access.seal_not_a_picture',
    ],
    ['another website', 'https://elsewhere.example/seal.png', 'access.seal_not_a_picture'],
    [
      'an entity bomb',
      svg('<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "b">]><svg/>'),
      'access.seal_not_a_picture',
    ],
    ['64 KB and one byte', svg(`<svg>${' '.repeat(64 * 1024 - 4)}`), 'access.seal_too_large'],
  ])('does not take %s as its seal', async (_what, seal, reason) => {
    const administrator = await staffClient(app, 'administrator')
    const answer = await administrator.put<{ errors: { path: string; reason: string }[] }>(
      '/api/installation',
      {
        ...presentation,
        seal,
      },
    )
    expect(answer.status).toBe(422)
    expect(answer.body.errors).toMatchObject([{ path: 'seal', reason }])
  })

  it('keeps who changed what, before and after', async () => {
    const administrator = await staffClient(app, 'administrator')
    await administrator.put('/api/installation', { ...presentation, ink: '#112233' })
    await administrator.put('/api/installation', { ...presentation, ink: '#223344', seal: png })
    const events = await look(
      app,
      sql`select actor, data from events where stream = 'installation' order by seq`,
    )
    expect(events.slice(-2)).toMatchObject([
      {
        actor: { kind: 'staff', id: administrator.user },
        data: { after: { ink: '#112233' } },
      },
      { data: { before: { ink: '#112233' }, after: { ink: '#223344' }, sealChanged: true } },
    ])
  })
})
