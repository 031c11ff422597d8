import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'

/** What a browser of its own saw, in milliseconds from the moment the address was opened. */
export interface FirstPaint {
  /** Anything but an empty page. */
  readonly first: number
  /** The frame after `selector` was there for the first time. */
  readonly whole: number
}

/** Opens a page in a real browser, and once more with what it keeps of the app's files. Null where there is none, or no app was built. */
export async function paintsOf(
  url: string,
  cookie: string,
  selector: string,
): Promise<{ cold: FirstPaint; again: FirstPaint } | null> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? chromium.executablePath()
  if (!existsSync(executablePath) || !existsSync(join(import.meta.dirname, '..', 'dist', 'client')))
    return null
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    await context.addCookies(
      cookie.split('; ').map((pair) => {
        const at = pair.indexOf('=')
        return { name: pair.slice(0, at), value: pair.slice(at + 1), url: new URL(url).origin }
      }),
    )
    await context.addInitScript({ content: watchFor(selector) })
    const open = async (): Promise<FirstPaint> => {
      const page = await context.newPage()
      await page.goto(url)
      const painted = () => (globalThis as { dlPainted?: FirstPaint }).dlPainted ?? null
      const paint = await (await page.waitForFunction(painted, null, { timeout: 30_000 })).jsonValue()
      await page.close()
      if (!paint) throw new Error(`${url} was never painted`)
      return paint
    }
    return { cold: await open(), again: await open() }
  } finally {
    await browser.close()
  }
}

/** Runs in the page, before anything of it. */
const watchFor = (selector: string): string => `
  const watching = new MutationObserver(() => {
    if (!document.querySelector(${JSON.stringify(selector)})) return
    watching.disconnect()
    requestAnimationFrame(() => setTimeout(() => {
      const first = performance.getEntriesByType('paint')[0]?.startTime ?? 0
      globalThis.dlPainted = { first: Math.round(first), whole: Math.round(performance.now()) }
    }))
  })
  watching.observe(document, { childList: true, subtree: true })`
