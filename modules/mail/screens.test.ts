import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { accessible, noSidewaysScroll, openBrowser, PHONE, type TestBrowser } from '../../testing/browser.ts'
import type { Client } from '../../testing/client.ts'
import { staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { registrationCommands } from '../registration/contract.ts'
import { aRegistrant, openCall } from '../registration/factories.ts'
import type { QueueShown } from './contract.ts'

let app: TestApp
let browser: TestBrowser
let administrator: Client
const me = system('test')

beforeAll(async () => {
  // Nothing listens there: mail waits.
  app = await startTestApp({ smtpUrl: 'smtp://127.0.0.1:1' })
  administrator = await staffClient(app, 'administrator')
  await app.inside(async (tx) => {
    const call = await openCall(tx)
    for (const n of [1, 2]) {
      await tx.use(registrationCommands).register(tx, me, {
        call: call.id,
        registrant: aRegistrant(n, { name: n === 2 ? 'ندیم اختر' : 'Laura Whitcomb' }),
        locale: n === 2 ? 'ur' : 'en',
      })
    }
  })
  await app.drain()
  browser = await openBrowser(app)
})
afterEach(() => browser.tidy())
afterAll(async () => {
  await browser.close()
  await app.stop()
})

test.each(['en', 'ur'])(
  'the administrator opens a mail and, knowing it is kept, its link (%s)',
  async (locale) => {
    const page = await browser.page(administrator, { locale })
    await page.goto(`${app.url}/outbox?lang=${locale}`)
    await page.waitForSelector('.outbox__letter article')
    expect(page.url()).toContain('/desk/outbox')
    expect(await page.locator('tbody tr').count()).toBe(2)
    expect(await page.textContent('.outbox__letter')).not.toContain(app.url)
    await accessible(page)
    await page.click('.dl-side__actions button')
    await page.waitForSelector(`.outbox__letter a[href^="${app.url}/l/"]`)
    await accessible(page)

    // Every desk says that mail waits; the outbox why, and the queue can be tried by keyboard.
    await page.goto(`${app.url}/desk?lang=${locale}`)
    await page.click('.dl-band a')
    await page.waitForSelector('.outbox__paused button')
    const tries = async () =>
      (await administrator.get<QueueShown>('/api/mail-queue')).body.paused?.nextTry ?? ''
    const before = await tries()
    app.clock.advance({ seconds: 1 })
    await page.focus('.outbox__paused button')
    await page.keyboard.press('Enter')
    if (process.env['SHOTS']) await page.screenshot({ path: `/tmp/outbox-${locale}.png` })
    await expect.poll(tries, { timeout: 20_000 }).not.toBe(before)
    if (process.env['SHOTS']) await page.screenshot({ path: `/tmp/outbox-${locale}.png` })
    await page.selectOption('select[name=template]', 'registration.received')
    await page.fill('input[name=find]', 'whitcomb')
    await expect.poll(() => page.locator('tbody tr').count(), { timeout: 20_000 }).toBe(1)
    await accessible(page)
    await page.fill('input[name=find]', 'nobody of this name')
    await page.waitForSelector('.outbox .dl-empty')

    const phone = await browser.page(administrator, { locale, viewport: PHONE })
    await phone.goto(`${app.url}/desk/outbox?lang=${locale}`)
    await phone.waitForSelector('tbody tr')
    await noSidewaysScroll(phone)
    if (process.env['SHOTS']) await phone.screenshot({ path: `/tmp/outbox-phone-${locale}.png` })
    await phone.click('tbody tr:nth-child(2) td:first-child')
    await phone.waitForSelector('.dl-side.is-open article')
    await accessible(phone)
  },
)
