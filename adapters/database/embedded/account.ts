import { execFile, spawn } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { promisify } from 'node:util'
import { WrongEnvironment } from '../../../kernel/wrong-environment.ts'

const run = promisify(execFile)

/** The operating system's account that PostgreSQL runs as. `switching`: another one than ours. */
export interface Account {
  readonly switching: boolean
  readonly name: string
  readonly ids: { readonly uid: number; readonly gid: number } | Record<string, never>
}

const OURS: Account = { switching: false, name: '', ids: {} }

/**
 * PostgreSQL refuses to run as root. As root it runs as the owner of its files when they exist,
 * else as `postgres`, which is created when it is not there.
 * @param cluster the folder of the database's files, which need not exist yet
 */
export async function chooseAccount(cluster: string): Promise<Account> {
  if (process.platform === 'win32' || process.getuid?.() !== 0) {
    await refuseForeignFiles(cluster)
    return OURS
  }
  const owner = await stat(cluster).catch(() => null)
  if (owner && owner.uid !== 0) {
    return { switching: true, name: `user ${owner.uid}`, ids: { uid: owner.uid, gid: owner.gid } }
  }
  return (await lookUp('postgres')) ?? (await createPostgres()) ?? (await lookUp('nobody')) ?? noAccount()
}

async function refuseForeignFiles(cluster: string): Promise<void> {
  const owner = await stat(cluster).catch(() => null)
  if (owner && process.platform !== 'win32' && owner.uid !== userInfo().uid) {
    throw new WrongEnvironment(
      `The database in ${cluster} belongs to another user (it was started by root or by somebody else before): start Direct Line as that user, or give the folder to yours with chown -R.`,
    )
  }
}

async function lookUp(name: string): Promise<Account | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
    return { switching: true, name, ids: { uid: Number(uid.stdout), gid: Number(gid.stdout) } }
  } catch {
    return null
  }
}

async function createPostgres(): Promise<Account | null> {
  const useradd = run('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/bin/false',
    'postgres',
  ])
  await useradd.catch(() => run('adduser', ['-S', '-D', '-H', 'postgres'])).catch(() => undefined)
  return lookUp('postgres')
}

function noAccount(): never {
  throw new WrongEnvironment(
    'PostgreSQL does not run as root and no other user could be created: start Direct Line as an ordinary user, or set DATABASE_URL.',
  )
}

/** Whether the account can enter `folder` (every folder above it included). */
export function canEnter(account: Account, folder: string): Promise<boolean> {
  return passes(account, 'test -x "$1"', folder)
}

/** Whether the account can read and run the program `file`. */
export function canRun(account: Account, file: string): Promise<boolean> {
  return passes(account, 'test -x "$1" && test -r "$1"', file)
}

/** Asked of the system itself in the account's name, so that access lists and mounts count too. */
function passes(account: Account, test: string, path: string): Promise<boolean> {
  if (!account.switching) return Promise.resolve(true)
  return new Promise((resolve) => {
    const asked = spawn('/bin/sh', ['-c', test, 'sh', path], { ...account.ids, cwd: '/', stdio: 'ignore' })
    asked.once('error', () => resolve(false))
    asked.once('exit', (code) => resolve(code === 0))
  })
}
