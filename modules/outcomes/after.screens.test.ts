import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { accessible, noSidewaysScroll, openBrowser, PHONE, type TestBrowser } from '../../testing/browser.ts'
import type { Client } from '../../testing/client.ts'
import { type Held, holdLisbonCall, LISBON_ON_AIR } from '../../testing/lisbon.ts'
import { comeBy } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { accessCommands } from '../access/contract.ts'
import type { RegistrationRow } from '../registration/contract.ts'
import { roomCommands } from '../room/contract.ts'

let app: TestApp
let browser: TestBrowser
let held: Held
let official: Client
const me = system('test')
const shot = async (page: { screenshot(o: object): Promise<unknown> }, name: string) =>
  process.env['SHOTS']
    ? await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png`, fullPage: true })
    : null

beforeAll(async () => {
  app = await startTestApp({ now: LISBON_ON_AIR.subtract({ minutes: 10 }).toString() })
  held = await holdLisbonCall(app)
  const { call, command } = held
  const owner = { kind: 'panel member', panelMember: call.panel[1]!.id } as const
  const { body } = await held.officer.get<{ items: RegistrationRow[] }>(`/api/calls/${call.id}/registrations`)
  const saba = body.items[0]!
  const [person, organization] = [saba.person.id, saba.organization.id]
  for (const text of ['کیا نمائش کی فیس کم ہو گی؟', 'Which form do we need for samples?']) {
    const question = await app.inside(async (tx) => {
      const asked = {
        call: call.id,
        person,
        organization,
        text,
        visibility: 'public',
        showFirm: 'panel',
      } as const
      return (await tx.use(roomCommands).askInAdvance(tx, me, asked)).question
    })
    await app.drain()
    await command('followUp', {
      question,
      how: 'write',
      owner,
      due: '2026-09-18',
      promise: 'The Board will write.',
    })
  }
  await command('recordEntry', {
    kind: 'promise',
    text: 'A list of the fairs of next year',
    due: '2026-09-20',
  })
  official = await comeBy(app, call.id, call.panel[1]!.person)
  browser = await openBrowser(app)
}, 60_000)
afterEach(() => browser.tidy())
afterAll(async () => {
  await browser.close()
  await app.stop()
})

test('on her phone the official sees what she owes, writes one answer and corrects it', async () => {
  const page = await browser.page(official, { viewport: PHONE, locale: 'en' })
  await page.goto(`${app.url}/g/${official.grant}/room?lang=en`)
  await page.getByRole('heading', { name: 'Still owed by you' }).waitFor()
  await shot(page, 'owed-phone-en')
  await accessible(page)
  await page.getByRole('button', { name: 'Write the answer' }).last().click()
  await page.getByLabel('Your answer').fill('Form 27, from our window.')
  await shot(page, 'owed-write-en')
  await page.getByRole('button', { name: 'Send answer' }).click()
  await page.getByRole('heading', { name: 'Your answers' }).waitFor()
  await page.getByRole('button', { name: 'Correct…' }).click()
  await page.getByRole('textbox', { name: 'Your answer' }).fill('Form 28, from our window.')
  await page.getByRole('button', { name: 'Send answer' }).click()
  await page.getByText('Form 28, from our window.').waitFor()
  await page.goto(`${app.url}/g/${official.grant}/room?lang=ur`)
  await page.getByRole('heading', { name: 'آپ کے ذمے جوابات' }).waitFor()
  await noSidewaysScroll(page)
  await shot(page, 'owed-phone-ur')
})

test('the officer enters an answer that came by letter, marks a promise as kept; what stood before stays to be seen', async () => {
  const page = await browser.page(held.officer, { locale: 'en' })
  await page.goto(`${app.url}/desk/calls/${held.call.id}/record?part=answers&lang=en`)
  await page.getByText('Form 28, from our window.').waitFor()
  expect(await page.locator('del').textContent()).toBe('Form 27, from our window.')
  await page.getByRole('button', { name: 'Enter an answer…' }).click()
  await page.getByLabel('How it reached us').selectOption('letter')
  await page.getByLabel('The answer, word for word').fill('From March.')
  await shot(page, 'enter-en')
  await accessible(page)
  await page.getByRole('button', { name: 'Record the answer' }).click()
  await page.getByText('Entered by the mission, from: Letter').waitFor()
  await page.getByRole('button', { name: 'Mark as kept' }).click()
  await page.getByRole('heading', { name: 'Promises kept or withdrawn' }).waitFor()
  await shot(page, 'register-en')
  await page.goto(`${app.url}/desk/calls/${held.call.id}/record?part=answers&lang=ur`)
  await page.getByText('Form 28, from our window.').waitFor()
  await shot(page, 'register-ur')
  if (process.env['SHOTS']) {
    await page.pdf({ path: `${process.env['SHOTS']}/register-ur.pdf`, format: 'A4' })
    await page.goto(`${app.url}/desk/calls/${held.call.id}/record?part=attendance&lang=en`)
    await page.getByRole('table').waitFor()
    await page.pdf({ path: `${process.env['SHOTS']}/attendance-en.pdf`, format: 'A4' })
    await shot(page, 'attendance-en')
    await page.goto(`${app.url}/desk/calls/${held.call.id}/registrations?lang=en`)
    await page.getByRole('link', { name: 'Excel' }).waitFor()
    await shot(page, 'registrations-en')
  }
})

test('a published readout is a page for everybody, without a script; taken back, it is gone', async () => {
  const page = await browser.page(held.officer, { locale: 'en' })
  await page.goto(`${app.url}/desk/calls/${held.call.id}/readout?lang=en`)
  await page.getByRole('button', { name: 'Publish…' }).click()
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await page.getByText('Published: version 1').waitFor()
  await shot(page, 'readout-desk')
  const stranger = await browser.page(null, { javaScriptEnabled: false, viewport: PHONE, locale: 'ur' })
  await stranger.goto(`${app.url}/calls/${held.call.slug}?lang=ur`)
  await stranger.getByRole('link', { name: 'کال کی روداد' }).click()
  await stranger.getByRole('heading', { level: 1 }).waitFor()
  expect(await stranger.locator('article').textContent()).toContain('بندرگاہ پر کاغذی کارروائی کم کرنے')
  await noSidewaysScroll(stranger)
  await shot(stranger, 'readout-public-ur')
  if (process.env['SHOTS'])
    await stranger.pdf({ path: `${process.env['SHOTS']}/readout-public-ur.pdf`, format: 'A4' })
  await page.getByRole('button', { name: 'Take back…' }).click()
  await page.getByRole('button', { name: 'Take back', exact: true }).click()
  await page.getByText('Published: version 1').waitFor({ state: 'detached' })
  expect((await stranger.reload())!.status()).toBe(404)
})

test('the series shows its calls as a picture with words, and as a table; in Urdu from the right', async () => {
  const page = await browser.page(held.officer, { locale: 'en' })
  await page.goto(`${app.url}/desk/series/${held.call.series.id}?lang=en`)
  const picture = page.getByRole('img', { name: /One call\. Registered: 1; Attended: 1; Questions: 2/ })
  await picture.waitFor()
  expect(await page.getByRole('row').last().textContent()).toContain('Home textiles in Portugal')
  await accessible(page)
  await shot(page, 'series-en')
  await page.goto(`${app.url}/desk/series/${held.call.series.id}?lang=ur`)
  await page.getByRole('img', { name: /ایک کال۔/ }).waitFor()
  await shot(page, 'series-ur')
})

test('whose link is taken away while she writes is told so, and keeps what she wrote', async () => {
  const page = await browser.page(official, { viewport: PHONE, locale: 'en' })
  await page.goto(`${app.url}/g/${official.grant}/room?lang=en`)
  await page.getByRole('button', { name: 'Correct…' }).first().click()
  await page.getByRole('textbox', { name: 'Your answer' }).fill('It falls by ten percent in March.')
  const { call } = held
  await app.inside((tx) =>
    tx.use(accessCommands).revoke(tx, me, { call: call.id, person: call.panel[1]!.person }),
  )
  await app.drain()
  const box = page.getByRole('textbox', { name: 'What you wrote, not sent' })
  await box.waitFor()
  expect(await box.inputValue()).toBe('It falls by ten percent in March.')
  await page.getByText('ask the mission to enter it for you').waitFor()
  await shot(page, 'unsent')
})
