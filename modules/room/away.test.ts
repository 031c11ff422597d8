import { afterAll, beforeAll, expect, it } from 'vitest'
import { retriesWhileAway } from '../../testing/faults/retries.ts'
import { type StaffClient, staffClient } from '../../testing/sign-in.ts'
import { roomSocket } from '../../testing/socket.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { publishedCall } from './factories/scene.ts'

let app: TestApp
let officer: StaffClient
beforeAll(async () => {
  app = await startTestApp()
  officer = await staffClient(app, 'officer')
})
afterAll(async () => app.stop())

it('who tries again while nothing can be recorded has not tried too often', async () => {
  const call = await publishedCall(app.context)
  const desk = await roomSocket(app, officer, call.id)
  await desk.command('openRoom')
  expect(await retriesWhileAway({ ...app, call: call.id }, officer)).toEqual({
    reasons: ['room.not_saved'],
    afterwards: 200,
  })
})
