/**
 * `npm test`: everything, with whatever it needs, on a machine with any Node ≥ 20 and npm and nothing else.
 *
 *   npm test                 the checks, the unit and integration tests, the journeys in a real browser
 *   npm test -- PATTERN ...  only test files whose path contains a PATTERN
 *   npm run test:long        also what takes longer (*.long.test.ts, *.long.spec.ts)
 *
 * The last line is `N passed, N failed, N skipped`.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildWeb } from './lib/build.mjs'
import { findChromium } from './lib/chromium.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { counted, ofChecks, ofPlaywright, ofVitest, sum } from './test/counts.mjs'

const root = resolve(import.meta.dirname, '..')
const long = process.argv.includes('--long')
const patterns = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))

await ensureInstalled(root)
await buildWeb(root)
const chromium = await findChromium(root)

const reports = mkdtempSync(join(tmpdir(), 'direct-line-test-'))
const bin = join(root, 'node_modules/.bin')
const env = {
  ...process.env,
  PATH: `${bin}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`,
  CHROMIUM_PATH: chromium,
  VITEST_REPORT: join(reports, 'vitest.json'),
  PLAYWRIGHT_REPORT: join(reports, 'playwright.json'),
  ...(long ? { LONG: '1' } : {}),
}

/** Runs a program under the project's own Node, with its output as it comes; resolves to the exit code. */
const step = (title, args) =>
  new Promise((done) => {
    console.log(`\n── ${title}`)
    const start = performance.now()
    const child = spawn(join(bin, 'node'), args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', (error) => {
      console.error(String(error))
      done(1)
    })
    child.on('close', (code) => {
      console.log(`── ${title}: ${((performance.now() - start) / 1000).toFixed(0)} s`)
      done(code ?? 1)
    })
  })

const results = []
if (patterns.length === 0) {
  const report = join(reports, 'check.json')
  const code = await step('checks', ['scripts/check.mjs', '--report', report])
  results.push(counted(report, code, ofChecks))
}
{
  const code = await step('tests', [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--passWithNoTests',
    ...patterns,
  ])
  results.push(counted(env.VITEST_REPORT, code, ofVitest))
}
{
  const code = await step('journeys', [
    'node_modules/@playwright/test/cli.js',
    'test',
    '--pass-with-no-tests',
    ...patterns,
  ])
  results.push(counted(env.PLAYWRIGHT_REPORT, code, ofPlaywright))
}
rmSync(reports, { recursive: true, force: true })

const { passed, failed, skipped } = sum(results)
if (passed + failed === 0) console.log('\nNo test ran.')
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exit(failed > 0 || passed === 0 ? 1 : 0)
