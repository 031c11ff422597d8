import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { access, constants, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { WrongEnvironment } from '../../../kernel/wrong-environment.ts'
import { type Account, canEnter } from './account.ts'
import { REACHABLE } from './binaries.ts'

/** In the data folder: where the database's files are when they could not be here. */
const POINTER = 'postgres-is-in'
const PASSWORDS = 'postgres-passwords.json'

/** Makes the data folder. Throws `WrongEnvironment` when it cannot be written. */
export async function openDataFolder(dataDir: string): Promise<void> {
  try {
    // Others may pass through, which PostgreSQL's own account must; each file in it has a mode of its own.
    await mkdir(dataDir, { recursive: true, mode: 0o711 })
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new WrongEnvironment(
      `The data folder ${dataDir} cannot be written: give your user the right to write it, or name another folder in DIRECT_LINE_DATA.`,
      { cause },
    )
  }
}

/** Where the database's files are, or will be while nobody has said otherwise. */
export async function clusterFolder(dataDir: string): Promise<string> {
  const elsewhere = await readFile(join(dataDir, POINTER), 'utf8').catch(() => '')
  return elsewhere.trim() || join(dataDir, 'postgres')
}

/**
 * Makes sure that `account` can reach the database's files; if it cannot enter the data folder (root's clone under /root),
 * they are moved to, or will be made in, a folder that it can enter.
 */
export async function withinReach(
  dataDir: string,
  account: Account,
  say: (message: string) => void,
): Promise<string> {
  const cluster = await clusterFolder(dataDir)
  if (cluster !== join(dataDir, 'postgres')) {
    say(`PostgreSQL's data is in ${cluster}.`)
    return cluster
  }
  if (await canEnter(account, dataDir)) return cluster
  const place = join(REACHABLE, `data-${randomBytes(4).toString('hex')}`, 'postgres')
  say(`PostgreSQL runs as another user than root and cannot enter ${dataDir}: its data is in ${place}.`)
  await mkdir(dirname(place), { recursive: true, mode: 0o755 })
  const exists = await stat(cluster).catch(() => null)
  if (exists) await promisify(execFile)('cp', ['-a', cluster, place])
  await writeFile(join(dataDir, POINTER), `${place}\n`)
  if (exists) await rename(cluster, `${cluster}.moved`)
  return place
}

/** Removes the database's files for good, wherever they are. The database must have been stopped. */
export async function removeCluster(dataDir: string): Promise<void> {
  const cluster = await clusterFolder(dataDir)
  await rm(cluster.startsWith(REACHABLE) ? dirname(cluster) : cluster, { recursive: true, force: true })
  await rm(join(dataDir, POINTER), { force: true })
  await rm(join(dataDir, PASSWORDS), { force: true })
}

/** Passwords of the database's own administrator and of the account that Direct Line uses. */
export interface Secrets {
  readonly admin: string
  readonly app: string
}

const SecretsFile = z.object({ admin: z.string().min(20), app: z.string().min(20) })

/** Whether the passwords can be read. */
export async function passwordsState(dataDir: string): Promise<'there' | 'lost' | 'damaged'> {
  const stored = await readFile(join(dataDir, PASSWORDS), 'utf8').catch(() => null)
  if (stored === null) return 'lost'
  try {
    SecretsFile.parse(JSON.parse(stored))
    return 'there'
  } catch {
    return 'damaged'
  }
}

/** New passwords in place of those that are lost or damaged. */
export async function replaceSecrets(dataDir: string): Promise<Secrets> {
  await rm(join(dataDir, PASSWORDS), { force: true })
  return openSecrets(dataDir)
}

/** Reads the passwords from the data folder (readable by us alone), or makes them. */
export async function openSecrets(dataDir: string): Promise<Secrets> {
  const path = join(dataDir, PASSWORDS)
  const stored = await readFile(path, 'utf8').catch(() => null)
  if (stored !== null) return SecretsFile.parse(JSON.parse(stored))
  const made = { admin: randomBytes(24).toString('hex'), app: randomBytes(24).toString('hex') }
  await writeFile(path, `${JSON.stringify(made)}\n`, { mode: 0o600, flag: 'wx' })
  return made
}
