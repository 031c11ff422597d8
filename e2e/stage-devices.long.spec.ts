import { type Browser, expect as expecting, type Page, test } from '@playwright/test'
import { browserWithDevices, goOnAir, roomIn, roomOf } from './stage/face.ts'
import { type StageServer, stageServer } from './stage/server.ts'

// What happens to a browser during a call: its microphone is taken or unplugged, its camera is in use, its screen would go dark, its
// tab sleeps, it lets no sound begin. No machine can be asked to ring or to be unplugged; its browser is told what it would be told.

/** A microphone that is chosen in the check, and comes and goes. */
const HEADSET = 'Fake Audio Input 1'

/** A busy machine is no failed test. */
const expect = expecting.configure({ timeout: 25_000 })

test.describe('what happens to a browser on stage', () => {
  test.describe.configure({ mode: 'serial' })
  let server: StageServer
  let browser: Browser
  let secretary: Page
  let fay: Page

  test.beforeAll(async () => {
    test.setTimeout(90_000)
    server = await stageServer('embedded')
    browser = await browserWithDevices(true, ['--use-fake-device-for-media-stream=device-count=3'])
    await goOnAir(server)
    secretary = await roomOf(browser, server, 'secretary')
    await secretary.evaluate(noteDevices)
    await expect(secretary.locator('.dl-check video')).toBeVisible()
    await secretary.getByRole('combobox', { name: 'Microphone' }).selectOption(HEADSET)
    await secretary.getByRole('button', { name: 'Enter', exact: true }).click()
    fay = await roomOf(browser, server, 'fay')
    await fay.getByRole('button', { name: 'Enter', exact: true }).click()
    await secretary.getByRole('button', { name: /You are muted/ }).click()
    await expect(heard()).toBeVisible()
  })
  test.afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  /** What stands on the screen; what was said aloud stays where it is said. */
  const told = (text: string) => secretary.locator('.dl-notice, .dl-micbutton').getByText(text)
  const nowIs = (name: string) => secretary.locator('.dl-toast').getByText(`Your microphone is now ${name}.`)
  const heard = () => secretary.getByRole('button', { name: /You are heard/ })
  const speaking = () => fay.locator('.dl-tile').filter({ hasText: 'Saad Secretary' }).getByText('Speaking')

  test('a phone call takes the microphone, which is said, and gives it back', async () => {
    await secretary.evaluate(() => globalThis.devices.interrupt(true))
    await expect(told('Your microphone was taken').first()).toBeVisible()
    await secretary.evaluate(() => globalThis.devices.interrupt(false))
    await expect(heard()).toBeVisible()
    await expect(told('Your microphone was taken')).toHaveCount(0)
    await expect(speaking()).toBeVisible()
  })

  test('a headset put away while speaking is followed by the next microphone, which is said, and speech goes on', async () => {
    await secretary.evaluate((name) => {
      globalThis.devices.carry(name, false)
      globalThis.devices.unplug()
    }, HEADSET)
    await expect(nowIs('Fake Default Audio Input')).toBeVisible()
    await expect(heard()).toBeVisible()
    await expect(speaking()).toBeVisible()
  })

  test('taken out again, the headset that was chosen is taken again', async () => {
    await secretary.evaluate((name) => globalThis.devices.carry(name, true), HEADSET)
    await expect(nowIs(HEADSET)).toBeVisible()
    await expect(heard()).toBeVisible()
    await expect(speaking()).toBeVisible()
  })

  for (const [refuse, what, why] of [
    ['NotFoundError', 'no other microphone is there', 'None was found.'],
    ['NotReadableError', 'a phone call keeps every microphone', 'Another program is using it.'],
  ] as const)
    test(`when ${what} that is said, and after it a tap speaks again`, async () => {
      await secretary.evaluate((name) => {
        globalThis.devices.refuse = name
        globalThis.devices.unplug()
      }, refuse)
      await expect(told('Your microphone is gone').first()).toBeVisible()
      const muted = secretary.getByRole('button', { name: /You are muted/ })
      await muted.click()
      await expect(told(`Microphone: ${why}`)).toBeVisible()
      await secretary.evaluate(() => {
        globalThis.devices.refuse = ''
      })
      await muted.click()
      await expect(heard()).toBeVisible()
      await expect(told('Your microphone is gone')).toHaveCount(0)
      await expect(speaking()).toBeVisible()
    })

  test('a camera that another program uses is said with what to do', async () => {
    const camera = secretary.getByRole('button', { name: 'Camera on' })
    await camera.click()
    await secretary.evaluate(() => {
      globalThis.devices.refuse = 'NotReadableError'
    })
    await secretary.getByRole('button', { name: 'Camera off' }).click()
    await expect(told('Camera: Another program is using it.')).toBeVisible()
    await secretary.evaluate(() => {
      globalThis.devices.refuse = ''
    })
    await secretary.getByRole('button', { name: 'Camera off' }).click()
    await expect(camera).toBeVisible()
    await expect(told('Another program is using it.')).toHaveCount(0)
  })

  test('the screen stays awake, again after the tab was hidden', async () => {
    const locks = () => secretary.evaluate(() => globalThis.devices.locks)
    await expect.poll(locks).toBeGreaterThan(0)
    const before = await locks()
    await secretary.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await expect.poll(locks).toBe(before + 1)
  })

  test('the speaker is in a small window over everything, and back', async () => {
    await expect(fay.locator('.dl-view__large video')).toBeVisible()
    const small = () => fay.evaluate(() => document.pictureInPictureElement?.getAttribute('aria-label') ?? '')
    await fay.getByRole('button', { name: 'Small window' }).click()
    await expect.poll(small).toBe('Picture of Saad Secretary')
    await fay.getByRole('button', { name: 'Small window' }).click()
    await expect.poll(small).toBe('')
  })

  test('a tab that slept while everything was started anew is back by itself', async () => {
    const session = await fay.context().newCDPSession(fay)
    await session.send('Page.setWebLifecycleState', { state: 'frozen' })
    const media = await server.mediaPid()
    await server.killApp()
    process.kill(media, 'SIGKILL')
    await server.startAgain()
    await session.send('Page.setWebLifecycleState', { state: 'active' })
    await expect(fay.locator('.dl-live[data-standing="on"]')).toBeVisible()
    await expect(heard()).toBeVisible()
    await expect(speaking()).toBeVisible()
  })

  test('where nothing is measured before a touch the check says so, and hears after it', async () => {
    const context = await browser.newContext()
    await context.addInitScript(() => {
      const Real = AudioContext
      globalThis.AudioContext = class extends Real {
        constructor() {
          super()
          void this.suspend()
        }
      }
    })
    const host = await roomIn(context, server, 'host')
    const check = host.getByRole('region', { name: 'Check your camera, microphone and line' })
    await expect(check.getByText('This browser measures it only after a touch.')).toBeVisible()
    await check.getByRole('button', { name: 'Start measuring' }).click()
    await expect(check.getByText('We hear you')).toBeVisible()
    await context.close()
  })

  test('where the browser lets no sound begin there is one clear button', async () => {
    const strict = await browserWithDevices(true, ['--autoplay-policy=document-user-activation-required'])
    const entered = await roomOf(strict, server, 'observer')
    await entered.getByRole('button', { name: 'Enter', exact: true }).click()
    await expect(entered.locator('.dl-live[data-standing="on"]')).toBeVisible()
    // Whoever comes back in another tab has touched nothing there yet. To look at it counts as a touch: the page itself tells where.
    const observer = await entered.context().newPage()
    await observer.addInitScript(() => {
      new MutationObserver((_, all) => {
        const place = document.querySelector('.dl-live > .dl-btn--primary')?.getBoundingClientRect()
        if (!place) return
        all.disconnect()
        // biome-ignore lint/suspicious/noConsole: it is how a page says something of itself
        console.info(`touch me at ${place.x + 20} ${place.y + 20}`)
      }).observe(document, { subtree: true, childList: true })
    })
    const asked = observer.waitForEvent('console', (message) => message.text().startsWith('touch me'))
    await observer.goto(entered.url())
    await entered.close()
    const [x = 0, y = 0] = ((await asked).text().match(/[\d.]+/g) ?? []).map(Number)
    await observer.mouse.click(x, y)
    await expect(observer.getByRole('button', { name: 'Turn the sound on' })).toHaveCount(0)
    const playing = () =>
      observer.evaluate(() =>
        [...document.querySelectorAll('audio')].some(
          ({ paused, srcObject }) => !paused && srcObject !== null,
        ),
      )
    await expect.poll(playing).toBe(true)
    await strict.close()
  })
})

