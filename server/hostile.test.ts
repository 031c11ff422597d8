import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { dropDatabase } from '../adapters/database/migrate.ts'
import { client } from '../testing/client.ts'
import { type StaffClient, staffClient } from '../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../testing/start-app.ts'

let app: TestApp
let officer: StaffClient
beforeAll(async () => {
  app = await startTestApp()
  officer = await staffClient(app, 'officer')
})
afterAll(() => app.stop())

interface Problem {
  readonly reason: string
  readonly detail: string
  readonly errors?: readonly { path: string; reason: string }[]
}

/** Posts text as it is, as a hostile client would. */
async function post(body: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${app.url}/api/programs`, {
    method: 'POST',
    headers: { origin: app.url, cookie: officer.cookie, 'content-type': 'application/json', ...headers },
    body,
  })
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    problem: (await response.json()) as Problem,
  }
}

describe('whoever sends the API something else than it asks for', () => {
  it('is told that it is not JSON', async () => {
    expect(await post('{"name": ')).toMatchObject({
      status: 422,
      type: expect.stringContaining('application/problem+json'),
      problem: { reason: 'server.not_json' },
    })
  })

  it('is told that it is nested too deeply, before anything walks it', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
    expect(await post(deep)).toMatchObject({ status: 422, problem: { reason: 'server.too_deep' } })
  })

  it('is told that it is too large, and nothing of it is kept', async () => {
    const large = JSON.stringify({ name: { en: 'x'.repeat(300_000) } })
    expect(await post(large)).toMatchObject({ status: 413, problem: { reason: 'server.too_large' } })
  })

  it('is told which field is not known here', async () => {
    const answer = await post(JSON.stringify({ name: { en: 'Direct Line' }, colour: 'blue' }))
    expect(answer).toMatchObject({ status: 422, problem: { reason: 'server.invalid_input' } })
    expect(answer.problem.errors?.map(({ reason }) => reason)).toEqual(['unknown_field'])
  })

  it('is told to send JSON', async () => {
    expect(await post('name=x', { 'content-type': 'application/xml' })).toMatchObject({ status: 422 })
  })
})

describe('another website that makes the officer’s browser send something', () => {
  const whole = JSON.stringify({ name: { en: 'Forged' } })

  it.each([
    ['says where it comes from', { origin: 'https://elsewhere.example' }],
    ['hides where it comes from', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ])('is refused when it %s', async (_how, headers) => {
    expect(await post(whole, headers)).toMatchObject({
      status: 403,
      problem: { reason: 'server.foreign_origin' },
    })
  })

  it('has made nothing', async () => {
    const { body } = await officer.get<{ name: { en: string } }[]>('/api/programs')
    expect(body.map(({ name }) => name.en)).not.toContain('Forged')
  })

  it('leaves a program without cookie and origin what anybody may read', async () => {
    const { status, body } = await client(app, { origin: app.url }).get<{ openapi: string }>('/openapi.json')
    expect([status, body.openapi]).toEqual([200, '3.1.1'])
  })
})

describe('whoever asks for a socket and is answered in words', () => {
  it('is let go of, though the asker never hangs up: the server can still be stopped', async () => {
    const own = await startTestApp()
    const { hostname, port, origin } = new URL(own.url)
    const ask = async (): Promise<string> => {
      const line = connect({ host: hostname, port: Number(port), allowHalfOpen: true })
      line.write(
        `GET /api/room HTTP/1.1\r\nHost: ${hostname}:${port}\r\nOrigin: ${origin}\r\nConnection: Upgrade\r\n` +
          'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
      )
      let heard = ''
      line.on('data', (bytes) => {
        heard += bytes.toString('latin1')
      })
      await once(line, 'end')
      return heard.slice(9, 12)
    }
    // Whoever asks cannot be found out without a database.
    await dropDatabase(inject('databaseServer'), new URL(own.databaseUrl).pathname.slice(1))
    expect(await ask()).toMatch(/^5/)
    await own.stop()
  })
})
