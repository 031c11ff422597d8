import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Arrived, type MediaPage, openMediaPage, type Seat } from '../testing/media-page.ts'
import { freeUdpPort, mediaToken, startMedia, type TestMediaServer } from '../testing/media-server.ts'
import { type LineSettings, type WeakLine, weakLine } from '../testing/weak-line.ts'

/**
 * A listener behind a line of ours, in a real browser: what it lost, how long it saw nothing new, how much of the voice was made up.
 * The speaker sends a voice that never pauses and a picture that fills what pictures may take.
 */
const LOOK_MS = 3_000

let server: TestMediaServer
let line: WeakLine
let speakers: MediaPage
let listeners: MediaPage
let ben: Seat

beforeAll(async () => {
  const udpPort = await freeUdpPort()
  server = await startMedia({ udpPort })
  line = await weakLine(udpPort, { loss: 0 })
  speakers = await openMediaPage(server.url)
  listeners = await openMediaPage(server.url, line.port)
  const ana = speakers.seat('ana')
  ben = listeners.seat('ben')
  await ana.join(mediaToken('ana', { roomJoin: true, room: 'weak' }))
  await ana.hum(500)
  await ana.show('busy')
  await ben.join(mediaToken('ben', { roomJoin: true, room: 'weak', canPublish: false }))
  await vi.waitFor(async () => expect((await ben.came()).width).toBe(640), { timeout: 60_000, interval: 500 })
}, 120_000)
afterAll(async () => {
  await speakers?.close()
  await listeners?.close()
  line?.close()
  await server?.stop()
})

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** What came in so many seconds on this line. */
async function on(settings: LineSettings, seconds: number) {
  line.set(settings)
  const lost = { passed: line.passed(), dropped: line.dropped() }
  const first = await ben.came()
  const looks: Arrived[] = [first]
  while ((looks.at(-1)?.at ?? 0) - first.at < seconds * 1000) {
    await pause(LOOK_MS)
    looks.push(await ben.came())
  }
  const last = looks.at(-1) ?? first
  const ms = last.at - first.at
  const samples = last.samples - first.samples
  const figures = {
    lost: share(line.dropped() - lost.dropped, line.passed() - lost.passed + line.dropped() - lost.dropped),
    /** Played, of what the time has: the rest would be silence. */
    played: share(samples, ms * 48),
    concealed: share(last.concealed - first.concealed, samples),
    longestGapMs: Math.round(Math.max(...looks.slice(1).map(({ longestGapMs }) => longestGapMs))),
    framesPerSecond: Math.round(((last.frames - first.frames) * 1000) / ms),
    pictureKbps: Math.round(((last.pictureBytes - first.pictureBytes) * 8) / ms),
    width: last.width,
  }
  process.stdout.write(`${JSON.stringify(settings)} ${JSON.stringify(figures)}\n`)
  return figures
}

const share = (part: number, whole: number): number => Math.round((part / Math.max(1, whole)) * 10_000) / 100

describe('on a bad line', () => {
  it('speech stays whole and pictures move at five per cent loss', { timeout: 60_000 }, async () => {
    const { lost, played, concealed, longestGapMs } = await on({ loss: 0.05 }, 20)
    expect(lost).toBeGreaterThan(3)
    expect(played).toBeGreaterThanOrEqual(99)
    expect(concealed).toBeLessThanOrEqual(2)
    expect(longestGapMs).toBeLessThan(2_000)
    expect(await ben.hears([500])).toEqual([500])
  })

  it.each([
    { loss: 0, rate: 350_000 },
    { loss: 0.05, rate: 300_000 },
  ])(
    'at $rate bit/s and $loss loss the picture gets smaller, and no more',
    { timeout: 120_000 },
    async (settings) => {
      const { played, concealed, longestGapMs, width } = await on(settings, 36)
      expect(played).toBeGreaterThanOrEqual(99)
      expect(concealed).toBeLessThanOrEqual(5)
      expect(longestGapMs).toBeLessThan(2_000)
      expect(width).toBe(320)
      expect(await ben.hears([500])).toEqual([500])
    },
  )

  it('at 200 kbit/s speech stays whole without a picture', { timeout: 120_000 }, async () => {
    const { played, concealed, pictureKbps } = await on({ loss: 0, rate: 200_000 }, 36)
    expect(played).toBeGreaterThanOrEqual(99)
    expect(concealed).toBeLessThanOrEqual(5)
    expect(pictureKbps).toBeLessThan(60)
    expect(await ben.hears([500])).toEqual([500])
  })

  it('the large picture is back once the line is free', { timeout: 120_000 }, async () => {
    line.set({ loss: 0 })
    const began = performance.now()
    await expect.poll(async () => (await ben.came()).width, { timeout: 90_000, interval: 500 }).toBe(640)
    process.stdout.write(`the large picture is back after ${Math.round(performance.now() - began)} ms\n`)
  })
})
