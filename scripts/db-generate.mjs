/**
 * `npm run db:generate`: writes migrations/ from the slices' tables. Until the first release there is one migration,
 * made anew from all tables, followed by what is written by hand in migrations/custom/*.sql (in order of name).
 * Nothing is touched when nothing changed.
 */
import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const folder = join(root, 'migrations')
const bin = join(root, 'node_modules/.bin')
mkdirSync(join(root, 'node_modules/.cache'), { recursive: true })
const scratch = mkdtempSync(join(root, 'node_modules/.cache/migrations-'))

/** Runs drizzle-kit (drizzle.config.ts) under the project's own Node; its words are shown only when it fails. */
function kit(...args) {
  try {
    execFileSync(join(bin, 'node'), [join(root, 'node_modules/drizzle-kit/bin.cjs'), 'generate', ...args], {
      cwd: root,
      env: { ...process.env, MIGRATIONS_OUT: `./${relative(root, scratch)}` },
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
    })
  } catch (error) {
    console.error(error.stdout, error.stderr)
    process.exit(1)
  }
}

const sqlOf = (where) =>
  existsSync(where)
    ? readdirSync(where)
        .filter((name) => /^\d{4}_.*\.sql$/.test(name))
        .sort()
        .map((name) => `${name}\n${readFileSync(join(where, name), 'utf8')}`)
        .join('\n')
    : ''

try {
  kit('--name=tables')
  for (const file of globSync('migrations/custom/*.sql', { cwd: root }).sort()) {
    const name = basename(file, '.sql')
    kit('--custom', `--name=${name}`)
    const made = readdirSync(scratch).find((entry) => entry.endsWith(`_${name}.sql`))
    writeFileSync(join(scratch, made), readFileSync(join(root, file), 'utf8'))
  }
  if (!sqlOf(scratch).includes('CREATE TABLE'))
    throw new Error('drizzle-kit made no table: nothing was written')
  if (sqlOf(scratch) === sqlOf(folder)) {
    console.log('migrations/ is up to date')
  } else {
    for (const name of readdirSync(folder)) {
      if (name === 'meta' || /^\d{4}_.*\.sql$/.test(name)) rmSync(join(folder, name), { recursive: true })
    }
    cpSync(scratch, folder, { recursive: true })
    console.log('migrations/ was written')
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
