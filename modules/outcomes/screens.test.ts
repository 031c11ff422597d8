import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { accessible, noSidewaysScroll, openBrowser, type TestBrowser } from '../../testing/browser.ts'
import type { Client } from '../../testing/client.ts'
import { type Held, holdLisbonCall, LISBON_ON_AIR } from '../../testing/lisbon.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import type { CallFacts } from '../calls/contract.ts'

let app: TestApp
let browser: TestBrowser
let call: CallFacts
let officer: Client
let command: Held['command']

beforeAll(async () => {
  app = await startTestApp({ now: LISBON_ON_AIR.subtract({ minutes: 10 }).toString() })
  ;({ call, officer, command } = await holdLisbonCall(app))
  browser = await openBrowser(app)
}, 60_000)
afterEach(() => browser.tidy())
afterAll(async () => {
  await browser.close()
  await app.stop()
})

const at = (place: string, locale: string) => `${app.url}/desk/calls/${call.id}/${place}?lang=${locale}`

test('the officer words a sentence anew, writes one of her own, and saves it as a version', async () => {
  const page = await browser.page(officer, { locale: 'en' })
  await page.goto(at('readout', 'en'))
  const sentence = (says: string) => page.locator('.ro-doc [role=button]', { hasText: says })
  await sentence('Open Doors').click()
  await page.getByRole('button', { name: 'Reword…' }).click()
  await page.getByLabel('The sentence in your words').fill('It belongs to the Open Doors program.')
  await page.getByRole('button', { name: 'Take these words' }).click()
  await page.getByRole('button', { name: 'Write a sentence after it' }).click()
  await page.getByRole('button', { name: 'Reword…' }).click()
  await page.getByLabel('The sentence in your words').fill('More will follow.')
  await page.getByRole('button', { name: 'Take these words' }).click()
  await page.locator('.dl-keybar', { hasText: 'not saved' }).waitFor()

  await page.reload()
  await sentence('More will follow.').waitFor()
  await page.getByRole('button', { name: 'Save as a version' }).click()
  await page.getByRole('link', { name: '2, edited' }).waitFor()
  await page.locator('.dl-keybar', { hasText: 'Version 2, saved' }).waitFor()
  expect(await sentence('More will follow.').textContent()).toContain('written here')
  await accessible(page)

  await page.getByRole('link', { name: '1, compiled' }).click()
  await page.getByText('This is version 1, an earlier one.').waitFor()
  expect(await page.textContent('.ro-doc')).not.toContain('More will follow.')
  expect(await page.getByRole('button', { name: 'Save as a version' }).count()).toBe(0)
})

test('words that were not saved survive another version: at once in the other language, on request in the same', async () => {
  const page = await browser.page(officer, { locale: 'en' })
  await page.goto(at('readout', 'en'))
  const headline = page.locator('.ro-doc h2 [role=button]')
  const reword = async (words: string) => {
    await headline.click()
    await page.getByRole('button', { name: 'Reword…' }).click()
    await page.getByLabel('The sentence in your words').fill(words)
    await page.getByRole('button', { name: 'Take these words' }).click()
  }
  await reword('Textiles Meet Lisbon')
  await page.getByRole('button', { name: 'Urdu' }).click()
  await reword('ٹیکسٹائل اور لزبن')
  await page.getByRole('button', { name: 'Save as a version' }).click()
  await page.getByRole('link', { name: '3, edited' }).waitFor()

  await page.getByRole('button', { name: 'English' }).click()
  await expect.poll(() => headline.textContent()).toContain('Textiles Meet Lisbon')
  await officer.post(`/api/calls/${call.id}/readout/compile`)
  await page.reload()
  await page.getByText('made in an earlier version').waitFor()
  expect(await headline.textContent()).not.toContain('Textiles Meet Lisbon')
  await accessible(page)
  await page.getByRole('button', { name: 'Put them into this one' }).click()
  await expect.poll(() => headline.textContent()).toContain('Textiles Meet Lisbon')
  await page.getByRole('button', { name: 'Discard changes' }).click()
})

test('what the record says since is flagged at its sentence, and accepted with a click', async () => {
  await command('recordEntry', {
    kind: 'topic',
    text: 'credit terms',
    saidAt: LISBON_ON_AIR.add({ minutes: 15 }).toString(),
  })
  const page = await browser.page(officer, { locale: 'en' })
  await page.goto(at('readout', 'en'))
  await page.locator('.ro-doc .is-changed').click()
  await accessible(page)
  await page.getByRole('button', { name: 'Accept what the record says' }).click()
  await page.getByRole('button', { name: 'Save as a version' }).click()
  await page.getByRole('link', { name: '5, edited' }).waitFor()
  await page.locator('.ro-doc .is-changed').waitFor({ state: 'detached' })
  await expect.poll(() => page.textContent('.ro-doc')).toContain('credit terms')
})

test('what is missing leads to where it is mended: a translation', async () => {
  const page = await browser.page(officer, { locale: 'en' })
  await page.goto(at('readout', 'en'))
  await page.getByRole('button', { name: 'Translate…' }).click()
  const row = page.locator('.ro-translation', { hasText: 'تولیوں اور چادروں' })
  await row.getByLabel('English').fill('towels and sheets')
  await row.getByRole('button', { name: 'Keep the translation' }).click()
  await row.getByRole('button').waitFor({ state: 'detached' })
  await accessible(page)
  await page.keyboard.press('Escape')
  await page.locator('.ro-sources', { hasText: 'growth opportunities in towels and sheets.' }).waitFor()
})

test.each(['en', 'ur'])(
  'readout and record on a phone and on a desk (%s)',
  async (locale) => {
    for (const viewport of [
      { width: 320, height: 640 },
      { width: 1280, height: 900 },
    ]) {
      const page = await browser.page(officer, { locale, viewport })
      await page.goto(at('readout', locale))
      await page.locator('.ro-doc [role=button]').nth(1).click()
      await page.locator('.ro-sources .is-current').waitFor()
      await noSidewaysScroll(page)
      await accessible(page)
      await page.goto(at('record', locale))
      await page.locator('.dl-table').waitFor()
      await noSidewaysScroll(page)
      await accessible(page)
      await page.close()
    }
  },
  60_000,
)
