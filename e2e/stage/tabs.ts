import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type BrowserContext, chromium } from '@playwright/test'
import { CHROMIUM_FLAGS } from './flags.ts'

/** A browser whose tabs hide each other, as they do for people. */
export interface TabbedBrowser {
  readonly context: BrowserContext
  close(): Promise<void>
}

/**
 * Starts Chromium by itself: one that Playwright starts says of every tab that it is seen and in focus. Of a tab that is hidden its
 * timers run once a minute after a second, not after five minutes.
 */
export async function tabbedBrowser(): Promise<TabbedBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'direct-line-tabs-'))
  const child = spawn(
    process.env['CHROMIUM_PATH'] ?? chromium.executablePath(),
    [
      ...CHROMIUM_FLAGS,
      '--headless',
      '--no-first-run',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      '--autoplay-policy=no-user-gesture-required',
      '--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/1',
      '--disable-features=WebRtcHideLocalIpsWithMdns',
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const browser = await chromium.connectOverCDP(await addressOf(child), { noDefaults: true })
  const [context] = browser.contexts()
  if (!context) throw new Error('Chromium has no window')
  return {
    context,
    async close() {
      await browser.close()
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Where it listens, as it says itself. */
async function addressOf(child: ChildProcess): Promise<string> {
  const { stderr } = child
  if (!stderr) throw new Error('it says nothing')
  return await new Promise((resolve, reject) => {
    createInterface({ input: stderr }).on('line', (line) => {
      const said = /DevTools listening on (ws:\S+)/.exec(line)?.[1]
      if (said) resolve(said)
    })
    child.once('exit', () => reject(new Error('Chromium ended')))
  })
}
