import { type Browser, expect as expecting, type Page, test } from '@playwright/test'
import { linkClient } from '../testing/sign-in.ts'
import { roomSocket } from '../testing/socket.ts'
import {
  accessible,
  browserWithDevices,
  complaints,
  iceServersTold,
  noSidewaysScroll,
  pdf,
  roomOf,
} from './stage/face.ts'
import { ENGINES, liveKit, type StageServer, stageServer } from './stage/server.ts'

// The stage as people use it, with real sound and pictures: what they see, are told, and can do. Who is heard by whom is proved by
// tones in stage.spec.ts.

/** A busy machine is no failed test. */
const expect = expecting.configure({ timeout: 25_000 })
const engine = liveKit === '' ? ENGINES[0] : ENGINES[1]

test.describe(`the face of the stage, on ${engine}`, () => {
  test.describe.configure({ mode: 'serial' })
  let server: StageServer
  let browser: Browser
  let moderator: Page
  let secretary: Page
  let dana: Page

  test.beforeAll(async () => {
    test.setTimeout(90_000)
    server = await stageServer(engine, {
      TURN_URLS: 'turn:127.0.0.1:3478',
      TURN_SECRET: 'shared with coturn',
    })
    browser = await browserWithDevices()
    moderator = await roomOf(browser, server, 'moderator', { viewport: { width: 1440, height: 900 } })
    await moderator.getByRole('button', { name: 'Open the green room' }).click()
    // The call of this scene begins tomorrow.
    await moderator.getByRole('button', { name: 'Open it now' }).click()
  })
  test.afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  const says = (page: Page, how: 'polite' | 'assertive') => page.locator(`[data-live="${how}"]`)
  const face = (page: Page, name: string) => page.locator('.dl-tile').filter({ hasText: name })

  test('the official checks camera, microphone and line before the door', async () => {
    secretary = await roomOf(browser, server, 'secretary', { viewport: { width: 390, height: 844 } })
    const check = secretary.getByRole('region', { name: 'Check your camera, microphone and line' })
    await expect(check.locator('video')).toBeVisible()
    await expect(check.getByText('We hear you')).toBeVisible()
    await expect(check.getByText('Your line is good: sound and picture')).toBeVisible()
    await check.getByRole('button', { name: 'Hear two seconds of me' }).click()
    await expect(check.getByText('Recording two seconds. Speak now')).toBeVisible()
    await expect(check.getByText('This is how you sound')).toBeVisible()
    await accessible(secretary)
    await noSidewaysScroll(secretary)
  })

  test('who refused the camera is told what to do in this browser, and enters all the same', async () => {
    const refusing = await browserWithDevices(false)
    const host = await roomOf(refusing, server, 'host')
    await expect(host.getByText('The browser does not allow it.').first()).toBeVisible()
    await expect(host.getByText('Click the sign at the left of the address').first()).toBeVisible()
    await accessible(host)
    await host.getByRole('button', { name: 'Enter without camera' }).click()
    await expect(host.getByRole('button', { name: 'You are muted' })).toBeVisible()
    await refusing.close()
  })

  test('in the green room the panel meets; the firm waits with the agenda', async () => {
    await secretary.getByRole('button', { name: 'Enter', exact: true }).click()
    await expect(face(secretary, 'Saad Secretary').locator('video')).toBeVisible()
    await expect(face(moderator, 'Saad Secretary').locator('video')).toBeVisible()
    await accessible(secretary)
    await accessible(moderator)
    dana = await roomOf(browser, server, 'dana')
    await dana.getByRole('button', { name: 'Enter', exact: true }).click()
    await expect(dana.getByText('Opening remarks')).toBeVisible()
    await expect(dana.getByText(/^On air in \d\d:/)).toBeVisible()
    await expect(dana.getByText('Check your camera, microphone and line')).toBeVisible()
    await expect(dana.locator('video')).toHaveCount(0)
  })

  test('on air the firm sees and hears who speaks, by name and title, and is told so', async () => {
    const at = await linkClient(server, server.link('moderator'))
    const socket = await roomSocket(server, at, server.scene.call)
    await socket.command('goOnAir', {})
    await secretary.getByRole('button', { name: /You are muted/ }).click()
    await expect(secretary.getByRole('button', { name: /You are heard/ })).toBeVisible()
    const seen = face(dana, 'Saad Secretary')
    await expect(seen).toContainText('Secretary')
    await expect(seen.locator('video')).toBeVisible()
    await expect(seen).toContainText('Speaking')
    await expect(says(dana, 'polite')).toHaveText('Saad Secretary speaks')
    // Where nothing else goes through, TURN does: each connection was told of it, with a credential of her own.
    expect(await iceServersTold(dana)).toMatch(
      new RegExp(
        `"urls":\\["turn:127.0.0.1:3478"\\],"username":"\\d+:person:${server.scene.people['dana']}","credential":"\\S+="`,
      ),
    )
    await accessible(dana)
  })

  test('the moderator mutes: the official is told at once, asked to speak again, and speaks', async () => {
    await moderator.getByRole('button', { name: 'Mute Saad Secretary' }).click()
    await expect(secretary.getByRole('button', { name: /You are muted/ })).toBeVisible()
    await expect(says(secretary, 'assertive')).toHaveText('The moderator muted you')
    await moderator.getByRole('button', { name: 'Ask Saad Secretary to unmute' }).click()
    await expect(secretary.getByText('The moderator asks you to unmute').first()).toBeVisible()
    await accessible(secretary)
    await secretary.getByRole('button', { name: 'Unmute' }).click()
    await expect(secretary.getByRole('button', { name: /You are heard/ })).toBeVisible()
  })

  test('slides become pictures in the browser and are turned for everybody; what cannot be shown is said', async () => {
    await moderator.getByRole('button', { name: 'Slides' }).click()
    const file = moderator.locator('input[type=file]')
    const choose = (name: string, buffer: Buffer) =>
      file.setInputFiles({ name, mimeType: 'application/pdf', buffer })
    await choose('locked.pdf', pdf(2, true))
    await expect(moderator.getByText('The PDF is locked with a password')).toBeVisible()
    await choose('broken.pdf', Buffer.from('%PDF-1.7 and nothing more'))
    await expect(moderator.getByText('The PDF is damaged')).toBeVisible()
    await choose('long.pdf', pdf(400))
    await expect(moderator.getByText('It has 400 pages; 200 can be shown')).toBeVisible()
    await choose('Technology parks.pdf', pdf(3))
    await expect(moderator.getByText('3 pages')).toBeVisible()
    await accessible(moderator)
    await moderator.getByRole('button', { name: 'Show', exact: true }).click()
    await expect(dana.locator('canvas[data-page="1"]')).toBeVisible()
    await moderator.getByRole('button', { name: 'Next page' }).click()
    await expect(dana.getByRole('img', { name: 'Page 2 of 3' })).toBeVisible()
    await expect(dana.locator('canvas[data-page="2"]')).toBeVisible()
    await moderator.getByLabel('Layout for all').selectOption('side by side')
    await expect(dana.locator('.dl-view[data-layout="side by side"]')).toBeVisible()
    await accessible(dana)
    await moderator.getByRole('button', { name: 'Hide slides' }).click()
    await expect(dana.locator('canvas')).toHaveCount(0)
  })

  test('a firm is given the floor: asked, checks the microphone, is heard by name and firm, and is told when it is over', async () => {
    await dana.getByRole('button', { name: /Raise hand/ }).click()
    await moderator.getByRole('button', { name: /Give floor/ }).click()
    const asked = dana.getByRole('dialog', { name: 'Speak now as Alpha?' })
    await expect(asked.getByText('We hear you')).toBeVisible()
    await accessible(dana)
    await asked.getByRole('button', { name: 'Speak now' }).click()
    await expect(dana.getByRole('button', { name: /You are heard/ })).toBeVisible()
    // That the hand is up went with the hand: it stands over no microphone.
    await expect(dana.getByText('Your hand is up.')).toHaveCount(0)
    await expect(face(secretary, 'Dana Firm')).toContainText('microphone on')
    await expect(face(secretary, 'Dana Firm')).toContainText('Alpha')
    await moderator.getByRole('button', { name: 'Take it back' }).click()
    await expect(dana.getByText('Your turn to speak is over.')).toBeVisible()
    await expect(dana.getByRole('button', { name: /You are heard|You are muted/ })).toHaveCount(0)
    await expect(face(secretary, 'Dana Firm')).toHaveCount(0)
  })

  test('audio only fetches no pictures; on a phone and in Urdu nothing runs out of the page; no console complained', async () => {
    await dana.getByRole('button', { name: 'Audio only' }).click()
    await expect(dana.locator('.dl-tile video')).toHaveCount(0)
    await expect(face(dana, 'Saad Secretary')).toBeVisible()
    const fay = await roomOf(browser, server, 'fay', { viewport: { width: 360, height: 740 }, lang: 'ur' })
    await fay.locator('.dl-door .dl-btn--primary').click()
    await expect(fay.locator('.dl-tile')).not.toHaveCount(0)
    // To ask and to raise a hand are under the thumb, wherever the page stands.
    for (const button of await fay.locator('.dl-att__dock .dl-btn').all())
      await expect(button).toBeInViewport({ ratio: 1 })
    await noSidewaysScroll(fay)
    await accessible(fay)
    await fay.close()
    expect(complaints).toEqual([])
  })

  test('when the media server dies the room says so, goes on in writing, and sound comes back by itself', async () => {
    // Back within half a second is sooner than a test looks: the page itself notes what it showed.
    await dana.locator('.dl-live').evaluate((live) => {
      const said: string[] = []
      Object.assign(globalThis, { said })
      const note = () => said.push(live.getAttribute('data-standing') ?? '')
      new MutationObserver(note).observe(live, { attributeFilter: ['data-standing'] })
    })
    await expect(secretary.getByRole('button', { name: /You are heard/ })).toBeVisible()
    process.kill(await server.mediaPid(), 'SIGKILL')
    await dana.keyboard.press('KeyQ')
    await expect(dana.getByRole('dialog')).toBeVisible()
    await dana.keyboard.press('Escape')
    await expect
      .poll(() => dana.evaluate(() => (globalThis as { said?: string[] }).said))
      .toContainEqual(expect.not.stringMatching(/^on$/))
    await expect(dana.locator('.dl-live[data-standing="on"]')).toBeVisible()
    await expect(face(dana, 'Saad Secretary')).toContainText('microphone on')
    await expect(secretary.getByRole('button', { name: /You are heard/ })).toBeVisible()
  })
})
