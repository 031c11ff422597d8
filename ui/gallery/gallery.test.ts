import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violationsOf } from '../../testing/axe.ts'
import { locales } from '../locale.ts'
import { sheets } from './sheets.tsx'
import { words } from './words.ts'

// Every component in a real browser: built as the product builds it, under the product's own content policy.

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'"
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

let folder: string
let server: Server
let browser: Browser
let context: BrowserContext
let page: Page
let refused: string[] = []
let address: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dl-gallery-'))
  await build({
    logLevel: 'error',
    build: {
      outDir: folder,
      emptyOutDir: true,
      manifest: false,
      // In place of the product's entries, not beside them.
      rolldownOptions: { input: 'ui/gallery/index.html' },
    },
  })
  server = createServer(async (request, response) => {
    const path = request.url?.split('?')[0] ?? '/'
    const file = path.startsWith('/assets/') ? path : '/ui/gallery/index.html'
    const body = await readFile(join(folder, file)).catch(() => null)
    response.writeHead(body ? 200 : 404, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': CSP,
    })
    response.end(body)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const executablePath = process.env['CHROMIUM_PATH']
  browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  context = await browser.newContext({ reducedMotion: 'reduce' })
  page = await context.newPage()
  page.on('console', (message) => message.type() === 'error' && refused.push(message.text()))
  page.on('pageerror', (error) => refused.push(String(error)))
}, 120_000)

afterAll(async () => {
  await browser?.close()
  server?.close()
  await rm(folder, { recursive: true, force: true })
})

let shown = 0
async function show(locale: string, sheet: string, width = 1280): Promise<void> {
  refused = []
  await page.setViewportSize({ width, height: 900 })
  await page.goto(`${address}/?${shown++}#${locale}/${sheet}`)
  await page.locator('main').first().waitFor()
  await page.evaluate(() => document.fonts.ready)
}

/** How far the page itself can be scrolled sideways, in CSS pixels; asked after the next frame, when what a resize started has happened. */
const sideways = () =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) =>
        requestAnimationFrame(() =>
          requestAnimationFrame(() =>
            resolve(document.documentElement.scrollWidth - document.documentElement.clientWidth),
          ),
        ),
      ),
  )

/** Buttons and fields whose target is smaller than 44 px, the invisible margin of `::after` counted. */
const smallTargets = () =>
  page.evaluate(() => {
    const grown = (element: Element, side: 'blockSize' | 'inlineSize', size: number) => {
      const after = getComputedStyle(element, '::after')
      const extra = after.content === 'none' ? 0 : Number.parseFloat(after[side]) || 0
      return Math.max(size, extra)
    }
    return [
      ...document.querySelectorAll(
        'button, input:not([type=checkbox], [type=radio]), select, textarea, a.dl-btn',
      ),
    ]
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().width > 1)
      .filter((element) => {
        const { width, height } = element.getBoundingClientRect()
        return grown(element, 'blockSize', height) < 43.5 || grown(element, 'inlineSize', width) < 43.5
      })
      .map((element) => `${element.className}: ${element.textContent?.trim()}`)
  })

describe.each(locales)('in %s', (locale) => {
  test.each(Object.keys(sheets))(
    '%s is accessible and breaks no rule of the content policy',
    async (sheet) => {
      await show(locale, sheet)
      expect(await violationsOf(page)).toEqual([])
      expect(refused).toEqual([])
      expect(await page.locator('html').getAttribute('dir')).toBe(locale === 'ur' ? 'rtl' : 'ltr')
    },
  )

  test.each(Object.keys(sheets))(
    '%s fits every width, also at 200 % zoom, with targets of 44 px',
    async (sheet) => {
      await show(locale, sheet)
      for (const width of [320, 390, 640, 768, 1280, 1440]) {
        await page.setViewportSize({ width, height: 900 })
        expect(await sideways(), `scrolls sideways at ${width}`).toBe(0)
      }
      expect(await smallTargets()).toEqual([])
    },
  )
})

