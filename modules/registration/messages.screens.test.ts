import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { accessible, noSidewaysScroll, openBrowser, PHONE, type TestBrowser } from '../../testing/browser.ts'
import { MAILBOXES, type WithRegistrants, withRegistrants } from '../../testing/registrants.ts'
import type { MessageText, OwnTemplate } from './contract.ts'

// The officer's desk for messages, in a real browser and both languages.

let stage: WithRegistrants
let browser: TestBrowser
beforeAll(async () => {
  stage = await withRegistrants()
  browser = await openBrowser(stage.app)
})
afterEach(() => browser.tidy())
afterAll(async () => {
  await browser.close()
  await stage.stop()
})
const shots = process.env['SHOTS']
const desk = () => `${stage.app.url}/desk/calls/${stage.call.id}/messages`

test('chosen, begun with a text of the product, looked at, tested, sent once, and what came of it', async () => {
  const { app, officer, post } = stage
  const page = await browser.page(officer)
  await page.goto(desk())
  await page.click('label[for="states-approved"]')
  await page.selectOption('#begin', 'joining')
  await page.waitForSelector('.messages__letter :text("Dear Laura Whitcomb,")')
  expect(await page.locator('.messages__sum').textContent()).toContain('3 people.')

  // A word that cannot be filled in is said where it stands, while it is typed.
  await page.fill('#body-en', 'Dear {nmae},')
  await page.waitForSelector('#body-en-error:has-text("{nmae}")')
  await page.fill('#body-en', '')
  await page.click('.dl-formpart:has(#body-en) .messages__fill button:first-of-type')
  await expect.poll(() => page.inputValue('#body-en')).toBe('{name}')
  await page.fill('#body-en', 'Dear {name},\n\nthe gate is in the north of {organization}.')
  await page.waitForSelector('.messages__letter :text("the gate is in the north of Northvale Cloud 1.")')
  await accessible(page)
  if (shots) await page.screenshot({ path: `${shots}/messages-en.png`, fullPage: true })

  // What was typed outlives a reload.
  await page.reload()
  await page.waitForSelector('.messages__letter :text("the gate is in the north")')
  await page.selectOption('#reader', { label: 'ندیم اختر · Northvale Cloud 2' })
  await page.waitForSelector('.messages__letter[lang="ur"]')

  // Kept under a name, it is there for the next message.
  await page.getByRole('button', { name: 'Keep as a template…' }).click()
  await page.fill('#template-name', 'The gate')
  await page.keyboard.press('Enter')
  await page.waitForSelector('#begin option:checked:text("Our own: The gate")', { state: 'attached' })

  await page.getByRole('button', { name: 'Send a test to me' }).click()
  await page.waitForSelector('.dl-toast:has-text("A test is on its way")')
  await page.getByRole('button', { name: 'Send to 3 people…' }).click()
  await page.waitForSelector('dialog[open] :text("Send this to 3 people?")')
  if (shots) await page.screenshot({ path: `${shots}/messages-sure.png` })
  await page.getByRole('button', { name: 'Send to 3 people', exact: true }).click()
  await page.waitForSelector('.messages__earlier :text("3 wait")')
  await expect.poll(() => page.inputValue('#body-en')).toBe('')
  await app.drain()
  await page.waitForSelector('.messages__earlier :text("3 sent")')
  await page.getByRole('button', { name: 'Show text' }).click()
  await page.waitForSelector('.messages__earlier :text("Nobody was left out.")')
  await accessible(page)
  if (shots) await page.screenshot({ path: `${shots}/messages-sent.png`, fullPage: true })
  expect(post.to(MAILBOXES.laura)).toHaveLength(1)
  expect(post.received).toHaveLength(4)
})

test('kept as a template, begun with again, thrown away; on a phone, in Urdu', async () => {
  const { officer, call } = stage
  const text: MessageText = { en: { subject: 'Parking', body: 'Dear {name}' }, ur: null }
  await officer.post<OwnTemplate>(`/api/calls/${call.id}/message-templates`, { name: 'Parking', text })
  const page = await browser.page(officer, { viewport: PHONE, locale: 'ur' })
  await page.goto(desk())
  expect(await page.getAttribute('html', 'dir')).toBe('rtl')
  await page.click('label[for="states-approved"]')
  await page.selectOption('#begin', { label: 'ہمارا اپنا: Parking' })
  await page.waitForSelector('.messages__letter :text("Dear Laura Whitcomb")')
  await page.selectOption('#reader', { label: 'ندیم اختر · Northvale Cloud 2' })
  await page.waitForSelector('.messages__preview .dl-notice')
  await accessible(page)
  await noSidewaysScroll(page)
  if (shots) await page.screenshot({ path: `${shots}/messages-ur.png`, fullPage: true })
  await page.click('button:has-text("ہٹا دیں")')
  await page.click('dialog[open] button:has-text("ہٹا دیں")')
  await expect.poll(() => page.locator('#begin option', { hasText: 'Parking' }).count()).toBe(0)
})
