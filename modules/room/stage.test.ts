import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Client } from '../../testing/client.ts'
import { embeddedMedia } from '../../testing/media.ts'
import { linkClient, staffClient } from '../../testing/sign-in.ts'
import { type RoomSocket, roomSocket } from '../../testing/socket.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import type { CallFacts } from '../calls/contract.ts'
import { type Deck, entityOf, pagePath, type StageTicket } from './contract.ts'
import { guest, panelGuest, publishedCall } from './factories/scene.ts'

let app: TestApp
let call: CallFacts
let officer: Client
let viewer: Client
let dana: Client
let fay: Client
let secretary: Client
let desk: RoomSocket
let firm: RoomSocket
let panel: RoomSocket

beforeAll(async () => {
  app = await startTestApp({ media: embeddedMedia, now: Temporal.Now.instant().toString() })
  await vi.waitFor(() => expect(app.context.media.status().standing).toBe('ready'), 20_000)
  call = await publishedCall(app.context)
  officer = await staffClient(app, 'officer')
  viewer = await staffClient(app, 'viewer')
  const links = await app.inside(async (tx) => ({
    dana: (await guest(tx, call.id, { name: 'Dana Webb', firm: 'Northvale Cloud', roles: ['attendee'] })).url,
    fay: (await guest(tx, call.id, { name: 'Fay Odell', firm: 'Ridgeway Data', roles: ['attendee'] })).url,
    secretary: (await panelGuest(tx, call, 'panelist')).url,
  }))
  dana = await linkClient(app, links.dana)
  fay = await linkClient(app, links.fay)
  secretary = await linkClient(app, links.secretary)
  desk = await roomSocket(app, officer, call.id)
  firm = await roomSocket(app, dana, call.id)
  panel = await roomSocket(app, secretary, call.id)
})
afterAll(async () => app.stop())

interface Claims {
  readonly sub: string
  readonly attributes?: Record<string, string>
  readonly video: { room: string; canPublish: boolean; canPublishSources: string[]; hidden: boolean }
}

/** What a ticket gives; or the reason for which there is none. */
async function ticket(at: Client, kind = 'ticket'): Promise<Claims | string> {
  const { status, body } = await at.post<StageTicket & { reason: string }>(
    `/api/calls/${call.id}/stage/${kind}`,
  )
  if (status !== 200) return body.reason
  return JSON.parse(Buffer.from(body.token.split('.')[1] ?? '', 'base64url').toString()) as Claims
}

const all = ['microphone', 'camera', 'screen_share', 'screen_share_audio']
const inside = { acceptedRules: 1 }

describe('a ticket for the stage', () => {
  it('is for nobody before the room is open', async () => {
    expect(await ticket(secretary)).toBe('room.not_open')
    expect(await ticket(officer)).toBe('room.not_open')
  })

  it('is for the panel in the green room, and not for the audience', async () => {
    await desk.command('openRoom')
    expect(await ticket(secretary)).toBe('room.not_inside')
    await panel.command('enter', inside)
    await firm.command('enter', inside)
    expect(await ticket(secretary)).toMatchObject({
      video: { room: call.id, canPublish: true, canPublishSources: all, hidden: false },
      attributes: { panelMember: expect.any(String) },
    })
    expect(await ticket(viewer)).toMatchObject({ video: { canPublish: false, hidden: true } })
    expect(await ticket(dana)).toBe('room.not_on_air')
  })

  it('lets the audience hear on air, and the firm with the floor be heard', async () => {
    await desk.command('goOnAir')
    const silent = { room: call.id, canPublish: false, canPublishSources: [], hidden: true }
    expect(await ticket(dana)).toMatchObject({ video: silent })
    expect(await ticket(fay)).toBe('room.not_inside')
    const { person } = entityOf(firm.room(), 'me') ?? { person: '' }
    await firm.command('raiseHand')
    await desk.command('giveFloor', { person })
    expect(await ticket(dana)).toMatchObject({ video: silent })
    await firm.command('acceptFloor')
    expect(await ticket(dana)).toMatchObject({
      sub: `person:${person}`,
      video: { canPublish: true, canPublishSources: ['microphone', 'camera'], hidden: false },
      attributes: { name: 'Dana Webb', firm: 'Northvale Cloud' },
    })
    // Its time is over: the room ends it by itself when it next looks at its clock.
    app.clock.advance({ minutes: 2 })
    await desk.command('announce', { text: 'Next question, please.' })
    await firm.until((room) => entityOf(room, 'me')?.floor === null)
    expect(await ticket(dana)).toMatchObject({ video: silent })
  })

  it('measures a line in a room of one’s own', async () => {
    const [one, two] = [await ticket(dana, 'probe'), await ticket(dana, 'probe')] as Claims[]
    expect(one?.video.room).toMatch(/^probe-/)
    expect(one?.video.room).not.toBe(two?.video.room)
  })
})

