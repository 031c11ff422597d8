import {
  ParticipantInfo_State,
  Ping,
  SubscriptionPermission,
  UpdateParticipantMetadata,
} from '@livekit/protocol'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { mediaToken, startMedia, type TestMediaServer } from '../testing/media-server.ts'
import { openRaw } from '../testing/raw-media.ts'

/** Who gets in, who sees whom, and who may command: without media, on the signalling socket as it is. */
let server: TestMediaServer
beforeAll(async () => {
  server = await startMedia()
})
afterAll(() => server?.stop())

const enter = (identity: string, room: string, grants = {}, claims = {}) =>
  openRaw(server.url, mediaToken(identity, { roomJoin: true, room, ...grants }, claims))

async function validate(token: string): Promise<number> {
  return (await fetch(`${server.url}/rtc/v1/validate?access_token=${token}`)).status
}

it('only a valid token with a room and the right to join opens the door', async () => {
  const now = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000)
  const right = { roomJoin: true, room: 'one' }
  expect(await validate(mediaToken('ana', right))).toBe(200)
  expect(await validate('')).toBe(401)
  expect(await validate('not.a.token')).toBe(401)
  expect(await validate(mediaToken('ana', right, {}, 'another secret of 32 characters!!'))).toBe(401)
  expect(await validate(mediaToken('ana', right, { iss: 'anotherkey' }))).toBe(401)
  expect(await validate(mediaToken('ana', right, { exp: now - 120 }))).toBe(401)
  expect(await validate(mediaToken('ana', right, { nbf: now + 3600 }))).toBe(401)
  expect(await validate(mediaToken('ana', { roomJoin: true }))).toBe(400)
  expect(await validate(mediaToken('ana', { room: 'one' }))).toBe(401)
  const unsigned = mediaToken('ana', right).split('.')
  const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')
  expect(await validate(`${none}.${unsigned[1]}.`)).toBe(401)
})

it('who is hidden is told to nobody, and not counted; she herself sees all', async () => {
  const listener = await enter('listener', 'hiding')
  await listener.next('join')
  const hidden = await enter('hidden', 'hiding', { hidden: true })
  const { otherParticipants } = await hidden.next('join')
  expect(otherParticipants.map(({ identity }) => identity)).toEqual(['listener'])
  const third = await enter('third', 'hiding')
  const joined = await third.next('join')
  expect(joined.otherParticipants.map(({ identity }) => identity)).toEqual(['listener'])
  expect(joined.room?.numParticipants).toBe(2)
  hidden.close()
  const seen = await listener.next('update')
  expect(seen.participants.map(({ identity }) => identity)).not.toContain('hidden')
  listener.close()
  third.close()
})

it('a participant cannot change its name, nor give itself attributes', async () => {
  const plain = await enter('plain', 'names')
  await plain.next('join')
  const update = { name: 'The Ambassador', metadata: 'x', attributes: { role: 'chair' }, requestId: 7 }
  plain.send({ case: 'updateMetadata', value: new UpdateParticipantMetadata(update) })
  plain.send({ case: 'pingReq', value: new Ping() })
  await plain.next('pongResp')
  const { body } = await server.call('ListParticipants', { room: 'names' })
  expect(body['participants']).toMatchObject([{ identity: 'plain', name: 'plain' }])
  expect(JSON.stringify(body)).not.toMatch(/chair|Ambassador/)
  plain.close()
})

it('RoomService asks for the right, in the room of the token, and says what is not there', async () => {
  const ana = await enter('ana', 'ruled')
  await ana.next('join')
  const list = (grants: object | null) => server.call('ListParticipants', { room: 'ruled' }, grants)
  expect((await list(null)).status).toBe(401)
  expect((await list({ roomAdmin: true, room: 'another' })).status).toBe(403)
  expect((await list({ roomJoin: true, room: 'ruled' })).status).toBe(403)
  expect((await list({ roomAdmin: true, room: 'ruled' })).body['participants']).toMatchObject([
    { identity: 'ana' },
  ])
  expect(await server.call('ListParticipants', { room: 'nowhere' })).toMatchObject({
    status: 404,
    body: { code: 'not_found' },
  })
  const nobody = { room: 'ruled', identity: 'nobody' }
  expect(await server.call('RemoveParticipant', nobody)).toMatchObject({
    status: 404,
    body: { code: 'not_found' },
  })
  expect((await server.call('NoSuchCall', { room: 'ruled' })).status).toBe(404)
  expect((await server.call('DeleteRoom', { room: 'ruled' }, { roomAdmin: true })).status).toBe(403)
  ana.close()
})

it('when a room is deleted everybody in it is sent out', async () => {
  const ana = await enter('ana', 'made')
  expect((await ana.next('join')).room).toMatchObject({ name: 'made', numParticipants: 1 })
  expect((await server.call('DeleteRoom', { room: 'made' })).status).toBe(200)
  expect(await ana.next('leave')).toMatchObject({ canReconnect: false })
  expect((await server.call('ListParticipants', { room: 'made' })).status).toBe(404)
})

it('twenty who come at once are told in few messages', async () => {
  const first = await enter('first', 'crowd')
  await first.next('join')
  const names = Array.from({ length: 20 }, (_, index) => `guest ${index}`)
  const guests = await Promise.all(names.map((name) => enter(name, 'crowd')))
  const known = new Set<string>()
  let messages = 0
  while (known.size < 20) {
    const { participants } = await first.next('update')
    messages++
    for (const { identity, state } of participants)
      if (state === ParticipantInfo_State.JOINED && identity !== 'first') known.add(identity)
  }
  expect(messages).toBeLessThanOrEqual(5)
  for (const each of [first, ...guests]) each.close()
})

it('who comes back to a server that does not know her is told to begin anew', async () => {
  const ana = await enter('ana', 'known')
  ana.send({ case: 'subscriptionPermission', value: new SubscriptionPermission({ allParticipants: true }) })
  await ana.next('join')
  const stranger = await openRaw(server.url, mediaToken('stranger', { roomJoin: true, room: 'known' }), {
    reconnect: true,
  })
  expect(await stranger.next('leave')).toMatchObject({ action: 2 })
  ana.close()
  stranger.close()
})
