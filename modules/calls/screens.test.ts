import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { accessible, openBrowser, type TestBrowser } from '../../testing/browser.ts'
import { OLIVE, type StaffClient, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { accessCommands } from '../access/contract.ts'
import type { CallDto } from './contract.ts'
import { aDraft, aProgram, aSeries } from './factories.ts'

// The officer's screens as she uses them: in a real browser, in both languages.

let app: TestApp
let browser: TestBrowser
let officer: StaffClient
let series: string
const saved = async (call: string) => (await officer.get<CallDto>(`/api/calls/${call}`)).body

beforeAll(async () => {
  app = await startTestApp()
  officer = await staffClient(app, 'administrator', null, OLIVE)
  browser = await openBrowser(app)
  await app.inside((tx) =>
    tx.use(accessCommands).present(tx, system('test'), {
      state: 'sample',
      missionName: 'Embassy of Examplia',
      missionNameUr: 'سفارت خانہ',
      homeZone: 'America/New_York',
      homePlace: 'Washington',
      homePlaceUr: 'واشنگٹن',
      ink: null,
      seal: null,
    }),
  )
})
afterEach(() => browser.tidy())
afterAll(async () => {
  await browser.close()
  await app.stop()
})

describe('an officer with nothing yet', () => {
  test('begins a program, a series and a call in one dialog, and the call is there', async () => {
    const page = await browser.page(officer)
    await page.goto(`${app.url}/desk?lang=en`)
    await page.getByText('No call yet').waitFor()
    await accessible(page)
    await page.getByRole('button', { name: 'Create a call' }).click()
    await page.fill('#programName', 'Trade Line')
    await page.fill('#seriesName', 'Kenya')
    await page.selectOption('#country', 'KE')
    await page.fill('#topic', 'Fintech in Nairobi')
    await accessible(page)
    await page.getByRole('button', { name: 'Begin the draft' }).click()
    await page.waitForURL(/\/desk\/calls\/[0-9a-f-]{36}$/)
    await page.getByRole('heading', { name: 'Fintech in Nairobi' }).waitFor()
    expect(await saved(page.url().split('/').at(-1) ?? '')).toMatchObject({
      topic: { en: 'Fintech in Nairobi' },
      series: { name: { en: 'Kenya' }, number: 1 },
      countries: ['KE'],
    })
  })
})

describe('preparing a call', () => {
  beforeAll(async () => {
    series = await app.inside(async (tx) => aSeries(tx, await aProgram(tx)))
  })

  test('what is typed is kept without a button, and is there after a reload', async () => {
    const { id } = await app.inside((tx) => aDraft(tx, series))
    const page = await browser.page(officer)
    await page.goto(`${app.url}/desk/calls/${id}?lang=en`)
    await page.getByLabel('Topic, English').fill('A better topic')
    await page.getByText('Everything is saved').waitFor()
    expect((await saved(id)).topic).toEqual({ en: 'A better topic', ur: 'آئی ٹی شعبے میں تجارتی مواقع' })
    await page.reload()
    await expect.poll(() => page.getByLabel('Topic, English').inputValue()).toBe('A better topic')
  })

  test('what is refused stays on the screen with the reason beside it', async () => {
    const { id } = await app.inside((tx) => aDraft(tx, series))
    const page = await browser.page(officer)
    await page.goto(`${app.url}/desk/calls/${id}?lang=en`)
    await page.getByLabel(/^Registration until/).fill('2026-04-24T12:00')
    await page.getByText('Registration must end before the call begins.').waitFor()
    await page.getByText('Not saved', { exact: true }).waitFor()
    expect(await page.getByLabel(/^Registration until/).inputValue()).toBe('2026-04-24T12:00')
    expect((await saved(id)).rsvpDeadline).toBe('2026-04-21T21:00:00Z')
    await page.getByLabel(/^Registration until/).fill('2026-04-22T12:00')
    await page.getByText('Everything is saved').waitFor()
  })

  test('a time that the clock skips is asked about', async () => {
    const { id } = await app.inside((tx) => aDraft(tx, series))
    const page = await browser.page(officer)
    await page.goto(`${app.url}/desk/calls/${id}?lang=en`)
    await page.getByLabel('Time zone of the host').selectOption('America/New_York')
    await page.getByLabel(/^Begins/).fill('2027-03-14T02:30')
    const dialog = page.getByRole('dialog', { name: 'This time does not exist' })
    await dialog.waitFor()
    await accessible(page)
    await dialog.getByRole('button', { name: '3:30' }).click()
    await page.getByText('Everything is saved').waitFor()
    await expect.poll(() => page.getByLabel(/^Begins/).inputValue()).toBe('2027-03-14T03:30')
    expect((await saved(id)).startsAt).toBe('2027-03-14T07:30:00Z')
  })

  test('publishing says what it means, and the checklist what is missing', async () => {
    const { id } = await app.inside((tx) => aDraft(tx, series, { sectors: [] }))
    const page = await browser.page(officer)
    await page.goto(`${app.url}/desk/calls/${id}?lang=en`)
    await page.getByText('Publishing opens once the missing thing is there.').waitFor()
    expect(await page.getByRole('button', { name: 'Publish…' }).getAttribute('aria-disabled')).toBe('true')
    await page.selectOption('#sectors', 'fintech')
    await page.getByText('Nothing is missing').waitFor()
    await page.getByRole('button', { name: 'Add an item' }).click()
    await page.getByRole('link', { name: 'A name for each item of the agenda' }).click()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('Licences')
    await page.getByText('Nothing is missing').waitFor()
    await page.getByRole('button', { name: 'Publish…' }).click()
    await page.getByText('Everyone can read its page').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByRole('button', { name: 'Cancel the call…' }).waitFor()
    expect((await saved(id)).state).toBe('published')
  })
})
