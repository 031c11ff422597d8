import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

const long = process.env['LONG'] === '1'
const report = process.env['VITEST_REPORT']
const globalSetup = existsSync('testing/global-setup.ts') ? ['testing/global-setup.ts'] : []

export default defineConfig({
  test: {
    include: ['**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'dist/**', 'e2e/**', ...(long ? [] : ['**/*.long.test.ts'])],
    environment: 'node',
    globalSetup,
    // Two cores are what we promise to be tested on; each file has a database of its own.
    maxWorkers: 2,
    testTimeout: 90_000,
    hookTimeout: 120_000,
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
  },
})
