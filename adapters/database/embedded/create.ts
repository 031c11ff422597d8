import { execFile } from 'node:child_process'
import { chown, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { WrongEnvironment } from '../../../kernel/wrong-environment.ts'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { plainEnvironment } from './settings.ts'

/** The database's own administrator. Direct Line itself uses an account with fewer rights. */
export const ADMIN = 'postgres'

/**
 * Makes the database's files when there are none (about two seconds); otherwise makes sure that this version can read them.
 * It is done beside and renamed, so that a start that was interrupted leaves nothing half made.
 */
export async function ensureCluster(
  cluster: string,
  options: { account: Account; binaries: Binaries; password: string; onCreate: () => void },
): Promise<void> {
  const { account, binaries, password } = options
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => null)
  if (version !== null) return refuseOtherMajor(cluster, Number(version), binaries.major)
  if (await stat(cluster).catch(() => null)) {
    throw new WrongEnvironment(
      `The folder ${cluster} holds no PostgreSQL database: move it away, or name another folder in DIRECT_LINE_DATA.`,
    )
  }

  options.onCreate()
  const unfinished = `${cluster}.unfinished`
  const temporary = await mkdtemp(join(tmpdir(), 'direct-line-'))
  try {
    await rm(unfinished, { recursive: true, force: true })
    await mkdir(unfinished, { mode: 0o700 })
    const passwordFile = join(temporary, 'password')
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
    for (const path of [unfinished, temporary, passwordFile]) {
      if (account.switching) await chown(path, Number(account.ids.uid), Number(account.ids.gid))
    }
    await promisify(execFile)(binaries.initdb, initdbArguments(unfinished, passwordFile), {
      ...account.ids,
      cwd: dirname(binaries.initdb),
      env: plainEnvironment(),
    })
    await rename(unfinished, cluster)
  } catch (cause) {
    throw new WrongEnvironment(
      `PostgreSQL could not make its files in ${cluster}: ${firstComplaint(cause)}`,
      { cause },
    )
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

function initdbArguments(folder: string, passwordFile: string): string[] {
  return [
    `--pgdata=${folder}`,
    `--username=${ADMIN}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ]
}

function refuseOtherMajor(cluster: string, found: number, ours: number): void {
  if (found === ours) return
  throw new WrongEnvironment(
    `The database in ${cluster} was written by PostgreSQL ${found}, and this version of Direct Line runs PostgreSQL ${ours}: back it up with the version that wrote it and restore the backup here, or name another folder in DIRECT_LINE_DATA.`,
  )
}

/** What initdb itself said, in one line. */
function firstComplaint(cause: unknown): string {
  const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : String(cause)
  const line =
    said.split('\n').find((text) => /error|fatal|could not|cannot/i.test(text)) ?? said.split('\n')[0]
  return (line ?? '').replace(/^initdb: (error: )?/, '').trim()
}
