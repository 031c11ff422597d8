import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { accessible, noSidewaysScroll, openBrowser, PHONE, type TestBrowser } from '../../testing/browser.ts'
import type { Client } from '../../testing/client.ts'
import { linkClient, linkOf, OLIVE, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { registrationCommands } from './contract.ts'
import { aCallWith, openCall } from './factories.ts'

// What a firm sees of its registration: in a real browser, in both languages. The officer's desk is in desk.screens.test.ts.

let app: TestApp
let browser: TestBrowser
let officer: Client
const me = system('test')

beforeAll(async () => {
  app = await startTestApp()
  officer = await staffClient(app, 'officer', null, OLIVE)
  browser = await openBrowser(app)
})
afterEach(() => browser.tidy())
afterAll(async () => {
  await browser.close()
  await app.stop()
})

const callWith = (registrations: number) => app.inside((tx) => aCallWith(tx, registrations))

describe.each(['en', 'ur'])('a firm registers on a phone, without JavaScript (%s)', (locale) => {
  test('an answer that needs a change comes first, what was typed stays, and then it is received', async () => {
    const { call } = await callWith(0)
    const page = await browser.page(null, { viewport: PHONE, locale, javaScriptEnabled: false })
    await page.goto(`${app.url}/calls/${call.slug}/register?lang=${locale}&from=newsletter`)
    expect(await page.getAttribute('html', 'dir')).toBe(locale === 'ur' ? 'rtl' : 'ltr')
    await page.fill('#name', 'Laura "Quote" <b>Whitcomb</b>')
    await page.fill('#title', 'Director')
    await page.fill('#email', 'info@northvale.example')
    await page.fill('#organization', 'Northvale Cloud')
    await page.selectOption('#country', 'US')
    await page.fill('#question', 'Is a local license needed?')
    await page.click('label[for="showFirm-everyone"]')
    await page.click('label[for="needs-live captions"]')
    await page.click('label[for="noticeRead-yes"]')
    await page.click('button[type="submit"]')

    await page.waitForSelector('.dl-errors:focus')
    expect(page.url()).toMatch(/\/register$/)
    expect(await page.locator('.dl-errors a').count()).toBe(1)
    expect(await page.inputValue('#name')).toBe('Laura "Quote" <b>Whitcomb</b>')
    expect(await page.inputValue('#question')).toBe('Is a local license needed?')
    expect(await page.isChecked('#showFirm-everyone')).toBe(true)
    expect(await page.getAttribute('#email', 'aria-invalid')).toBe('true')

    await page.fill('#email', `laura.${locale}@northvale.example`)
    await page.click('button[type="submit"]')
    await page.waitForURL(/\/register\/received$/)
    const list = await officer.get<{ items: { person: { name: string } }[] }>(
      `/api/calls/${call.id}/registrations`,
    )
    expect(list.body.items.map((row) => row.person.name)).toEqual(['Laura "Quote" <b>Whitcomb</b>'])
  })

  test('every page of it is accessible, and fits a phone of 320 pixels', async () => {
    const { call } = await callWith(0)
    const page = await browser.page(null, { viewport: { width: 320, height: 700 }, locale })
    await page.goto(`${app.url}/calls/${call.slug}/register?lang=${locale}`)
    await accessible(page)
    await noSidewaysScroll(page)
    await page.click('button[type="submit"]')
    await page.waitForSelector('.dl-errors')
    await accessible(page)
    await noSidewaysScroll(page)
    await page.goto(`${app.url}/calls/${call.slug}/register/received`)
    await accessible(page)
    await noSidewaysScroll(page)
  })
})

test('after the deadline there is no form, and the reason is said', async () => {
  const call = await app.inside((tx) =>
    openCall(tx, { rsvpDeadline: Temporal.Instant.from('2026-04-02T08:00:00Z') }),
  )
  const page = await browser.page(null)
  const answer = await page.goto(`${app.url}/calls/${call.slug}/register`)
  expect(answer?.status()).toBe(410)
  expect(await page.locator('form').count()).toBe(0)
  expect(await page.textContent('main')).toContain('the deadline has passed')
})

describe.each(['en', 'ur'])('the page behind a personal link (%s)', (locale) => {
  const said = (en: string, ur: string) => (locale === 'ur' ? ur : en)
  /** The officer moves the call by a day, and it stands still. */
  const move = async (call: string) => {
    const startsAt = { local: '2026-04-24T17:00', zone: 'Asia/Karachi' }
    expect((await officer.patch(`/api/calls/${call}`, { set: { startsAt } })).status).toBe(200)
    await app.drain()
    app.clock.advance({ minutes: 5 })
    await app.inside((tx) => tx.enqueue('calls.each-minute', {}))
    await app.drain()
  }
  /** Somebody with a seat, at home in Lisbon. */
  const seated = async () => {
    const { call, ids } = await callWith(1)
    await app.inside((tx) => tx.use(registrationCommands).approve(tx, me, { registration: ids[0]! }))
    const file = await officer.get<{ person: { id: string } }>(`/api/registrations/${ids[0]}`)
    const url = await linkOf(app, call.id, file.body.person.id)
    const hers = await linkClient(app, url)
    const page = await browser.page(hers, { viewport: PHONE, locale, timezoneId: 'Europe/Lisbon' })
    return { call, url, hers, page }
  }

  test('says where the registration stands, gives the calendar file, changes answers, and cancels after one question', async () => {
    const { hers, page } = await seated()
    await page.goto(`${app.url}/g/${hers.grant}?lang=${locale}`)
    await page.waitForSelector('.dl-bigstate')
    expect(await page.textContent('h1')).toBe(locale === 'ur' ? 'آپ کی نشست طے ہے' : 'You have a seat')
    expect(await page.textContent('main')).toContain('Is a local license needed?')
    await accessible(page)
    await noSidewaysScroll(page)
    const calendar = await page.request.get(`${app.url}/g/${hers.grant}/calendar.ics`)
    expect(calendar.headers()['content-type']).toContain('text/calendar')
    expect(await calendar.text()).toContain('DTSTART:20260423T120000Z')

    await page.click(`button:has-text("${said('Change my answers', 'جوابات بدلیں')}")`)
    await page.waitForSelector('#otherNeeds')
    expect(await page.inputValue('#zone')).toBe('Europe/Lisbon')
    await accessible(page)
    await noSidewaysScroll(page)
    await page.fill('#name', '')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#name-error')
    await page.fill('#name', 'Laura Whitcomb-Hale')
    await page.fill('#otherNeeds', 'A seat near the screen')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.dl-facts:has-text("A seat near the screen")')
    expect(await page.textContent('.dl-facts:has-text("Whitcomb-Hale")')).toContain(
      'laura@northvale-1.example',
    )

    await page.click('.dl-actions .dl-btn--danger')
    await page.waitForSelector('dialog[open]')
    await accessible(page)
    await page.click('dialog[open] .dl-btn--danger')
    await page.waitForSelector(
      `h1:has-text("${locale === 'ur' ? 'آپ کا اندراج منسوخ ہو گیا ہے' : 'Your registration is cancelled'}")`,
    )
    expect((await page.request.get(`${app.url}/g/${hers.grant}/calendar.ics`)).status()).toBe(404)
  })

  // In one language: what is said in the other is looked at above.
  test.runIf(locale === 'ur')(
    'asks whether she still comes when the call moves; the link in the mail asks the same, and the desk counts',
    async () => {
      const { call, url, hers, page } = await seated()
      await move(call.id)
      const mailed = await browser.page(null, { viewport: PHONE, locale })
      await mailed.goto(`${url}/coming?lang=${locale}`)
      expect(await mailed.textContent('h1')).toBe(said('The call has moved', 'کال کا وقت بدل گیا ہے'))
      await accessible(mailed)
      await noSidewaysScroll(mailed)
      await mailed.click('button[value="coming"]')
      await mailed.waitForSelector(`h1:has-text("${said('You still come', 'آپ آئیں گے')}")`)
      await mailed.click('button[value="cannot"]')
      await mailed.waitForSelector('button[value="undo"]')
      await page.goto(`${app.url}/g/${hers.grant}?lang=${locale}`)
      await page.click(`button:has-text("${said('Take that back', 'یہ واپس لیں')}")`)
      await page.waitForSelector(`text=${said('The call has moved', 'کال کا وقت بدل گیا ہے')}`)
      await accessible(page)
      await noSidewaysScroll(page)
      const desk = await browser.page(officer, { locale })
      await desk.goto(`${app.url}/desk/calls/${call.id}/registrations?lang=${locale}`)
      await desk.waitForSelector('.dl-seg')
      await desk.click('.dl-seg button:nth-of-type(2)')
      await desk.waitForSelector(`tr:has-text("${said('No answer yet', 'ابھی جواب نہیں')}")`)
      expect(await desk.textContent('main')).toContain(said('no answer 1', 'جواب نہیں آیا 1'))
    },
  )
})

describe('the notice', () => {
  test('in a new version is read by the next registrant, and a form opened before says so', async () => {
    const { call } = await callWith(0)
    const administrator = await staffClient(app, 'administrator')
    const firm = await browser.page(null)
    await firm.goto(`${app.url}/calls/${call.slug}/register`)
    await firm.fill('#name', 'Laura Whitcomb')
    await firm.fill('#title', 'Director')
    await firm.fill('#email', 'laura@notice.example')
    await firm.fill('#organization', 'Notice')
    await firm.selectOption('#country', 'US')
    await firm.click('label[for="noticeRead-yes"]')

    const page = await browser.page(administrator)
    await page.goto(`${app.url}/desk/notice`)
    await page.fill('#notice-en', 'We keep what you write for a year.')
    await accessible(page)
    await page.click('button[type="submit"]')
    await page.waitForSelector('.dl-toast:has-text("Version 2 is published.")')

    await firm.click('button[type="submit"]')
    await firm.waitForSelector('.dl-errors')
    expect(await firm.textContent('form')).toContain('We keep what you write for a year.')
    expect(await firm.inputValue('#name')).toBe('Laura Whitcomb')
    expect(await firm.isChecked('#noticeRead-yes')).toBe(false)
    await firm.click('label[for="noticeRead-yes"]')
    await firm.click('button[type="submit"]')
    await firm.waitForURL('**/received')
    const list = await officer.get<{ items: { id: string }[] }>(`/api/calls/${call.id}/registrations`)
    const file = await officer.get<{ notice: number }>(`/api/registrations/${list.body.items[0]!.id}`)
    expect(file.body.notice).toBe(2)
  })

  test('is written by administrators only', async () => {
    const answer = await officer.post('/api/notices', { text: { en: 'Mine', ur: null } })
    expect(answer.status).toBe(403)
  })
})
