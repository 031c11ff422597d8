import { afterAll, beforeAll, expect, it } from 'vitest'
import { type MediaPage, openMediaPage } from '../testing/media-page.ts'
import { freeUdpPort, mediaToken, startMedia, type TestMediaServer } from '../testing/media-server.ts'

/** The media process dies in the middle of a sentence; whoever watches it starts it again at the same place. */
let server: TestMediaServer
let browser: MediaPage
let udpPort: number
beforeAll(async () => {
  udpPort = await freeUdpPort()
  server = await startMedia({ udpPort })
  browser = await openMediaPage(server.url)
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

it('after kill -9 and a new start everybody is back by herself within ten seconds', async () => {
  const [ana, ben] = [browser.seat('ana'), browser.seat('ben')]
  const token = (identity: string) => mediaToken(identity, { roomJoin: true, room: 'returning' })
  await ana.join(token('ana'))
  await ana.hum(700)
  await ben.join(token('ben'))
  await expect.poll(() => ben.hears([700]), { timeout: 10_000 }).toEqual([700])

  await server.stop()
  await expect.poll(() => ben.hears([700]), { timeout: 10_000 }).toEqual([])
  const began = performance.now()
  server = await startMedia({ port: Number(new URL(server.url).port), udpPort })
  await expect.poll(() => ben.hears([700]), { timeout: 30_000, interval: 100 }).toEqual([700])
  expect(performance.now() - began).toBeLessThan(10_000)
})
