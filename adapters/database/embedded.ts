import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import pg from 'pg'
import { chooseAccount } from './embedded/account.ts'
import { installedBinaries, prepareBinaries } from './embedded/binaries.ts'
import { ADMIN, ensureCluster } from './embedded/create.ts'
import {
  clusterFolder,
  openDataFolder,
  openSecrets,
  passwordsState,
  removeCluster,
  replaceSecrets,
  type Secrets,
  withinReach,
} from './embedded/folder.ts'
import { claimDataFolder, livingOwner } from './embedded/instance.ts'
import { keepPostmaster } from './embedded/keep.ts'
import { clearLeftover, portOf } from './embedded/postmaster.ts'
import { singleUser } from './embedded/single-user.ts'

/** A PostgreSQL server that runs as long as we do. */
export interface EmbeddedDatabase {
  /** For every driver; the account may create databases and is no superuser. */
  readonly url: string
  /** Ends the server (at most five seconds) and frees the data folder. */
  stop(): Promise<void>
  /** `listener` is told when the server ended without having been asked to (`gone`), and when it runs again (`back`), at the same URL. */
  onChange(listener: (state: 'gone' | 'back') => void): void
}

export interface EmbeddedOptions {
  /** The installation's data folder; made when it is not there. */
  readonly dataDir: string
  /** PostgreSQL's own log, line by line; it holds no statement and no value. */
  readonly log?: (line: string) => void
  /** Told what is being done, before it is done, in words for a terminal. */
  readonly onProgress?: (message: string) => void
  /** Faster and not durable: for data that a test throws away. */
  readonly testing?: boolean
  /** The programs' folder (bin/, lib/, share/); what npm installed when not given. */
  readonly binaries?: string
}

const DATABASE = 'direct_line'

/**
 * Starts the PostgreSQL that comes with Direct Line on the data folder, making its files when there are none.
 * It is started again by itself when it ends, and recovers after everything was killed. Throws `WrongEnvironment` with one sentence that says what to do.
 */
export async function startEmbeddedDatabase(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const dataDir = resolve(options.dataDir)
  const say = options.onProgress ?? (() => undefined)
  await openDataFolder(dataDir)
  const release = await claimDataFolder(dataDir)
  try {
    const account = await chooseAccount(await clusterFolder(dataDir))
    const binaries = await prepareBinaries(options.binaries ?? installedBinaries(), account, say)
    const cluster = await withinReach(dataDir, account, say)
    const secrets = await openSecrets(dataDir)
    await ensureCluster(cluster, {
      account,
      binaries,
      password: secrets.admin,
      onCreate: () => say('Creating the database'),
    })
    await clearLeftover(cluster)
    const postmaster = await keepPostmaster({
      cluster,
      account,
      binaries,
      testing: options.testing ?? false,
      log: options.log ?? (() => undefined),
    })
    const stop = async () => {
      await postmaster.stop()
      await release()
    }
    try {
      const url = await openAccount(postmaster.port, secrets, options.testing ?? false)
      return { url, stop, onChange: postmaster.onChange }
    } catch (error) {
      await stop()
      throw error
    }
  } catch (error) {
    await release()
    throw error
  }
}

/** The URL of the database that another process runs on this data folder now; null when none does. */
export async function runningEmbeddedDatabase(dataDir: string): Promise<string | null> {
  const folder = resolve(dataDir)
  if (!(await livingOwner(folder))) return null
  const port = await portOf(await clusterFolder(folder))
  return port === null ? null : urlAt(port, DATABASE, (await openSecrets(folder)).app, DATABASE)
}

/**
 * Gives the database's accounts new passwords when the file with the old ones is lost or damaged; false when it is there. The files are
 * ours, so PostgreSQL is asked in its single-user mode, which knows no passwords. Throws `WrongEnvironment` while a server runs on them.
 */
export async function renewPasswords(dataDir: string, say: (message: string) => void): Promise<boolean> {
  const folder = resolve(dataDir)
  if (!(await hasEmbeddedDatabase(folder)) || (await passwordsState(folder)) === 'there') return false
  const release = await claimDataFolder(folder)
  try {
    const cluster = await clusterFolder(folder)
    await clearLeftover(cluster)
    const account = await chooseAccount(cluster)
    const binaries = await prepareBinaries(installedBinaries(), account, say)
    const secrets = await replaceSecrets(folder)
    await singleUser({ cluster, account, binaries }, `alter role ${ADMIN} password '${secrets.admin}'`)
    return true
  } finally {
    await release()
  }
}

/** Whether the embedded database was ever made on this data folder. */
export async function hasEmbeddedDatabase(dataDir: string): Promise<boolean> {
  const cluster = await clusterFolder(resolve(dataDir))
  return (await stat(cluster).catch(() => null)) !== null
}

/** Removes the embedded database's files for good. Throws `WrongEnvironment` while a server uses them. */
export async function removeEmbeddedDatabase(dataDir: string): Promise<void> {
  const folder = resolve(dataDir)
  await openDataFolder(folder)
  const release = await claimDataFolder(folder)
  try {
    await clearLeftover(await clusterFolder(folder))
    await removeCluster(folder)
  } finally {
    await release()
  }
}

const urlAt = (port: number, user: string, password: string, database: string): string =>
  `postgres://${user}:${password}@127.0.0.1:${port}/${database}`

/** Makes sure that Direct Line's account and database are there, and answers their URL. */
async function openAccount(port: number, secrets: Secrets, testing: boolean): Promise<string> {
  const client = new pg.Client({ connectionString: urlAt(port, ADMIN, secrets.admin, 'postgres') })
  await client.connect()
  try {
    const role = await client.query('select from pg_roles where rolname = $1', [DATABASE])
    const verb = role.rowCount === 0 ? 'create' : 'alter'
    await client.query(`${verb} role ${DATABASE} login createdb password '${secrets.app}'`)
    const database = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (database.rowCount === 0) {
      await client.query(`create database ${DATABASE} owner ${DATABASE}`)
      if (!testing) await makeRoomInLog(client)
    }
  } finally {
    await client.end()
  }
  return urlAt(port, DATABASE, secrets.app, DATABASE)
}

/** Pieces of the log, 16 MB each, that are there before anybody waits for one: what some 60,000 events take. */
const PREPARED = 5

/**
 * PostgreSQL writes over old pieces of its log, and a new database has none: in its first hours each new piece would be made, zeros and
 * fsync, while a commit waits. Here they are made at once, about a second in all.
 */
async function makeRoomInLog(client: pg.Client): Promise<void> {
  for (let n = 0; n < PREPARED; n++) {
    await client.query(`select pg_logical_emit_message(false, 'direct-line', 'room'), pg_switch_wal()`)
  }
  await client.query('checkpoint')
}
