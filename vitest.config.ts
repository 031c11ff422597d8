import { defineConfig } from 'vitest/config'

const long = process.env['LONG'] === '1'
const report = process.env['VITEST_REPORT']

const never = ['**/node_modules/**', 'dist/**', 'e2e/**', ...(long ? [] : ['**/*.long.test.ts'])]
/** What is JSX, or brings along a library of its own in machine code that could end the process of all others. */
const apart = ['{ui,web,media,testing/faults}/**/*.test.{ts,tsx}', 'adapters/media/**/*.test.ts']
/** A busy machine is no failed test: what is waited for may take its time. */
const patience = { testTimeout: 90_000, hookTimeout: 120_000, expect: { poll: { timeout: 20_000 } } }

export default defineConfig({
  test: {
    // Two cores are what we promise to be tested on; each file has a database of its own.
    maxWorkers: 2,
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    projects: [
      {
        test: {
          name: 'apart',
          include: apart,
          exclude: never,
          ...patience,
        },
      },
      {
        test: {
          name: 'server',
          include: ['**/*.test.ts'],
          exclude: [...never, ...apart],
          globalSetup: ['testing/global-setup.ts'],
          ...patience,
          // The server has no state but in what `startApp` returns, so its modules are loaded once for all files, by Node itself.
          isolate: false,
          experimental: { viteModuleRunner: false, nodeLoader: false },
        },
      },
    ],
  },
})
