import { type Browser, expect, type Page, test } from '@playwright/test'
import { type ServerProcess, startServer } from '../testing/server-process.ts'

// A firm speaks, the mission tells everyone, the rapporteur types while listening: three people in three browsers.

let server: ServerProcess
let room = ''
let officer: Page
let firm: Page
let rapporteur: Page

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000)
  server = await startServer({ args: ['--demo', '--speed', '8'] })
  const link = async (who: string) => await server.printed(new RegExp(`${who}\\s+(http\\S+)`))
  officer = await signedIn(browser, await link('the officer'))
  firm = await signedIn(browser, await link('a firm'))
  rapporteur = await signedIn(browser, await link('the rapporteur'))
  const { items } = (await (await officer.request.get(`${server.url}/api/calls`)).json()) as {
    items: { id: string; slug: string; state: string }[]
  }
  const slug = (await link('the public page')).split('/').at(-1)
  room = `/desk/calls/${items.find((call) => call.slug === slug)?.id}/room`
  await officer.goto(`${server.url}${room}`)
  for (const page of [firm, rapporteur]) await enter(page)
  await firm.getByRole('button', { name: /Raise hand/ }).waitFor({ timeout: 60_000 })
})
test.afterAll(async () => {
  await server?.stop()
})

async function signedIn(browser: Browser, link: string): Promise<Page> {
  const page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage()
  await page.goto(link)
  await page.locator('main form button[type=submit]').first().click()
  await page.waitForURL(/\/(desk|g\/)/)
  return page
}

async function enter(page: Page): Promise<void> {
  await page.goto(`${server.url}${new URL(page.url()).pathname}/room`)
  const inside = page.locator('.dl-att, .dl-rap').first()
  const door = page.locator('main .dl-card .dl-btn--primary').first()
  await inside.or(door).first().waitFor({ timeout: 60_000 })
  if (await door.isVisible()) await door.click()
  await inside.waitFor()
}

test('a hand goes up, the floor is offered, accepted and handed back, with one key each', async () => {
  await firm.keyboard.press('h')
  await expect(firm.getByRole('button', { name: /Hand is up/ })).toBeVisible()
  await expect(officer.locator('.dl-mod__hands')).toContainText('has not spoken')
  await officer.keyboard.press('g')
  await firm.getByRole('dialog').getByRole('button', { name: 'Speak now' }).click()
  await expect(firm.locator('.dl-myfloor')).toContainText('You have the floor.')
  await expect(firm.locator('.dl-myfloor .dl-floor__clock')).toHaveText(/^01:[345]\d$/)
  await expect(officer.locator('.dl-mod__hands')).toContainText('Has the floor')
  await officer.keyboard.press('2')
  await expect(firm.locator('.dl-myfloor .dl-floor__clock')).toHaveText(/^03:[12345]\d$/)
  await firm.getByRole('button', { name: 'I am done' }).click()
  await expect(officer.locator('.dl-floor')).toHaveCount(0)
})

test('one line reaches everyone, and goes when it is withdrawn', async () => {
  await officer.keyboard.press('n')
  await officer.keyboard.type('We go on until 6:20')
  await officer.keyboard.press('Enter')
  for (const page of [firm, rapporteur])
    await expect(page.locator('.dl-band')).toContainText('We go on until 6:20')
  await officer.getByRole('button', { name: 'Withdraw' }).click()
  await expect(firm.locator('.dl-band')).toHaveCount(0)
})

test('the rapporteur types without looking down', async () => {
  const field = rapporteur.locator('.dl-write textarea')
  await field.click()
  await rapporteur.keyboard.type('3 ')
  await expect(rapporteur.getByRole('button', { name: /Promise/ })).toHaveAttribute('aria-pressed', 'true')
  // It was meant as a digit.
  await rapporteur.keyboard.press('Backspace')
  await expect(field).toHaveValue('3')
  await rapporteur.keyboard.press('Backspace')
  await rapporteur.keyboard.type('3 Publish the list of cleared sites')
  await rapporteur.keyboard.press('Enter')
  await expect(field).toHaveValue('')
  await expect(rapporteur.locator('.dl-rap__promises')).toContainText('No owner')
  await rapporteur.keyboard.type('4 Tax incentives')
  await rapporteur.keyboard.press('Enter')
  const entry = rapporteur.locator('.dl-entry', { hasText: 'Tax incentives' })
  await expect(entry).toHaveClass(/is-done/)
  await rapporteur.keyboard.press('ArrowUp')
  await field.fill('Regulatory reforms')
  await rapporteur.keyboard.press('Enter')
  await expect(entry.locator('del')).toHaveText('Tax incentives')
  await expect(entry.locator('ins')).toHaveText('Regulatory reforms')
  await rapporteur.keyboard.type('@')
  await expect(rapporteur.getByLabel('Speaker')).toBeFocused()
  await rapporteur.keyboard.press('Enter')
  await expect(field).toBeFocused()
})

test('what is typed while the line is cut waits, hollow, and is saved when it is back', async () => {
  await rapporteur.context().setOffline(true)
  await rapporteur.locator('.dl-write textarea').click()
  await rapporteur.keyboard.type('4 Written while cut off')
  await rapporteur.keyboard.press('Enter')
  const entry = rapporteur.locator('.dl-entry', { hasText: 'Written while cut off' })
  await expect(entry).toHaveClass(/is-next/)
  await expect(rapporteur.locator('.dl-band--lost')).toBeVisible({ timeout: 40_000 })
  await rapporteur.context().setOffline(false)
  await expect(entry).toHaveClass(/is-done/, { timeout: 40_000 })
})

test('what is typed while the line is cut outlives the page, and is in the record once', async () => {
  const address = rapporteur.url()
  await rapporteur.context().setOffline(true)
  await rapporteur.locator('.dl-write textarea').click()
  await rapporteur.keyboard.type('4 Written before the reload')
  await rapporteur.keyboard.press('Enter')
  const entry = rapporteur.locator('.dl-entry', { hasText: 'Written before the reload' })
  await expect(entry).toHaveClass(/is-next/)
  await rapporteur.goto('about:blank')
  await rapporteur.context().setOffline(false)
  await rapporteur.goto(address)
  await expect(entry).toHaveClass(/is-done/, { timeout: 40_000 })
  await expect(entry).toHaveCount(1)
  const left = () =>
    rapporteur.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('dl-kept')))
  await expect.poll(left).toEqual([])
})

test('one officer runs it from a phone', async () => {
  await officer.setViewportSize({ width: 390, height: 844 })
  const dock = officer.locator('.dl-mod__dock')
  await firm.keyboard.press('h')
  await dock.getByRole('button', { name: /Lower 1 hand/ }).click()
  await expect(firm.getByRole('button', { name: /Raise hand/ })).toBeVisible()
  await dock.getByRole('button', { name: 'Next question' }).click()
  await expect(officer.locator('.dl-nowq')).toBeVisible()
  await dock.getByRole('button', { name: 'Tell everyone' }).click()
  await officer.keyboard.type('The mission alone is here')
  await officer.keyboard.press('Enter')
  await expect(firm.locator('.dl-band')).toContainText('The mission alone is here')
  await officer.getByRole('button', { name: /End broadcast/ }).click()
  await officer.getByLabel(/END/).fill('END')
  await officer.keyboard.press('Enter')
  await expect(officer.locator('.dl-air')).toContainText('Debrief')
  await expect(firm.getByText('The broadcast is over')).toBeVisible()
})
