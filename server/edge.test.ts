import { afterAll, beforeAll, expect, test } from 'vitest'
import { client } from '../testing/client.ts'
import { startTestApp, type TestApp } from '../testing/start-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

test('a machine can ask whether the server lives, is ready, and how it does', async () => {
  expect((await client(app).get('/healthz')).body).toEqual({ status: 'ok' })
  expect((await client(app).get('/readyz')).body).toEqual({ status: 'ready' })
  expect((await client(app).get<string>('/metrics')).body).toContain('nodejs_eventloop_lag_seconds')
})

test('an unknown address is said in the language of the caller', async () => {
  const answer = await client(app).get<{ detail: string; status: number }>('/api/nothing-here?lang=ur')
  expect(answer.status).toBe(404)
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  expect(answer.body.detail).toBe('اس پتے پر کچھ نہیں ہے۔')
})