describe('slides', () => {
  const picture = Buffer.concat([Buffer.from('RIFF____WEBPVP8 '), Buffer.alloc(300_000, 7)])
  let deck: Deck

  it('are brought by those on stage, page by page', async () => {
    const wanted = { title: 'Policies', pages: 2 }
    expect((await dana.post(`/api/calls/${call.id}/decks`, wanted)).status).toBe(403)
    deck = (await secretary.post<Deck>(`/api/calls/${call.id}/decks`, wanted)).body
    expect(deck).toMatchObject({ title: 'Policies', pages: 2, arrived: 0 })
    const page = { type: 'image/webp', picture: picture.toString('base64') }
    const put = (at: Client, n: number, body: object) => at.put<Deck>(pagePath(call.id, deck.id, n), body)
    expect((await put(secretary, 1, page)).body).toMatchObject({ arrived: 1 })
    expect((await put(secretary, 3, page)).status).toBe(404)
    expect((await put(dana, 1, page)).status).toBe(403)
    const html = { type: 'image/webp', picture: Buffer.from('<script>').toString('base64') }
    expect((await put(secretary, 2, html)).status).toBe(422)
    expect((await officer.get(`/api/calls/${call.id}/decks`)).body).toEqual({
      items: [{ ...deck, arrived: 1 }],
    })
  })

  it('are seen by those in the room, and by nobody at the door', async () => {
    expect(await panel.command('showSlide', { deck: deck.id, page: 1 })).toMatchObject({ t: 'ack' })
    const { slides } =
      entityOf(await firm.until((room) => entityOf(room, 'stage')?.slides !== null), 'stage') ?? {}
    expect(slides).toMatchObject({ deck: deck.id, page: 1, pages: 2 })
    const seen = await fetch(`${app.url}${pagePath(call.id, deck.id, 1)}?grant=${dana.grant}`, {
      headers: { cookie: dana.cookie },
    })
    expect(seen.headers.get('content-type')).toBe('image/webp')
    expect(seen.headers.get('cache-control')).toContain('private')
    expect(Buffer.from(await seen.arrayBuffer()).equals(picture)).toBe(true)
    expect((await fay.get(pagePath(call.id, deck.id, 1))).status).toBe(403)
    expect(await firm.command('showSlide', { deck: deck.id, page: 2 })).toMatchObject({
      reason: 'room.not_yours',
    })
  })
})

describe('the debrief', () => {
  it('is another room, of which the audience gets no ticket', async () => {
    await desk.command('endBroadcast')
    expect(await ticket(secretary)).toMatchObject({ video: { room: `${call.id}-debrief`, canPublish: true } })
    expect(await ticket(dana)).toBe('room.not_inside')
    await desk.command('endCall')
    expect(await ticket(secretary)).toBe('room.call_over')
  })
})

describe('a webhook', () => {
  it('that is not from the media server is refused', async () => {
    const answer = await fetch(`${app.url}/media/webhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/webhook+json', authorization: 'nothing' },
      body: '{"event":"track_published"}',
    })
    expect(answer.status).toBe(401)
  })
})
