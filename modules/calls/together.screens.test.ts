import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { accessible, openBrowser, type TestBrowser } from '../../testing/browser.ts'
import { OLIVE, OMAR, type StaffClient, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import type { CallDto } from './contract.ts'
import { aDraft, aProgram, aSeries } from './factories.ts'

// Two officers have one call open, each in a browser of her own.

let app: TestApp
let browser: TestBrowser
let olive: StaffClient
let omar: StaffClient
let series: string

beforeAll(async () => {
  app = await startTestApp()
  const program = await app.inside((tx) => aProgram(tx))
  series = await app.inside((tx) => aSeries(tx, program))
  olive = await staffClient(app, 'officer', program, OLIVE)
  omar = await staffClient(app, 'officer', program, OMAR)
  browser = await openBrowser(app)
})
afterEach(() => browser.tidy())
afterAll(async () => {
  await browser.close()
  await app.stop()
})

/** Screens ask every five seconds; a machine that is busy takes longer. */
const SEEN_WITHIN = 40_000

const both = async () => {
  const { id } = await app.inside((tx) => aDraft(tx, series))
  const open = async (who: StaffClient) => {
    const page = await browser.page(who)
    await page.goto(`${app.url}/desk/calls/${id}?lang=en`)
    await page.getByLabel('Topic, English').waitFor()
    return page
  }
  return { id, hers: await open(olive), his: await open(omar) }
}

describe('two officers', () => {
  test('see where the other is, and what the other writes', async () => {
    const { hers, his } = await both()
    await hers.getByLabel('Topic, English').focus()
    const here = his.getByRole('region', { name: 'Also here' })
    await here.getByText('Olive Officer').waitFor({ timeout: SEEN_WITHIN })
    await here.getByText('Topic', { exact: true }).waitFor({ timeout: SEEN_WITHIN })
    await hers.getByLabel('Topic, English').fill('What Olive wrote')
    await expect
      .poll(() => his.getByLabel('Topic, English').inputValue(), { timeout: SEEN_WITHIN })
      .toBe('What Olive wrote')
    await accessible(his)
  }, 120_000)

  test('writing the same field at once choose, and nothing is overwritten unseen', async () => {
    const { id, hers, his } = await both()
    const topic = async () => (await olive.get<CallDto>(`/api/calls/${id}`)).body.topic.en
    // He does not hear of hers while he writes.
    await his.route('**/presence', (route) => route.abort())
    await hers.getByLabel('Topic, English').fill('Hers')
    await hers.getByText('Everything is saved').waitFor()
    expect(await topic()).toBe('Hers')
    await his.getByLabel('Topic, English').fill('His')
    const dialog = his.getByRole('dialog', { name: 'Somebody else changed this meanwhile' })
    await dialog.getByText('Hers', { exact: true }).waitFor({ timeout: SEEN_WITHIN })
    await accessible(his)
    expect(await topic()).toBe('Hers')
    await dialog.getByRole('button', { name: 'Keep mine' }).click()
    await his.getByText('Everything is saved').waitFor()
    expect(await topic()).toBe('His')
  }, 120_000)

  test('take a change back where it stands', async () => {
    const { id, hers } = await both()
    await hers.getByLabel('Topic, English').fill('A slip')
    await hers.getByText('Everything is saved').waitFor()
    await hers.getByText('History of this call').click()
    await hers.getByRole('button', { name: 'Undo' }).first().click()
    await expect
      .poll(() => hers.getByLabel('Topic, English').inputValue(), { timeout: SEEN_WITHIN })
      .toBe('Commercial opportunities in the growing IT sector')
    expect((await olive.get<CallDto>(`/api/calls/${id}`)).body.version).toBe(3)
  }, 120_000)
})
