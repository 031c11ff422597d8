import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { accessible, noSidewaysScroll, openBrowser, PHONE, type TestBrowser } from '../../testing/browser.ts'
import type { Client } from '../../testing/client.ts'
import { linkClient, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import type { CallFacts } from '../calls/contract.ts'
import { inviteCrowd } from './factories/crowd.ts'
import { longRecord } from './factories/long-record.ts'
import { guest, publishedCall } from './factories/scene.ts'

let app: TestApp
let call: CallFacts
let browser: TestBrowser
let officer: Client
let dana: Client

beforeAll(async () => {
  app = await startTestApp()
  call = await publishedCall(app.context)
  const { people } = await inviteCrowd(app.context, call.id, 50)
  await longRecord(app.context, call, people, 12_000, true)
  officer = await staffClient(app, 'officer')
  const { url } = await app.inside((tx) =>
    guest(tx, call.id, { name: 'Dana Webb', firm: 'Northvale Cloud', roles: ['attendee'] }),
  )
  dana = await linkClient(app, url)
  browser = await openBrowser(app)
}, 120_000)
afterEach(() => browser.tidy())
afterAll(async () => {
  await browser.close()
  await app.stop()
})

const PATIENT = { timeout: 20_000 }

test('the desk shows what is older at the press of a key, and says when it cannot', async () => {
  const page = await browser.page(officer)
  await page.goto(`${app.url}/desk/calls/${call.id}/room`)
  const rows = page.locator('.dl-mod__record li')
  await rows.first().waitFor()
  const before = await rows.count()
  const more = page.locator('.dl-mod__record').getByRole('button', { name: /earlier entries/ })
  await page.route('**/entries**', (route) => route.abort())
  await more.focus()
  await page.keyboard.press('Enter')
  const again = page.locator('.dl-mod__record').getByRole('button', { name: 'Try now' })
  await again.waitFor(PATIENT)
  expect(await page.locator('.dl-mod__record').textContent()).toContain('They could not be loaded.')
  await page.unroute('**/entries**')
  await again.focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => rows.count(), PATIENT).toBeGreaterThan(before)
  expect(await page.evaluate('document.activeElement?.textContent')).toMatch(/earlier entries/)
  await accessible(page)
})

test('the answer register shows the rest at the press of a key, to its end', async () => {
  const page = await browser.page(officer)
  await page.goto(`${app.url}/desk/calls/${call.id}/record?part=answers`)
  const rows = page.locator('.outcomes-register > li')
  await rows.first().waitFor(PATIENT)
  expect(await rows.count()).toBe(200)
  await page.getByRole('button', { name: /^Show \d+ more$/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('That is all of them.').waitFor(PATIENT)
  expect(await rows.count()).toBeGreaterThan(280)
  await expect
    .poll(() => page.evaluate('document.activeElement?.textContent'), PATIENT)
    .toBe('That is all of them.')
  await accessible(page)
})

test('an attendee in Urdu reads on where the list breaks off, to its end, and opens what was answered', async () => {
  const page = await browser.page(dana, { viewport: PHONE, locale: 'ur' })
  await page.goto(`${app.url}/g/${dana.grant}/room?rules=${call.rulesVersion}`)
  const rows = page.locator('.dl-att__questions > * > ul .dl-q')
  await rows.first().waitFor(PATIENT)
  const more = page.locator('.dl-att__questions').getByRole('button', { name: /سوالات دکھائیں|سوال دکھائیں/ })
  await more.first().focus()
  await page.keyboard.press('Enter')
  const end = page.getByText('بس یہی سب ہیں۔')
  await end.waitFor(PATIENT)
  // Whoever reads with a keyboard stands where the list ended.
  const focused = () => page.evaluate('document.activeElement?.textContent')
  await expect.poll(focused, PATIENT).toBe('بس یہی سب ہیں۔')
  expect(await page.evaluate('document.documentElement.dir')).toBe('rtl')
  await page.locator('.dl-att__questions summary').click()
  await noSidewaysScroll(page)
  await accessible(page)
})
