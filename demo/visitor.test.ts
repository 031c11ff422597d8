import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '../kernel/actor.ts'
import type { Readout } from '../modules/outcomes/contract.ts'
import type { Client } from '../testing/client.ts'
import { signIn } from '../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../testing/start-app.ts'
import { admitCast, type Cast } from './call.ts'
import { loadSample } from './load.ts'
import { playCall } from './play.ts'
import { sample } from './script.ts'

const ON_AIR = Temporal.Instant.from('2026-04-23T12:00:00Z')
const me = system('test')
let app: TestApp
let cast: Cast
let officer: Client

beforeAll(async () => {
  app = await startTestApp({ now: ON_AIR.subtract({ minutes: 20 }).toString() })
  cast = await app.context.transaction(me, async (tx) => {
    const { call } = await loadSample(tx, ON_AIR)
    return await admitCast(tx, me, call)
  })
  officer = await signIn(app, sample.staff.email)
})
afterAll(async () => app.stop())

const ask = (name: string, input: object = {}) =>
  officer.post(`/api/calls/${cast.call}/commands`, { id: randomUUID(), name, input })

test('a visitor who is the officer may end the call before the script does; its readout is drafted all the same', async () => {
  let ended = false
  const played = await playCall({
    url: app.url,
    cast,
    today: Temporal.PlainDate.from('2026-04-23'),
    pace: {
      async until(minute) {
        app.clock.set(ON_AIR.add({ seconds: Math.round(minute * 60) }).toString())
        if (minute > 6 && !ended) {
          ended = true
          expect((await ask('endCall')).status).toBe(200)
        }
        return true
      },
    },
  })
  expect(played.finished).toBe(true)
  expect(played.refusals.at(-1)).toContain('room.call_over')
  await app.drain()
  const { body } = await officer.get<Readout>(`/api/calls/${cast.call}/readout`)
  expect(body.state).toBe('draft')
  expect(JSON.stringify(body.languages?.en.text)).toContain('We are committed to facilitating investment')
}, 60_000)
