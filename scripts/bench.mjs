/**
 * `npm run bench -- NAME [--quick]`: runs bench/NAME.ts, prints its table, and as the last line NAME and one figure.
 * A whole run (not --quick) is kept in bench/results/NAME.json together with the machine it ran on.
 *
 * bench/NAME.ts exports `run(quick)`, which resolves to `{ rows, figure, unit }`: the rows of the table (records with the
 * same keys), the one figure that matters, and what it is measured in.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { chromiumHere } from './lib/chromium.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { pinnedNode } from './lib/node.mjs'

const root = resolve(import.meta.dirname, '..')
const [name] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const quick = process.argv.includes('--quick')

const benches = existsSync(join(root, 'bench'))
  ? readdirSync(join(root, 'bench'))
      .filter((file) => /^[a-z-]+\.ts$/.test(file))
      .map((file) => file.slice(0, -3))
  : []
if (!benches.includes(name)) {
  console.error(
    `Say which: npm run bench -- NAME [--quick], where NAME is one of: ${benches.join(', ') || 'none yet'}.`,
  )
  process.exit(1)
}

// bench/*.ts needs the project's own Node; `npm run` finds it once it is installed, a bare `node scripts/bench.mjs` does not.
if (Number(process.versions.node.split('.')[0]) < 26) {
  await ensureInstalled(root)
  const again = spawnSync(pinnedNode(root), [import.meta.filename, ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  process.exit(again.status ?? 1)
}

process.env.CHROMIUM_PATH ??= chromiumHere() ?? ''

// What else the machine does: a figure taken beside other work is no figure of a quiet machine.
const [busy] = loadavg()
const { run } = await import(join(root, 'bench', `${name}.ts`))
const { rows, figure, unit } = await run(quick)

const columns = Object.keys(rows[0] ?? {})
const cells = [columns, ...rows.map((row) => columns.map((column) => String(row[column])))]
const widths = columns.map((_, at) => Math.max(...cells.map((line) => line[at].length)))
for (const line of cells)
  console.log(
    line
      .map((cell, at) => cell.padEnd(widths[at]))
      .join('  ')
      .trimEnd(),
  )

if (!quick) {
  mkdirSync(join(root, 'bench/results'), { recursive: true })
  const machine = {
    cpu: cpus()[0]?.model.trim(),
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.version,
    loadBefore: Math.round(busy * 10) / 10,
  }
  const result = { at: Temporal.Now.instant().toString(), machine, rows, figure, unit }
  writeFileSync(join(root, 'bench/results', `${name}.json`), `${JSON.stringify(result, null, 2)}\n`)
}
console.log(`\nfigure in ${unit}`)
console.log(`${name} ${figure}`)
process.exit(0)
