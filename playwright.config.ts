import { defineConfig, devices } from '@playwright/test'

const report = process.env['PLAYWRIGHT_REPORT']

/** `npm test` finds a browser (scripts/lib/chromium.mjs) and names it here; without it Playwright's own is used. */
const executablePath = process.env['CHROMIUM_PATH']

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  testIgnore: process.env['LONG'] === '1' ? [] : ['**/*.long.spec.ts'],
  outputDir: 'test-results',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: report ? [['list'], ['json', { outputFile: report }]] : [['list']],
  use: {
    ...devices['Desktop Chrome'],
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    },
  },
})
