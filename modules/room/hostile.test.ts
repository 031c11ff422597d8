import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../kernel/actor.ts'
import type { Client } from '../../testing/client.ts'
import { client } from '../../testing/client.ts'
import { linkClient, staffClient } from '../../testing/sign-in.ts'
import { roomSocket } from '../../testing/socket.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { accessCommands } from '../access/contract.ts'
import type { CallFacts } from '../calls/contract.ts'
import { entityOf, MAX_CLIENT_FRAME_BYTES } from './contract.ts'
import { type Guest, guest, publishedCall } from './factories/scene.ts'

const me = system('test')
let app: TestApp
let call: CallFacts
let other: CallFacts
let guests: Guest[]
let dana: Client

beforeAll(async () => {
  app = await startTestApp()
  call = await publishedCall(app.context)
  other = await publishedCall(app.context)
  guests = await app.inside(async (tx) => [
    await guest(tx, call.id, { name: 'Dana Webb', firm: 'Northvale Cloud', roles: ['attendee'] }),
    await guest(tx, call.id, { name: 'Loop Script', firm: 'Loop Works', roles: ['attendee'] }),
    await guest(tx, call.id, { name: 'Rita Revoked', firm: 'Gone Corp', roles: ['attendee'] }),
    await guest(tx, call.id, { name: 'Fast Typist', firm: 'Fast Works', roles: ['attendee'] }),
    await guest(tx, call.id, { name: 'Pro Moted', firm: 'Mission Annex', roles: ['attendee'] }),
  ])
  dana = await linkClient(app, guests[0]?.url ?? '')
})
afterAll(async () => app.stop())

describe('a socket of the room', () => {
  it('is refused to a page of another site', async () => {
    await expect(roomSocket(app, dana, call.id, { origin: 'https://elsewhere.example' })).rejects.toThrow(
      '403',
    )
  })

  it('is closed, with the reason, for strangers, for people of another call, and without a call', async () => {
    const reasonOf = async (who: Client, where: string) => {
      const socket = await roomSocket(app, who, where)
      const { reason } = await socket.message('closing')
      return [reason, (await socket.closed()).code]
    }
    expect(await reasonOf(client(app), call.id)).toEqual(['server.sign_in', 4401])
    expect(await reasonOf(dana, other.id)).toEqual(['room.not_your_call', 4403])
    expect(await reasonOf(dana, 'nothing')).toEqual(['room.no_such_call', 4400])
    const tampered = { ...dana, cookie: dana.cookie.replace(/=.{8}/, '=AAAAAAAA') }
    expect(await reasonOf(tampered, call.id)).toEqual(['server.sign_in', 4401])
  })

  it('says that it did not understand, and closes when that goes on', async () => {
    const socket = await roomSocket(app, dana, call.id)
    const id = randomUUID()
    const deep = `{"t":"command","id":"${id}","name":"vote","input":${'['.repeat(40)}${']'.repeat(40)}}`
    const nonsense = [
      'not json',
      '{"t":"command"',
      deep,
      '{"t":"rule","id":1}',
      `{"t":"command","id":"${id}","name":"vote","input":{},"extra":1}`,
      `{"t":"command","id":"not-an-id","name":"vote","input":{}}`,
      '[]',
    ]
    for (const text of nonsense) socket.raw(text)
    expect(await socket.message('refused')).toMatchObject({ id: null, reason: 'room.malformed' })
    // An unknown command and an unknown field are malformed too, but the socket can say which message it was.
    const known = await socket.command('enter', { acceptedRules: 1, admin: true } as {
      acceptedRules: number
    })
    expect(known).toMatchObject({ t: 'refused', reason: 'room.malformed' })
    socket.raw('null')
    expect((await socket.closed()).code).toBe(4400)
  })

  it('does not read what is larger than a frame may be', async () => {
    const socket = await roomSocket(app, dana, call.id)
    socket.raw(JSON.stringify({ t: 'command', id: randomUUID(), name: 'x'.repeat(MAX_CLIENT_FRAME_BYTES) }))
    expect((await socket.closed()).code).toBe(1009)
  })

  it('takes no text that hides its direction or its length', async () => {
    const socket = await roomSocket(app, dana, call.id)
    for (const text of ['\u202Eevil', 'zero\u200Bwidth', '   ', 'x'.repeat(2001)]) {
      expect(await socket.command('submitQuestion', { text })).toMatchObject({ reason: 'room.malformed' })
    }
    socket.cut()
  })

  it('of somebody whose link was revoked is cut', async () => {
    const rita = await linkClient(app, guests[2]?.url ?? '')
    const socket = await roomSocket(app, rita, call.id)
    await socket.until((room) => room.audience === 'door')
    await app.inside((tx) =>
      tx.use(accessCommands).revoke(tx, me, { call: call.id, person: guests[2]?.person ?? '' }),
    )
    await app.drain()
    expect(await socket.message('closing')).toMatchObject({
      reason: 'room.access_changed',
      retryAfterMs: null,
    })
    expect((await socket.closed()).code).toBe(4403)
  })

  it('of somebody who is given another role comes back with it', async () => {
    const person = guests[4]?.person ?? ''
    const late = await linkClient(app, guests[4]?.url ?? '')
    const socket = await roomSocket(app, late, call.id)
    await socket.until((room) => room.audience === 'door')
    await app.inside((tx) =>
      tx
        .use(accessCommands)
        .grant(tx, me, { call: call.id, person, organization: null, roles: ['moderator'] }),
    )
    await app.drain()
    expect(await socket.message('closing')).toMatchObject({ reason: 'room.access_changed', retryAfterMs: 0 })
    expect((await socket.closed()).code).toBe(1012)
    const again = await roomSocket(app, late, call.id)
    await again.until((room) => room.audience === 'mission')
    again.cut()
  })

  it('opened again and again by a script is slowed down, then turned away', async () => {
    const loop = await linkClient(app, guests[1]?.url ?? '')
    const began = performance.now()
    const turned: string[] = []
    for (let n = 0; n < 60 && turned.length === 0; n++) {
      const socket = await roomSocket(app, loop, call.id)
      // A script does not wait for the room; it comes again at once.
      socket.message('closing').then(
        ({ reason }) => turned.push(reason),
        () => undefined,
      )
      await Promise.race([socket.closed(), new Promise((resolve) => setImmediate(resolve))])
      socket.cut()
    }
    await expect.poll(() => turned[0]).toBe('room.too_many_connections')
    expect(performance.now() - began).toBeLessThan(10_000)
    // Others do not notice.
    const socket = await roomSocket(app, dana, call.id)
    await socket.until((room) => entityOf(room, 'call') !== null)
    socket.cut()
  })
})

describe('a burst of commands', () => {
  it('is delayed before it is refused, and questions sooner than the rest', async () => {
    const officer = await staffClient(app, 'officer')
    const desk = await roomSocket(app, officer, call.id)
    await desk.command('openRoom')
    const typist = await linkClient(app, guests[3]?.url ?? '')
    const socket = await roomSocket(app, typist, call.id)
    await socket.command('enter', { acceptedRules: call.rulesVersion })
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => socket.command('submitQuestion', { text: `Question ${n}` })),
    )
    expect(answers.slice(0, 4).map(({ t }) => t)).toEqual(['ack', 'ack', 'ack', 'ack'])
    expect(answers.at(-1)).toMatchObject({ t: 'refused', reason: 'room.too_fast' })
    desk.cut()
    socket.cut()
  })
})