interface Devices {
  /** Every microphone that was given. */
  readonly microphones: MediaStreamTrack[]
  /** As what every device is refused; empty: none is. */
  refuse: string
  /** How often the screen was asked to stay awake. */
  locks: number
  /** The system takes the microphone, or gives it back. */
  interrupt(on: boolean): void
  /** The microphone is pulled out. */
  unplug(): void
  /** A microphone of that name is there, or is not. */
  carry(name: string, there: boolean): void
}
declare global {
  var devices: Devices
}

/** Runs in the page: its devices do what a test says. */
function noteDevices(): void {
  const { mediaDevices, wakeLock } = navigator
  const real = mediaDevices.getUserMedia.bind(mediaDevices)
  const enumerate = mediaDevices.enumerateDevices.bind(mediaDevices)
  const request = wakeLock.request.bind(wakeLock)
  const away = new Set<string>()
  const last = () => globalThis.devices.microphones.findLast(({ readyState }) => readyState === 'live')
  globalThis.devices = {
    microphones: [],
    refuse: '',
    locks: 0,
    interrupt(on) {
      const track = last()
      if (!track) return
      Object.defineProperty(track, 'muted', { configurable: true, value: on })
      track.dispatchEvent(new Event(on ? 'mute' : 'unmute'))
    },
    unplug() {
      const track = last()
      track?.stop()
      track?.dispatchEvent(new Event('ended'))
    },
    carry(name, there) {
      if (there) away.delete(name)
      else away.add(name)
      mediaDevices.dispatchEvent(new Event('devicechange'))
    },
  }
  mediaDevices.enumerateDevices = async () =>
    (await enumerate()).filter(({ kind, label }) => kind !== 'audioinput' || !away.has(label))
  mediaDevices.getUserMedia = async (wanted) => {
    if (globalThis.devices.refuse) throw new DOMException('', globalThis.devices.refuse)
    const stream = await real(wanted)
    globalThis.devices.microphones.push(...stream.getAudioTracks())
    return stream
  }
  wakeLock.request = async (type) => {
    globalThis.devices.locks++
    return await request(type)
  }
}
