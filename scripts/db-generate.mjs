/**
 * `npm run db:generate -- NAME`           appends the migration that brings the tables from the last one to today's tables.ts
 * `npm run db:generate -- NAME --custom`  appends an empty one, to be written by hand
 *
 * A migration that has landed is never changed: data folders of other people were made with it.
 */
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const words = process.argv.slice(2)
const name = words.find((word) => /^[a-z_]+$/.test(word))
if (!name) {
  console.error('Say what changes, in small letters: npm run db:generate -- seats_per_firm')
  process.exit(1)
}
const kit = join(root, 'node_modules/drizzle-kit/bin.cjs')
const custom = words.includes('--custom') ? ['--custom'] : []
const { status } = spawnSync(process.execPath, [kit, 'generate', `--name=${name}`, ...custom], {
  cwd: root,
  stdio: 'inherit',
})
process.exit(status ?? 1)
