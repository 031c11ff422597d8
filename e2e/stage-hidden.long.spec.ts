import { type Browser, expect as expecting, type Page, test } from '@playwright/test'
import { browserWithDevices, goOnAir, roomIn, roomOf } from './stage/face.ts'
import { type StageServer, stageServer } from './stage/server.ts'
import { type TabbedBrowser, tabbedBrowser } from './stage/tabs.ts'

// A firm's representative looks at something else during the call: her tab is hidden, its pictures stop, its timers are throttled.

/** A busy machine is no failed test. */
const expect = expecting.configure({ timeout: 40_000 })

test.describe('a tab that is hidden', () => {
  test.describe.configure({ mode: 'serial' })
  let server: StageServer
  let browser: Browser
  let tabs: TabbedBrowser
  let secretary: Page
  let fay: Page
  let other: Page

  test.beforeAll(async () => {
    test.setTimeout(120_000)
    server = await stageServer('embedded')
    browser = await browserWithDevices()
    tabs = await tabbedBrowser()
    await goOnAir(server)
    secretary = await roomOf(browser, server, 'secretary')
    await expect(secretary.locator('.dl-check video')).toBeVisible()
    await secretary.getByRole('button', { name: 'Enter', exact: true }).click()
    await secretary.getByRole('button', { name: /You are muted/ }).click()
    fay = await roomIn(tabs.context, server, 'fay')
    await fay.getByRole('button', { name: 'Enter', exact: true }).click()
    await picturesCome()
  })
  test.afterAll(async () => {
    await tabs?.close()
    await browser?.close()
    await server?.stop()
  })

  const frames = () =>
    fay.evaluate(
      () =>
        document.querySelector<HTMLVideoElement>('.dl-view__large video')?.getVideoPlaybackQuality()
          .totalVideoFrames ?? 0,
    )
  async function picturesCome(): Promise<void> {
    await expect(fay.locator('.dl-view__large video')).toBeVisible()
    const before = await frames()
    await expect.poll(frames).toBeGreaterThan(before + 5)
  }
  const speaks = () => fay.locator('.dl-tile').filter({ hasText: 'Saad Secretary' }).getByText('Speaking')
  const seen = () => fay.evaluate(() => document.visibilityState)

  test('goes on hearing, and has the picture again when it is looked at', async () => {
    other = await tabs.context.newPage()
    await other.bringToFront()
    await expect.poll(seen).toBe('hidden')
    await expect(speaks()).toBeVisible()
    await fay.bringToFront()
    await expect.poll(seen).toBe('visible')
    await picturesCome()
  })

  test('is back by itself when everything was started anew meanwhile', async () => {
    await other.bringToFront()
    await expect.poll(seen).toBe('hidden')
    const media = await server.mediaPid()
    await server.killApp()
    process.kill(media, 'SIGKILL')
    await expect(fay.locator('.dl-live:not([data-standing="on"])')).toBeVisible()
    await server.startAgain()
    await expect(secretary.getByRole('button', { name: /You are heard/ })).toBeVisible()
    await fay.bringToFront()
    await expect.poll(seen).toBe('visible')
    await expect(fay.locator('.dl-live[data-standing="on"]')).toBeVisible()
    await expect(speaks()).toBeVisible()
    await picturesCome()
  })
})
