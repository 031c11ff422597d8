import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { accessible, noSidewaysScroll, openBrowser, PHONE, type TestBrowser } from '../../testing/browser.ts'
import type { Client } from '../../testing/client.ts'
import { staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { registrationCommands } from '../registration/contract.ts'
import { aRegistrant, openCall } from '../registration/factories.ts'

let app: TestApp
let browser: TestBrowser
let administrator: Client
const me = system('test')

beforeAll(async () => {
  app = await startTestApp()
  administrator = await staffClient(app, 'administrator')
  await app.context.transaction(me, async (tx) => {
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

    const phone = await browser.page(administrator, { locale, viewport: PHONE })
    await phone.goto(`${app.url}/desk/outbox?lang=${locale}`)
    await phone.waitForSelector('tbody tr')
    await noSidewaysScroll(phone)
    await phone.click('tbody tr:nth-child(2) td:first-child')
    await phone.waitForSelector('.dl-side.is-open article')
    await accessible(phone)
  },
)
