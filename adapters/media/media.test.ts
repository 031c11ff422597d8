import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  AddTrackRequest,
  RequestResponse_Reason,
  TrackSource,
  TrackType,
  UpdateParticipantMetadata,
} from '@livekit/protocol'
import { AccessToken } from 'livekit-server-sdk'
import { afterEach, describe, expect, it } from 'vitest'
import { mediaToken } from '../../testing/media-server.ts'
import {
  enginePid,
  isRunning,
  liveKit,
  mediaFolder,
  OWN_SECRET as SECRET,
  settingsOf,
  startOwnMedia,
} from '../../testing/own-media.ts'
import { openRaw } from '../../testing/raw-media.ts'
import { iceServersOf } from './turn.ts'

const SILENT = { microphone: false, camera: false, screen: false }

const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

async function folder(): Promise<string> {
  const { path, remove } = await mediaFolder()
  open.push(remove)
  return path
}

/** A server of ours in a folder; a second start in the same folder is the next process. */
async function started(engine: 'embedded' | 'livekit', dataDir: string) {
  const { media, restarts } = await startOwnMedia(settingsOf(engine), dataDir)
  open.push(() => media.stop())
  await expect.poll(() => media.status().standing, { timeout: 20_000 }).toBe('ready')
  return { media, restarts }
}

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
    sub: string
    exp: number
    nbf: number
    video: Record<string, unknown>
  }

// One body for every engine: what the product asks of a media server.
describe.each(['embedded', 'livekit'] as const)('a media server of ours: %s', (engine) => {
  it.skipIf(engine === 'livekit' && liveKit === '')(
    'lets in by tokens that give exactly what is asked, and is ended with us',
    async () => {
      const dataDir = await folder()
      const { media } = await started(engine, dataDir)
      const admission = { room: 'r', identity: 'person:1', attributes: {}, seconds: 60 }
      const silent = claimsOf(await media.token({ ...admission, permission: SILENT }))
      expect(silent).toMatchObject({
        sub: 'person:1',
        video: {
          room: 'r',
          roomJoin: true,
          canPublish: false,
          canPublishSources: [],
          canPublishData: false,
          hidden: true,
        },
      })
      expect(silent.exp - silent.nbf).toBe(60)
      const speaker = claimsOf(
        await media.token({ ...admission, permission: { ...SILENT, microphone: true } }),
      )
      expect(speaker.video).toMatchObject({
        canPublish: true,
        canPublishSources: ['microphone'],
        hidden: false,
      })
      for (const video of [silent.video, speaker.video])
        expect(Object.keys(video)).not.toEqual(
          expect.arrayContaining(['roomAdmin', 'roomCreate', 'roomList']),
        )
      expect(await media.participants('r')).toEqual([])
      // What is not there is no failure.
      await media.permit('r', 'person:1', SILENT)
      await media.remove('r', 'person:1')
      await media.closeRoom('r')
      const pid = await enginePid(dataDir)
      await media.stop()
      await expect.poll(() => isRunning(pid)).toBe(false)
    },
  )

  it.skipIf(engine === 'livekit' && liveKit === '')(
    'opens to no token that is over, not ours or for no room; and takes no track of who may only listen',
    async () => {
      const { media } = await started(engine, await folder())
      const url = `http://127.0.0.1:${media.loopbackPort()}`
      // LiveKit knows the older address too, which needs no join request.
      const dual = engine === 'livekit'
      const answerTo = async (token: string) =>
        (await fetch(`${url}/rtc${dual ? '' : '/v1'}/validate?access_token=${token}`)).status
      const video = { roomJoin: true, room: 'r' }
      const claims = { iss: 'direct-line' }
      expect(await answerTo(mediaToken('person:1', video, claims, SECRET))).toBe(200)
      const over = { ...claims, exp: Math.floor(Temporal.Now.instant().epochMilliseconds / 1000) - 120 }
      expect(await answerTo(mediaToken('person:1', video, over, SECRET))).toBe(401)
      expect(await answerTo(mediaToken('person:1', video, claims, SECRET.toUpperCase()))).toBe(401)
      expect(await answerTo(mediaToken('person:1', { roomJoin: false }, claims, SECRET))).toBe(401)
      const listens = await media.token({
        room: 'r',
        identity: 'person:2',
        permission: SILENT,
        attributes: {},
        seconds: 60,
      })
      const client = await openRaw(url, listens, { dual })
      await client.next('join')
      const track = { cid: 'mine', name: 'mine', type: TrackType.AUDIO, source: TrackSource.MICROPHONE }
      client.send({ case: 'addTrack', value: new AddTrackRequest(track) })
      const name = new UpdateParticipantMetadata({ name: 'person:1', requestId: 7 })
      client.send({ case: 'updateMetadata', value: name })
      expect((await client.next('requestResponse')).reason).not.toBe(RequestResponse_Reason.OK)
      expect(await media.participants('r')).toMatchObject([{ identity: 'person:2', tracks: [] }])
      expect(client.responses.map((each) => each.case)).not.toContain('trackPublished')
      client.close()
    },
  )

  it.skipIf(engine === 'livekit' && liveKit === '')(
    'leaves a process alone that only has the number of an old one',
    async () => {
      const dataDir = await folder()
      await mkdir(join(dataDir, 'media'))
      // This very process: were it taken for the media server, it would be ended.
      const old = { kind: engine, pid: process.pid, port: 9, hook: 9 }
      await writeFile(join(dataDir, 'media', 'engine.json'), JSON.stringify(old))
      await started(engine, dataDir)
      expect(await enginePid(dataDir)).not.toBe(process.pid)
    },
  )

  it.skipIf(engine === 'livekit' && liveKit === '')('is started anew when it is killed', async () => {
    const dataDir = await folder()
    const { media, restarts } = await started(engine, dataDir)
    const pid = await enginePid(dataDir)
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => restarts, { timeout: 10_000 }).toEqual(['ended'])
    await expect.poll(() => media.status().standing, { timeout: 10_000 }).toBe('ready')
    expect(await enginePid(dataDir)).not.toBe(pid)
    expect(await media.participants('r')).toEqual([])
  })
})

