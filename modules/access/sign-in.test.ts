import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { client } from '../../testing/client.ts'
import { signIn, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

describe('signing in', () => {
  it('gives whoever confirmed the link the roles she has', async () => {
    const officer = await staffClient(app, 'officer')
    const session = await officer.get<{ who: { kind: string; name: string; roles: unknown[] } }>(
      '/api/session',
    )
    expect(session.body.who).toEqual({
      kind: 'staff',
      id: officer.user,
      name: 'Test officer',
      roles: [{ role: 'officer', program: null }],
    })
  })

  it('leaves everybody else anonymous', async () => {
    expect((await client(app).get<{ who: unknown }>('/api/session')).body.who).toEqual({ kind: 'anonymous' })
    await expect(signIn(app, 'nobody@mission.example')).rejects.toThrow('not staff')
  })
})
