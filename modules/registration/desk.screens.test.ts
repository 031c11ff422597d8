import type { Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  accessible,
  DESK,
  noSidewaysScroll,
  openBrowser,
  PHONE,
  type TestBrowser,
} from '../../testing/browser.ts'
import type { Client } from '../../testing/client.ts'
import { OLIVE, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import type { CallFacts } from '../calls/contract.ts'
import { aCallWith } from './factories.ts'

// The desk at which officers decide, in a real browser: by keyboard, two at once, on a phone.

let app: TestApp
let browser: TestBrowser
let officer: Client
let colleague: Client

beforeAll(async () => {
  app = await startTestApp()
  officer = await staffClient(app, 'officer', null, OLIVE)
  colleague = await staffClient(app, 'approver', null, {
    name: 'Carl Colleague',
    email: 'carl@mission.example',
  })
  browser = await openBrowser(app)
})
afterEach(() => browser.tidy())
afterAll(async () => {
  await browser.close()
  await app.stop()
})

const callWith = (registrations: number, capacity = 30) =>
  app.inside((tx) => aCallWith(tx, registrations, { capacity }))

describe('the officer decides by keyboard', () => {
  const desk = async (call: CallFacts, locale = 'en', viewport = DESK) => {
    const page = await browser.page(officer, { locale, viewport })
    await page.goto(`${app.url}/desk/calls/${call.id}/registrations?lang=${locale}`)
    await page.waitForSelector('tr[aria-current="true"]')
    return page
  }
  const current = (page: Page) => page.getAttribute('tr[aria-current="true"]', 'data-row')
  const pending = (page: Page) => page.textContent('.dl-seg button[aria-pressed="true"] b')

  test('approves two, takes it back, and stands where the work goes on', async () => {
    const { call, ids } = await callWith(5)
    const page = await desk(call)
    await expect.poll(() => current(page)).toBe(ids[4])
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.keyboard.press('j')
    await page.keyboard.press('Shift+X')
    await page.waitForSelector('.dl-bulk:has-text("2 selected · 2 firms")')
    await page.keyboard.press('a')
    await page.waitForSelector('.dl-toast:has-text("Approved 2.")')
    await expect.poll(() => pending(page)).toBe('3')
    await expect.poll(() => current(page)).toBe(ids[1])
    await page.keyboard.press('z')
    await page.waitForSelector('.dl-toast:has-text("Taken back: 2.")')
    await page.waitForSelector(`tr[data-row="${ids[3]}"]`)
    await expect.poll(() => pending(page)).toBe('5')
  })

  test('declines with a reason, without which nothing happens', async () => {
    const { call, ids } = await callWith(1)
    const page = await desk(call)
    await page.keyboard.press('d')
    await page.waitForSelector('dialog[open]')
    await page.click('dialog[open] button[type="submit"]')
    await page.waitForSelector('dialog[open] .dl-choices--error')
    await page.click('label[for="reason-firm not found"]')
    await page.fill('dialog[open] #note', 'Please write from your firm’s address.')
    await page.click('dialog[open] button[type="submit"]')
    await page.waitForSelector('.dl-toast:has-text("Declined 1.")')
    const file = await officer.get<{ state: string; decision: object }>(`/api/registrations/${ids[0]}`)
    expect(file.body).toMatchObject({
      state: 'declined',
      decision: { reason: 'firm not found', note: 'Please write from your firm’s address.' },
    })
  })

  test('is told at the row who was faster', async () => {
    const { call, ids } = await callWith(1)
    const page = await desk(call)
    await colleague.post(`/api/registrations/${ids[0]}/decision`, { decision: 'approve' })
    await page.keyboard.press('w')
    await page.waitForSelector('.registrations__mark')
    const mark = (await page.textContent('.registrations__mark')) ?? ''
    expect(mark.replace(/\s/g, ' ').trim()).toBe('Approved by Carl Colleague at 5:00 AM Washington.')
  })

  test('cannot approve beyond the last seat, and reads why beside the button', async () => {
    const { call, ids } = await callWith(2, 1)
    await colleague.post(`/api/registrations/${ids[0]}/decision`, { decision: 'approve' })
    const page = await desk(call)
    const approve = page.locator('.dl-side__actions button').first()
    await page.waitForSelector('.dl-side__actions button[aria-disabled="true"]')
    const why = await approve.getAttribute('aria-describedby')
    expect(await page.textContent(`#${why}`)).toContain('No seat is left: all 1 are taken.')
  })

  test.each(['en', 'ur'])('every state of the desk is accessible (%s)', async (locale) => {
    const { call } = await callWith(3)
    const page = await desk(call, locale)
    await page.waitForSelector('.dl-side .dl-facts')
    await accessible(page)
    await page.keyboard.press('x')
    await page.waitForSelector('.dl-bulk')
    await accessible(page)
    await page.keyboard.press('d')
    await page.waitForSelector('dialog[open]')
    await accessible(page)
    const phone = await desk(call, locale, PHONE)
    await accessible(phone)
    await noSidewaysScroll(phone)
    await phone.click('tbody tr td:nth-child(2)')
    await phone.waitForSelector('.dl-side.is-open .dl-facts')
    await accessible(phone)
  })
})