test('an English page loads no Urdu face, and an Urdu one loads both', async () => {
  const loaded: string[] = []
  const listen = (request: { url: () => string }) => loaded.push(request.url())
  page.on('request', listen)
  await show('en', 'CallSheet')
  const english = loaded.filter((url) => /noto/.test(url))
  await show('ur', 'CallSheet')
  page.off('request', listen)
  const urdu = loaded.filter((url) => /noto/.test(url))
  expect(english).toEqual([])
  expect(urdu.some((url) => url.includes('naskh'))).toBe(true)
  expect(urdu.some((url) => url.includes('nastaliq'))).toBe(true)
})

describe('ending the broadcast', () => {
  const open = async () => {
    await show('en', 'ModeratorSheet')
    await page.getByRole('button', { name: words.en.end }).click()
    await page.getByRole('dialog').waitFor()
  }
  const word = () => page.locator('.dl-air b[role=status]').textContent()

  test('the focus starts on Back, and one click or Enter does nothing', async () => {
    await open()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Back')
    await page.getByRole('dialog').getByRole('button', { name: words.en.end }).click()
    expect(await word()).toBe(words.en.onAir)
    await page.getByRole('dialog').getByRole('button', { name: words.en.end }).press('Enter')
    expect(await word()).toBe(words.en.onAir)
  })

  test('holding the button for a second ends it', async () => {
    await open()
    await page.getByRole('dialog').getByRole('button', { name: words.en.end }).hover()
    await page.mouse.down()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.mouse.up()
    expect(await word()).toBe(words.en.debrief)
  })

  test('typing the words and Enter ends it', async () => {
    await open()
    await page.getByRole('dialog').getByRole('textbox').fill('on air')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await word()).toBe(words.en.debrief)
  })

  test('Esc closes the dialog and the focus returns to the button', async () => {
    await open()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(words.en.end)
  })
})

describe('keys', () => {
  const count = () => page.locator('.dl-pane__count').first().textContent()

  test('a letter acts by its place on the keyboard, Z takes it back, and both are said', async () => {
    await show('ur', 'ModeratorSheet')
    await page.locator('body').dispatchEvent('keydown', { code: 'KeyV', key: 'ط', bubbles: true })
    await page.locator('.dl-toast').waitFor()
    expect(await count()).toBe('4')
    expect(await page.locator('[aria-live=polite].dl-sr').textContent()).toBe(words.ur.done)
    await page.keyboard.press('z')
    await page.locator('.dl-toast').waitFor({ state: 'detached' })
    expect(await count()).toBe('5')
  })

  test('a letter that is typed into a field is only typed', async () => {
    await show('en', 'RecordSheet')
    await page.getByRole('textbox').fill('')
    await page.getByRole('textbox').press('v')
    expect(await page.getByRole('textbox').inputValue()).toBe('v')
    expect(await page.locator('.dl-toast').count()).toBe(0)
  })

  test('? lists the keys, and single letters can be turned off', async () => {
    await show('en', 'ModeratorSheet')
    await page.keyboard.press('Shift+Slash')
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    expect(await dialog.textContent()).toContain(words.en.visible)
    await dialog.getByRole('checkbox').uncheck()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.keyboard.press('v')
    expect(await count()).toBe('5')
    await page.evaluate(() => localStorage.clear())
  })

  test('a digit and a space at the start of a line pick the kind of an entry', async () => {
    await show('en', 'RecordSheet')
    await page.getByRole('textbox').pressSequentially('3 ')
    expect(await page.getByRole('button', { name: words.en.promise }).getAttribute('aria-pressed')).toBe(
      'true',
    )
    expect(await page.getByRole('textbox').inputValue()).toBe('')
  })
})

test('a button that is off is reached by keyboard and says why', async () => {
  await show('en', 'ApproverSheet')
  const approve = page.locator('.dl-side').getByRole('button', { name: words.en.approve })
  await approve.focus()
  expect(await approve.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await approve.getAttribute('aria-disabled')).toBe('true')
  expect(await page.locator(`#${await approve.getAttribute('aria-describedby')}`).textContent()).toBe(
    words.en.reason,
  )
})

test('an error is tied to its field, and the summary leads there', async () => {
  await show('en', 'FormSheet')
  expect(await page.evaluate(() => document.activeElement?.className)).toContain('dl-errors')
  const field = page.getByLabel(words.en.mail)
  expect(await field.getAttribute('aria-invalid')).toBe('true')
  expect(await field.getAttribute('dir')).toBe('ltr')
  expect(await field.getAttribute('aria-describedby')).toBe('email-hint email-error')
})
