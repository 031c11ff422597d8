/**
 * `npm test`: everything, with whatever it needs, on a machine with any Node ≥ 20 and npm and nothing else.
 *
 *   npm test                 the checks, the unit and integration tests, the journeys in a real browser
 *   npm test -- PATTERN ...  only test files whose path contains a PATTERN
 *   npm run test:long        also what takes longer (*.long.test.ts, *.long.spec.ts)
 *
 * The last line is `N passed, N failed, N skipped`, over everything that ran; each check counts as a test.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildWeb } from './lib/build.mjs'
import { findChromium } from './lib/chromium.mjs'
import { findFirefox } from './lib/firefox.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { findLiveKit } from './lib/livekit.mjs'
import { environment, pinnedNode } from './lib/node.mjs'
import { Stop } from './lib/terminal.mjs'
import {
  counted,
  failuresOfPlaywright,
  failuresOfVitest,
  ofChecks,
  ofPlaywright,
  ofVitest,
  sum,
} from './test/counts.mjs'

const root = resolve(import.meta.dirname, '..')
const long = process.argv.includes('--long')
const patterns = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
/** @type {string[]} */
const failures = []
const reports = mkdtempSync(join(tmpdir(), 'direct-line-test-'))

const CHECKS = {
  title: 'checks',
  args: (report) => ['scripts/check.mjs', '--report', report],
  read: ofChecks,
  failuresOf: ({ failed }) => failed.map((name) => `the check of ${name}`),
}

const playwright = (title, ...options) => ({
  title,
  args: () => [
    'node_modules/@playwright/test/cli.js',
    'test',
    '--pass-with-no-tests',
    ...options,
    ...patterns,
  ],
  read: ofPlaywright,
  failuresOf: failuresOfPlaywright,
})

/** What needs the web app and a browser, in its order: what is run, and how its report is read. */
const STEPS = [
  {
    title: 'tests',
    args: () => ['node_modules/vitest/vitest.mjs', 'run', '--passWithNoTests', ...patterns],
    read: ofVitest,
    failuresOf: failuresOfVitest,
  },
  // Each journey has a server of its own: two at a time use both cores. Those on stage listen to sound, and want them for themselves.
  playwright('journeys', '--project=journeys', '--workers=2'),
  playwright('journeys on stage', '--project=stage'),
]

/** Runs a program under the project's own Node, with its output as it comes; resolves to its exit code. */
const run = (args, env) =>
  new Promise((done) => {
    const child = spawn(pinnedNode(root), args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', (error) => {
      console.error(String(error))
      done(1)
    })
    child.on('close', (code) => done(code ?? 1))
  })

/** Runs a step and answers what came of it. */
async function step({ title, args, read, failuresOf }, env) {
  const report = join(reports, `${title.replaceAll(' ', '-')}.json`)
  const start = performance.now()
  console.log(`\n── ${title}`)
  const code = await run(args(report), { ...env, VITEST_REPORT: report, PLAYWRIGHT_REPORT: report })
  const counts = counted(report, code, read)
  const seconds = ((performance.now() - start) / 1000).toFixed(0)
  console.log(`── ${title}: ${seconds} s, ${counts.passed} passed, ${counts.failed} failed`)
  if (counts.failed > 0 && existsSync(report))
    failures.push(...failuresOf(JSON.parse(readFileSync(report, 'utf8'))))
  return counts
}

/** Builds, finds or installs what the tests need beside the packages; answers the environment that they run in. */
async function prepare() {
  const [chromium, liveKit, firefox] = await Promise.all([
    findChromium(root),
    findLiveKit(root),
    long ? findFirefox() : null,
    buildWeb(root),
  ])
  if (!liveKit.path) console.log(`\nSKIPPED: the stage is not tested on LiveKit. ${liveKit.why}`)
  if (firefox && !firefox.path) console.log(`\nSKIPPED: the stage is not tested in Firefox. ${firefox.why}`)
  return {
    ...environment(root),
    CHROMIUM_PATH: chromium,
    // Programs that are started again and again are compiled once.
    NODE_COMPILE_CACHE: join(reports, 'compiled'),
    ...(liveKit.path ? { LIVEKIT_TEST_BIN: liveKit.path } : {}),
    ...(firefox?.path ? { FIREFOX_TEST_BIN: firefox.path } : {}),
    ...(long ? { LONG: '1' } : {}),
  }
}

async function everything() {
  await ensureInstalled(root)
  // The checks only read; meanwhile what must be downloaded and built comes.
  const preparing = prepare()
  preparing.catch(() => undefined)
  const results = patterns.length === 0 ? [await step(CHECKS, environment(root))] : []
  const env = await preparing
  for (const each of STEPS) results.push(await step(each, env))
  return sum(results)
}

/** Something is missing that a person must mend: said in one sentence, and nothing counts as passed. */
const stopped = (error) => {
  if (!(error instanceof Stop)) throw error
  console.error(error.message)
  return { passed: 0, failed: 1, skipped: 0 }
}

const { passed, failed, skipped } = await everything().catch(stopped)
rmSync(reports, { recursive: true, force: true })
for (const failure of failures) console.log(`\nFAILED ${failure}`)
if (passed + failed === 0) console.log('\nNo test ran.')
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exit(failed > 0 || passed === 0 ? 1 : 0)
