import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { accessible, noSidewaysScroll, openBrowser, PHONE, type TestBrowser } from '../../testing/browser.ts'
import type { Client } from '../../testing/client.ts'
import { staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { registrationCommands } from '../registration/contract.ts'
import { aRegistrant, openCall } from '../registration/factories.ts'
import type { Person } from './contract.ts'

let app: TestApp
let browser: TestBrowser
let administrator: Client
const me = system('test')

beforeAll(async () => {
  app = await startTestApp()
  administrator = await staffClient(app, 'administrator')
  await app.inside(async (tx) => {
    for (const registrant of [aRegistrant(1), aRegistrant(2)]) {
      const call = await openCall(tx)
      for (const given of [registrant, aRegistrant(3)]) {
        await tx.use(registrationCommands).register(tx, me, {
          call: call.id,
          registrant: given,
          locale: 'en',
        })
      }
    }
  })
  browser = await openBrowser(app)
})
afterEach(() => browser.tidy())
afterAll(async () => {
  await browser.close()
  await app.stop()
})

describe.each(['en', 'ur'])('the files of firms and people (%s)', (locale) => {
  test('show who represents a firm and which calls they registered for', async () => {
    const page = await browser.page(administrator, { locale })
    await page.goto(`${app.url}/desk/people?lang=${locale}`)
    await page.click('tbody tr:has-text("Northvale Cloud 3")')
    await page.waitForSelector('.dl-side .dl-line li')
    await expect.poll(() => page.locator('.dl-side .dl-line li').count()).toBe(2)
    await accessible(page)
    await page.click('.dl-side a:has-text("Laura Whitcomb 3")')
    await page.waitForSelector('.dl-side h2:has-text("Laura Whitcomb 3")')
    await page.waitForURL(/kind=persons/)
    await page.waitForSelector('.dl-side .dl-line li')
    await expect.poll(() => page.locator('.dl-side .dl-line li').count()).toBe(2)
    await accessible(page)

    const phone = await browser.page(administrator, { locale, viewport: PHONE })
    await phone.goto(page.url())
    await phone.waitForSelector('.dl-side.is-open .dl-facts')
    await accessible(phone)
    await noSidewaysScroll(phone)
  })
})

test('a name is corrected, and a person is removed for good only by typing so', async () => {
  const page = await browser.page(administrator)
  await page.goto(`${app.url}/desk/people?kind=persons`)
  await page.click('tbody tr:has-text("Laura Whitcomb 1")')
  await page.click('.dl-side__actions button:has-text("Correct…")')
  await page.fill('#person-name', 'Lora Whitcomb')
  await page.click('dialog[open] button[type="submit"]')
  await page.waitForSelector('.dl-side h2:has-text("Lora Whitcomb")')

  await page.click('.dl-side__actions button:has-text("Remove for good…")')
  await page.waitForSelector('dialog[open]')
  await accessible(page)
  await page.fill('dialog[open] #phrase', 'remove')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.dl-side h2:has-text("removed")')
  const { body } = await administrator.get<{ items: Person[] }>('/api/persons?search=whitcomb')
  expect(body.items.map((person) => person.name).sort()).toEqual(['Laura Whitcomb 2', 'Laura Whitcomb 3'])
})