describe('what a media server tells', () => {
  it('is believed with its signature over these very words, and otherwise not', async () => {
    const { media } = await started('embedded', await folder())
    const body = JSON.stringify({
      event: 'track_published',
      room: { name: 'r' },
      participant: { identity: 'person:1' },
      track: { source: 'MICROPHONE' },
      createdAt: '1776945600',
    })
    const signed = async (secret: string, words: string) => {
      const token = new AccessToken('direct-line', secret)
      token.sha256 = Buffer.from(
        await crypto.subtle.digest('SHA-256', new TextEncoder().encode(words)),
      ).toString('base64')
      return token.toJwt()
    }
    expect(await media.receive(body, await signed(SECRET, body))).toEqual({
      type: 'published',
      room: 'r',
      identity: 'person:1',
      source: 'microphone',
      at: '2026-04-23T12:00:00Z',
    })
    expect(await media.receive(`${body} `, await signed(SECRET, body))).toBe(null)
    expect(await media.receive(body, await signed(SECRET.toUpperCase(), body))).toBe(null)
    expect(await media.receive(body, '')).toBe(null)
  })
})

describe('a server for networks that let little through', () => {
  it('has a credential that serves for twelve hours and for one person', () => {
    const turn = { urls: ['turns:turn.example:443'], secret: 'shared' }
    const now = Temporal.Instant.from('2026-04-23T12:00:00Z')
    expect(iceServersOf(null, 'person:1', now)).toEqual([])
    expect(iceServersOf(turn, 'person:1', now)).toEqual([
      {
        urls: ['turns:turn.example:443'],
        username: '1776988800:person:1',
        // echo -n 1776988800:person:1 | openssl dgst -sha1 -hmac shared -binary | base64
        credential: CREDENTIAL,
      },
    ])
  })
})

const CREDENTIAL = 'AElMWhYkLc7XwWv8uET/j0+Sqx0='
