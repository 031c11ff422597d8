import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { expect } from 'vitest'
import { violationsOf } from './axe.ts'
import type { Client } from './client.ts'
import type { TestApp } from './start-app.ts'

export const PHONE = { width: 390, height: 844 }
export const DESK = { width: 1440, height: 900 }

export interface TestBrowser {
  /** A new browser of its own for somebody: with her session, or with none. */
  page(
    client: Client | null,
    options?: {
      viewport?: typeof PHONE
      locale?: string
      javaScriptEnabled?: boolean
      /** Where the browser is: Europe/Lisbon. */
      timezoneId?: string
    },
  ): Promise<Page>
  /** Closes what was opened since, and fails when a script of ours threw. For `afterEach`. */
  tidy(): Promise<void>
  close(): Promise<void>
}

/** A real browser for the screens of a started app. */
export async function openBrowser(app: TestApp): Promise<TestBrowser> {
  const executablePath = process.env['CHROMIUM_PATH']
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  const open: BrowserContext[] = []
  const complaints: string[] = []
  return {
    async page(client, options = {}) {
      const context = await browser.newContext({ viewport: DESK, reducedMotion: 'reduce', ...options })
      // Shorter than a test's own limit, so that it says what was waited for.
      context.setDefaultTimeout(25_000)
      open.push(context)
      const cookies = (client?.cookie ?? '').split('; ').filter(Boolean)
      await context.addCookies(
        cookies.map((pair) => {
          const at = pair.indexOf('=')
          return { name: pair.slice(0, at), value: pair.slice(at + 1), url: app.url }
        }),
      )
      const page = await context.newPage()
      page.on('pageerror', (error) => complaints.push(String(error)))
      return page
    },
    async tidy() {
      for (const context of open.splice(0)) await context.close()
      expect(complaints.splice(0)).toEqual([])
    },
    close: () => browser.close(),
  }
}

/** axe finds nothing. */
export async function accessible(page: Page): Promise<void> {
  expect(await violationsOf(page)).toEqual([])
}

export async function noSidewaysScroll(page: Page): Promise<void> {
  const beyond = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
  expect(await page.evaluate(beyond)).toBe(0)
}
