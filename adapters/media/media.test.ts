import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AccessToken } from 'livekit-server-sdk'
import { afterEach, describe, expect, it } from 'vitest'
import type { Media } from '../../kernel/media.ts'
import type { Log, Metrics } from '../../kernel/ports.ts'
import { chooseMedia, type MediaSettings } from './choose.ts'
import { iceServersOf } from './turn.ts'

const SECRET = 'a secret of forty-three characters, no less'
const SILENT = { microphone: false, camera: false, screen: false }
const liveKit = process.env['LIVEKIT_TEST_BIN']

const settings: MediaSettings = {
  engine: 'embedded',
  external: null,
  bin: null,
  searchPath: '',
  udpPorts: null,
  publicAddresses: [],
  stun: [],
  turn: null,
}

const log: Log = { info: () => undefined, warn: () => undefined, error: () => undefined, child: () => log }

/** What has been counted, by why. */
function counting(): { metrics: Metrics; restarts: string[] } {
  const restarts: string[] = []
  const metrics: Metrics = {
    counter: () => ({ inc: (labels) => void restarts.push(labels?.['why'] ?? '') }),
    gauge: () => ({ set: () => undefined }),
    watch: () => undefined,
    histogram: () => ({ observe: () => undefined }),
  }
  return { metrics, restarts }
}

const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

/** A server of ours in a folder; a second start in the same folder is the next process. */
async function started(
  engine: MediaSettings['engine'],
  dataDir: string,
): Promise<{ media: Media; restarts: string[] }> {
  const { metrics, restarts } = counting()
  const bin = engine === 'livekit' ? (liveKit ?? null) : null
  const media = await chooseMedia(
    { ...settings, engine, bin },
    { dataDir, apiSecret: SECRET, loopback: true, log, metrics },
  )
  open.push(() => media.stop())
  await expect.poll(() => media.status().standing, { timeout: 20_000 }).toBe('ready')
  return { media, restarts }
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'direct-line-media-'))
  open.push(() => rm(path, { recursive: true, force: true }))
  return path
}

const pidIn = async (dataDir: string): Promise<number> =>
  (JSON.parse(await readFile(join(dataDir, 'media', 'engine.json'), 'utf8')) as { pid: number }).pid

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
    sub: string
    exp: number
    nbf: number
    video: Record<string, unknown>
  }

// One body for every engine: what the product asks of a media server.
describe.each(['embedded', 'livekit'] as const)('a media server of ours: %s', (engine) => {
  it.skipIf(engine === 'livekit' && !liveKit)(
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
      const pid = await pidIn(dataDir)
      await media.stop()
      await expect.poll(() => isAlive(pid)).toBe(false)
    },
  )

  it.skipIf(engine === 'livekit' && !liveKit)(
    'leaves a process alone that only has the number of an old one',
    async () => {
      const dataDir = await folder()
      await mkdir(join(dataDir, 'media'))
      // This very process: were it taken for the media server, it would be ended.
      const old = { kind: engine, pid: process.pid, port: 9, hook: 9 }
      await writeFile(join(dataDir, 'media', 'engine.json'), JSON.stringify(old))
      await started(engine, dataDir)
      expect(await pidIn(dataDir)).not.toBe(process.pid)
    },
  )

  it.skipIf(engine === 'livekit' && !liveKit)('is started anew when it is killed', async () => {
    const dataDir = await folder()
    const { media, restarts } = await started(engine, dataDir)
    const pid = await pidIn(dataDir)
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => restarts, { timeout: 10_000 }).toEqual(['ended'])
    await expect.poll(() => media.status().standing, { timeout: 10_000 }).toBe('ready')
    expect(await pidIn(dataDir)).not.toBe(pid)
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
    expect(iceServersOf({ stun: ['stun:stun.example'], turn }, 'person:1', now)).toEqual([
      { urls: ['stun:stun.example'] },
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

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
