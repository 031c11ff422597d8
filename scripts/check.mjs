/**
 * `npm run check`: everything about the code that a machine can say without running it, and the proof that each of
 * these checks is able to fail. Options: `--report FILE` writes the result as JSON.
 */
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { docs } from './check/docs.mjs'
import { imports } from './check/imports.mjs'
import { lint } from './check/lint.mjs'
import { proof } from './check/proof.mjs'
import { size } from './check/size.mjs'
import { slices } from './check/slices.mjs'
import { types } from './check/types.mjs'
import { unused } from './check/unused.mjs'

const CHECKS = { types, lint, imports, unused, size, slices, docs, proof }

const root = resolve(import.meta.dirname, '..')

async function timed(name, check) {
  const start = performance.now()
  const result = await check(root).catch((error) => ({ ok: false, note: '', output: error.stack }))
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${result.ok ? '✓' : '✗'} ${name.padEnd(8)} ${seconds.padStart(5)} s  ${result.note}`)
  if (result.output && (!result.ok || name === 'size'))
    console.log(result.output.trimEnd().replace(/^/gm, '    '))
  return { name, ...result }
}

const results = await Promise.all(Object.entries(CHECKS).map(([name, check]) => timed(name, check)))
const failed = results.filter((result) => !result.ok)

const reportAt = process.argv.indexOf('--report')
if (reportAt > 0) {
  writeFileSync(
    process.argv[reportAt + 1],
    JSON.stringify({ passed: results.length - failed.length, failed: failed.map(({ name }) => name) }),
  )
}
console.log(
  failed.length === 0 ? 'All checks hold.' : `Not in order: ${failed.map(({ name }) => name).join(', ')}.`,
)
process.exit(failed.length === 0 ? 0 : 1)
