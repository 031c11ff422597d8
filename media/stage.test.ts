import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MediaPage, openMediaPage, type Seat } from '../testing/media-page.ts'
import { mediaToken, startMedia, type TestMediaServer } from '../testing/media-server.ts'

/** Each person hums at a tone of her own: who is heard is who is in the spectrum. */
const TONES = { ana: 500, ben: 900, cleo: 1400 } as const
const ALL = Object.values(TONES)
const PATIENT = { timeout: 15_000, interval: 200 }
const RECONNECTING = { timeout: 30_000, interval: 200 }

let server: TestMediaServer
let browser: MediaPage

beforeAll(async () => {
  server = await startMedia()
  browser = await openMediaPage(server.url)
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const speaker = (identity: string, room: string) => mediaToken(identity, { roomJoin: true, room })
const viewer = (identity: string, room: string) =>
  mediaToken(identity, { roomJoin: true, room, canPublish: false, canPublishData: false })

async function enter(room: string, name: string, as = speaker): Promise<Seat> {
  const seat = browser.seat(`${room}/${name}`)
  await seat.join(as(name, room))
  return seat
}

const hears = (seat: Seat) => expect.poll(() => seat.hears(ALL), PATIENT)
const framesOf = (seat: Seat, who: string) =>
  expect.poll(async () => (await seat.sees())[who]?.frames ?? 0, PATIENT)
const trackOf = (seat: Seat, source: string) =>
  seat.room<string>(`room.localParticipant.getTrackPublication('${source}')?.trackSid`)

describe('a room with its stage', () => {
  let ana: Seat
  let ben: Seat
  let cleo: Seat

  beforeAll(async () => {
    ana = await enter('stage', 'ana')
    ben = await enter('stage', 'ben', viewer)
    await ana.hum(TONES.ana)
    await ana.show('rgb(200 0 0)')
    cleo = await enter('stage', 'cleo', viewer)
  })

  it('a speaker is heard and seen by all, also by who comes later', async () => {
    for (const seat of [ben, cleo]) {
      await hears(seat).toEqual([TONES.ana])
      await framesOf(seat, 'ana').toBeGreaterThan(3)
      expect((await seat.sees())['ana']).toMatchObject({ colour: 'red' })
    }
    await expect.poll(() => ben.room('[...room.spoke]'), PATIENT).toEqual(['ana'])
  })

  it('messages reach all, reliable ones and others, with the name of who sent them', async () => {
    await ana.say('good morning')
    await expect.poll(() => cleo.room('room.said'), PATIENT).toContain('ana: good morning')
    await ben.say('I may not').catch(() => undefined)
    await expect.poll(() => ben.room('room.said'), PATIENT).toContain('ana: good morning')
    expect(await cleo.room('room.said')).not.toContain('ben: I may not')
  })

  it('who mutes is not heard nor seen, and is again afterwards', async () => {
    await ana.mute('microphone', true)
    await ana.mute('camera', true)
    await hears(cleo).toEqual([])
    await framesOf(cleo, 'ana').toBe(0)
    await ana.mute('microphone', false)
    await ana.mute('camera', false)
    await hears(cleo).toEqual([TONES.ana])
    await framesOf(cleo, 'ana').toBeGreaterThan(3)
  })

  it('who is muted by the server is not heard even while her microphone goes on, and the server opens no microphone', async () => {
    // A client that ignores what it is told, and does not say so: its microphone stays open.
    await ana.room(`Object.assign(room.engine.client, { onRemoteMuteChanged() {}, sendMuteTrack() {} })`)
    const trackSid = await trackOf(ana, 'microphone')
    const muted = await server.call('MutePublishedTrack', {
      room: 'stage',
      identity: 'ana',
      trackSid,
      muted: true,
    })
    expect(muted).toMatchObject({ status: 200, body: { track: { muted: true } } })
    await hears(ben).toEqual([])
    const open = await server.call('MutePublishedTrack', {
      room: 'stage',
      identity: 'ana',
      trackSid,
      muted: false,
    })
    expect(open.status).toBe(412)
    await ana.room('delete room.engine.client.sendMuteTrack')
    await ana.mute('microphone', true)
    await ana.mute('microphone', false)
    await hears(ben).toEqual([TONES.ana])
  })

  it('each viewer gets the layer that it asks for', async () => {
    const ask = (quality: number) =>
      cleo.room(
        `[...room.remoteParticipants.get('ana').videoTrackPublications.values()].map((each) => each.setVideoQuality(${quality})).length`,
      )
    const width = (seat: Seat) => expect.poll(async () => (await seat.sees())['ana']?.width, PATIENT)
    await ask(0)
    await width(cleo).toBeLessThanOrEqual(320)
    await width(ben).toBe(640)
    await ask(2)
    await width(cleo).toBe(640)
  })

  it('a viewer may publish when it is given the floor, and no longer when it is taken back', async () => {
    await expect(ben.hum(TONES.ben)).rejects.toThrow(/permission/)
    const permission = { canPublish: true, canSubscribe: true, canPublishSources: ['MICROPHONE'] }
    await server.call('UpdateParticipant', { room: 'stage', identity: 'ben', permission })
    await expect.poll(() => ben.room('room.localParticipant.permissions.canPublish'), PATIENT).toBe(true)
    await ben.hum(TONES.ben)
    await hears(cleo).toEqual([TONES.ana, TONES.ben])
    await expect(ben.show('rgb(0 200 0)')).rejects.toThrow()

    const back = { canPublish: false, canSubscribe: true }
    await server.call('UpdateParticipant', { room: 'stage', identity: 'ben', permission: back })
    await hears(cleo).toEqual([TONES.ana])
    expect(await ben.room('room.state')).toBe('connected')
  })

  it('a shared screen comes and goes, twice, and nothing else stops', async () => {
    for (const colour of ['blue', 'green']) {
      const sharer = browser.seat('stage/ana')
      await sharer.show(colour === 'blue' ? 'rgb(0 0 200)' : 'rgb(0 200 0)', 'screen_share')
      await expect.poll(async () => (await cleo.sees())['ana/screen_share']?.colour, PATIENT).toBe(colour)
      await sharer.unshow()
      await expect.poll(async () => Object.keys(await cleo.sees()), PATIENT).toEqual(['ana'])
      await framesOf(cleo, 'ana').toBeGreaterThan(3)
    }
  })

  it('a cut socket is taken up again, and speech goes on meanwhile', async () => {
    for (const seat of [cleo, ana]) {
      await seat.room('room.engine.client.ws.close()')
      await expect.poll(() => seat.events(), RECONNECTING).toContain('reconnected')
      expect(await seat.events()).not.toContain('disconnected')
      await hears(cleo).toEqual([TONES.ana])
      await framesOf(cleo, 'ana').toBeGreaterThan(3)
    }
  })

  it('who comes back as somebody that the server does not know begins anew, with what she publishes', async () => {
    await ana.room(`(room.engine.participantSid = 'PA_unknown', room.engine.client.ws.close())`)
    await expect.poll(() => ana.events(), RECONNECTING).toContain('localTrackPublished')
    await hears(cleo).toEqual([TONES.ana])
    await framesOf(cleo, 'ana').toBeGreaterThan(3)
  })

  it('the same person from a second device takes the place of the first', async () => {
    const second = browser.seat('stage/ben on the phone')
    await second.join(viewer('ben', 'stage'))
    await expect.poll(() => ben.room('room.state'), PATIENT).toBe('disconnected')
    await hears(second).toEqual([TONES.ana])
    ben = second
  })

  it('who is removed is out, and the others see it', async () => {
    await server.call('RemoveParticipant', { room: 'stage', identity: 'ben' })
    await expect.poll(() => ben.room('room.state'), PATIENT).toBe('disconnected')
    await expect.poll(() => cleo.room(`room.remoteParticipants.has('ben')`), PATIENT).toBe(false)
  })

  it('all of it was told, signed', async () => {
    const ofBen = () =>
      server.events.filter(({ participant }) => participant?.identity === 'ben').map(({ event }) => event)
    await expect.poll(() => ofBen().at(-1), PATIENT).toBe('participant_left')
    const sent = ['track_published', 'track_unpublished']
    expect(ofBen()).toEqual(expect.arrayContaining(['participant_joined', ...sent]))
    expect(server.events.every(({ signed }) => signed)).toBe(true)
  })
})
