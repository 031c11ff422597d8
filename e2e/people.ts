import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  expect,
  type Page,
} from '@playwright/test'

export const DESK = { viewport: { width: 1280, height: 800 } } as const
export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const
export const PHONE_WITHOUT_SCRIPTS = { ...PHONE, javaScriptEnabled: false } as const

const complaints: string[] = []
const troubled = new WeakSet<Page>()
const here: BrowserContext[] = []
/** What the browser itself writes when the server refuses with a reason, which the screen then says. */
const REFUSED = /status of (409|422)/

/**
 * Somebody with a browser of her own. What its console says and what it could not fetch is a complaint;
 * where a test breaks something on purpose it says so with `expectTrouble`.
 */
export async function someone(browser: Browser, options: BrowserContextOptions = DESK): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  here.push(context)
  const page = await context.newPage()
  optionsOf.set(page, options)
  watch(page)
  return page
}

const optionsOf = new WeakMap<Page, BrowserContextOptions>()

/** A second browser of the same person, which keeps all that the first one keeps. */
export async function secondBrowser(browser: Browser, page: Page): Promise<Page> {
  const second = await someone(browser, {
    ...optionsOf.get(page),
    storageState: await page.context().storageState(),
  })
  if (troubled.has(page)) expectTrouble(second)
  return second
}

/** What livekit-client writes on the console when the media room ends under it, as it does with every call. */
const ROOM_ENDED =
  /^(DataChannel error on \w+: User-Initiated Abort|publisher data channel '\w+' closed unexpectedly)/

function watch(page: Page): void {
  const note = (what: string) => {
    if (ROOM_ENDED.test(what)) return
    if (!troubled.has(page)) complaints.push(`${new URL(page.url()).pathname}: ${what}`)
  }
  page.on('pageerror', (error) => note(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !REFUSED.test(message.text())) note(message.text())
  })
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? ''
    // What a page was loading when one left it is no failure.
    if (why !== 'net::ERR_ABORTED') note(`${request.url()} ${why}`)
  })
}

/** From here on this page may complain: the test cuts its line, or asks for what is refused. */
export function expectTrouble(page: Page): void {
  troubled.add(page)
}

/** Fails when any page complained since the last look. For `afterEach`. */
export function nobodyComplained(): void {
  expect(complaints.splice(0), 'console errors and failed requests').toEqual([])
}

/** Closes every browser that was opened, before the server they look at stops. For `afterAll`. */
export async function everybodyLeaves(): Promise<void> {
  for (const context of here.splice(0)) await context.close()
}
