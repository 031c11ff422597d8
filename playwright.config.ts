import { defineConfig, devices } from '@playwright/test'
import { CHROMIUM_FLAGS, findChromium } from './scripts/lib/chromium.mjs'

const report = process.env['PLAYWRIGHT_REPORT']
const long = process.env['LONG'] === '1'
/** `npm run screens`: its walk takes as long as the call of the demo; `npm test` looks at the same screens without one. */
const pictures = process.env['SCREENS'] !== undefined
const later = long ? [] : ['**/*.long.spec.ts', ...(pictures ? [] : ['**/screens.spec.ts'])]

// Found once; the workers inherit it.
process.env['CHROMIUM_PATH'] ??= await findChromium(import.meta.dirname)

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  testIgnore: later,
  outputDir: 'test-results',
  workers: 1,
  projects: [
    { name: 'journeys', testIgnore: [...later, '**/stage*.spec.ts'] },
    { name: 'stage', testMatch: '**/stage*.spec.ts' },
  ],
  retries: 0,
  forbidOnly: true,
  // A busy machine is no failed test: what is waited for may take its time.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: report ? [['list'], ['json', { outputFile: report }]] : [['list']],
  use: {
    ...devices['Desktop Chrome'],
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    trace: process.env['TRACE'] === '1' ? 'retain-on-failure' : 'off',
    launchOptions: { executablePath: process.env['CHROMIUM_PATH'], args: CHROMIUM_FLAGS },
  },
})
