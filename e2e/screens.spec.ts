import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test'
import { violationsOf } from '../testing/axe.ts'
import { type ServerProcess, startServer } from '../testing/server-process.ts'
import { after, desks, onAir, open, type Places, type Screen, type Who } from './screens.ts'

// Every main screen of a living call, in both languages: what assistive technology and a narrow window make of it.
// `npm run screens` walks the same way and keeps the pictures.

/** Questions are answered from the thirtieth minute on; the call is over after the seventy-eighth. */
const SPEED = '25'
const LANGUAGES = ['en', 'ur'] as const
/** 320 is the narrowest phone, 640 is a window of 1280 at 200 %. */
const WIDTHS = [1280, 640, 390, 320] as const
/** Pictures are taken at these widths; a long page is cut where a reader would stop looking. */
const PICTURES: Readonly<Record<number, string>> = { 390: '.phone', 1280: '' }
const LONGEST = 1800
const folder = process.env['SCREENS']

let server: ServerProcess
let browser: Browser
let places: Places
let links: Record<string, string>
const people = new Map<Who, { context: BrowserContext; home: string }>()

test.beforeAll(async ({ browser: started }) => {
  test.setTimeout(120_000)
  browser = started
  server = await startServer({ args: ['--demo', '--speed', SPEED] })
  const link = async (who: string) => await server.printed(new RegExp(`${who}\\s+(http\\S+)`))
  links = {
    officer: await link('the officer'),
    official: await link('an official, on a phone'),
    firm: await link('a firm'),
    rapporteur: await link('the rapporteur'),
  }
  const slug = (await link('the public page')).split('/').at(-1) ?? ''
  const officer = await as('officer')
  const calls = await officer.context.request.get(`${server.url}/api/calls`)
  const { items } = (await calls.json()) as { items: { id: string; slug: string; state: string }[] }
  const held = items.find((call) => call.slug === slug)
  const next = items.find((call) => call.state === 'published' && call.slug !== slug)
  if (!held || !next) throw new Error(`no call is held and announced: ${JSON.stringify(items)}`)
  places = { call: held.id, slug, next: next.id, nextSlug: next.slug }
})

test.afterAll(async () => {
  await server?.stop()
})

/** A browser of one's own, signed in by one's link. Opening it is a press of a button: mail scanners open links. */
async function as(who: Who): Promise<{ context: BrowserContext; home: string }> {
  const known = people.get(who)
  if (known) return known
  const context = await browser.newContext({ reducedMotion: 'reduce' })
  let home = ''
  const link = links[who]
  if (link) {
    const page = await context.newPage()
    await page.goto(link)
    await page.locator('main form button[type=submit]').first().click()
    await page.waitForURL(/\/(desk|g\/)/)
    // A panel member lands in the room itself.
    home = new URL(page.url()).pathname.replace(/\/room$/, '')
    await page.close()
  }
  const person = { context, home }
  people.set(who, person)
  return person
}

async function visit(page: Page, screen: Screen, language: string, home: string): Promise<void> {
  const path = screen.path(places).replace(/^~/, home)
  await page.goto(`${server.url}${path}?lang=${language}`)
  // Whoever comes into the room accepts its rules first.
  const enter = page.locator('main .dl-card .dl-btn--primary')
  const ready = page.locator(screen.ready).first()
  if (path.endsWith('/room')) {
    await ready.or(enter).first().waitFor()
    if ((await enter.count()) > 0) await enter.first().click()
  }
  await ready.waitFor()
  await page.evaluate(() => document.fonts.ready)
}

async function look(screen: Screen, language: 'en' | 'ur'): Promise<void> {
  const { context, home } = await as(screen.who)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) complaints.push(message.text())
  })
  const scripts: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url())
  })
  await page.setViewportSize({ width: 1280, height: 900 })
  await visit(page, screen, language, home)
  expect.soft(await violationsOf(page), `${screen.name} in ${language}`).toEqual([])
  expect.soft(complaints, `${screen.name} in ${language}: the console`).toEqual([])
  if (screen.plain) expect.soft(scripts, `${screen.name} in ${language}: scripts`).toEqual([])
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: width < 500 ? 844 : 900 })
    const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    await expect.soft
      .poll(sideways, { message: `${screen.name} in ${language} at ${width}` })
      .toBeLessThanOrEqual(0)
    if (screen.main && width in PICTURES) await keep(page, `${screen.name}${PICTURES[width]}.${language}.png`)
  }
  await page.close()
}

/** The window grows to the page, so that what is docked at its foot stands at the foot of the picture. */
async function keep(page: Page, name: string): Promise<void> {
  if (!folder) return
  await mkdir(folder, { recursive: true })
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 900 }
  const whole = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width, height: Math.min(Math.max(height, whole), LONGEST) })
  await page.screenshot({ path: join(folder, name), animations: 'disabled' })
}

async function walk(screens: readonly Screen[]): Promise<void> {
  for (const screen of screens)
    for (const language of LANGUAGES)
      await test.step(`${screen.name} ${language}`, () => look(screen, language))
}

test('every screen of a call is accessible and fits, in both languages', async () => {
  test.setTimeout(900_000)
  await walk(open)
  const answer = await (await as('nobody')).context.request.get(server.url)
  expect.soft(answer.headers()['content-encoding'], 'a public page comes compressed').toBe('br')
  const officer = await (await as('officer')).context.newPage()
  await officer.goto(`${server.url}/desk/calls/${places.call}/room`)
  await officer.locator('.dl-nowq').waitFor({ timeout: 180_000 })
  await officer.close()
  await walk(onAir)
  await walk(desks)
  await server.printed(/Call \d+ has ended/)
  await walk(after)
})
