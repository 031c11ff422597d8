import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { look } from '../../testing/look.ts'
import { staffClient } from '../../testing/sign-in.ts'
import { roomSocket } from '../../testing/socket.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { entityOf } from './contract.ts'
import { publishedCall } from './factories/scene.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

describe('two officers at the end of a call', () => {
  it('one ends it while the other extends it: it is ended, once, and the change is either kept or refused in words', async () => {
    const one = await staffClient(app, 'officer', null, { name: 'One', email: 'one@mission.example' })
    const two = await staffClient(app, 'officer', null, { name: 'Two', email: 'two@mission.example' })
    for (let round = 0; round < 5; round += 1) {
      const call = await publishedCall(app.context)
      const desk = await roomSocket(app, one, call.id)
      const other = await roomSocket(app, two, call.id)
      await desk.command('openRoom')
      await desk.command('goOnAir')
      await desk.command('endBroadcast')
      const [ended, again, extended] = await Promise.all([
        desk.command('endCall'),
        other.command('endCall'),
        two.patch<{ reason?: string }>(`/api/calls/${call.id}`, { set: { minutes: 105 } }),
      ])
      expect([ended.t, again.t].toSorted()).toEqual(['ack', 'refused'])
      expect([200, 409]).toContain(extended.status)
      for (const socket of [desk, other])
        await socket.until((room) => entityOf(room, 'call')?.phase === 'ended')
      const [row] = await look<{ state: string; minutes: number }>(
        app,
        sql`select state, minutes from calls_calls where id = ${call.id}`,
      )
      expect(row).toEqual({ state: 'ended', minutes: extended.status === 200 ? 105 : call.minutes })
      const endings = await look<{ type: string }>(
        app,
        sql`select type from events where stream = ${`record:${call.id}`} and type = 'room.ended'`,
      )
      expect(endings).toHaveLength(1)
      const changes = await look<{ data: object }>(
        app,
        sql`select data from events where stream = ${`call:${call.id}`} and data::text like '%minutes%'`,
      )
      expect(changes.length).toBe(extended.status === 200 ? 1 : 0)
      desk.cut()
      other.cut()
    }
  })
})
