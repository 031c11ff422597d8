import { readFile, rmdir } from 'node:fs/promises'
import { isEncrypted, readArchive } from '../../adapters/archive/archive.ts'
import { checkDatabase } from '../../adapters/database/check.ts'
import { isEmptyDatabase, openLoading } from '../../adapters/database/copy.ts'
import { openDataFolder } from '../../adapters/database/embedded/folder.ts'
import {
  hasEmbeddedDatabase,
  removeEmbeddedDatabase,
  startEmbeddedDatabase,
} from '../../adapters/database/embedded.ts'
import { appliedBy, migrateDatabase, removeSchema } from '../../adapters/database/migrate.ts'
import { openJobQueue } from '../../adapters/jobs/pg-boss.ts'
import { WrongEnvironment } from '../../kernel/wrong-environment.ts'
import type { Config } from '../config.ts'
import { createLog } from '../log.ts'
import { modules } from '../modules.ts'
import { queuesOf } from '../queues.ts'
import { MIGRATIONS } from '../run.ts'
import { incomingFiles, placeOf } from './files.ts'
import { END, End, entryOf, FORMAT, MANIFEST, Manifest, rowsIn } from './format.ts'

export { isEncrypted }

const TELL_EVERY_MS = 2000
const KEY = 'server.key'

export interface Restored {
  readonly rows: number
  readonly tables: number
  readonly files: number
  /** When the backup was made, ISO 8601. */
  readonly at: string
}

interface Examined {
  readonly manifest: Manifest
  readonly end: End
  /** The content of the server's key. */
  readonly key: Uint8Array
}

/**
 * Puts a backup into an installation that holds nothing yet, so that it goes on where it was. The whole file is read and
 * checked before anything is changed; what fails afterwards is taken back. Throws `WrongEnvironment`.
 */
export async function restore(
  config: Config,
  options: { path: string; passphrase: string | null; say: (message: string) => void },
): Promise<Restored> {
  const { path, passphrase, say } = options
  say('Checking the backup')
  const examined = await examine(path, passphrase)
  const { manifest, end, key } = examined
  for (const file of end.files) placeOf(config.dataDir, file.path)
  const there = await readFile(placeOf(config.dataDir, KEY)).catch(() => null)
  if (there && !there.equals(key)) throw notEmpty(`the data folder ${config.dataDir} has a key of its own`)

  if (config.databaseUrl) {
    await checkDatabase(config.databaseUrl)
    if (!(await isEmptyDatabase(config.databaseUrl))) throw notEmpty('its database has tables')
    await openDataFolder(config.dataDir)
    await load(config.databaseUrl, config.dataDir, path, passphrase, manifest, say)
  } else {
    const fresh = !(await hasEmbeddedDatabase(config.dataDir))
    const embedded = await startEmbeddedDatabase({ dataDir: config.dataDir, onProgress: say })
    try {
      if (!(await isEmptyDatabase(embedded.url))) throw notEmpty('its database has tables')
      await load(embedded.url, config.dataDir, path, passphrase, manifest, say)
      await embedded.stop()
    } catch (error) {
      await embedded.stop()
      if (fresh) await removeEmbeddedDatabase(config.dataDir)
      // Was there nothing at all before, then there is nothing now.
      if (fresh) await rmdir(config.dataDir).catch(() => undefined)
      throw error
    }
  }
  return {
    rows: Object.values(end.rows).reduce((sum, rows) => sum + rows, 0),
    tables: Object.keys(end.rows).length,
    files: end.files.length,
    at: manifest.at,
  }
}

const notEmpty = (why: string): WrongEnvironment =>
  new WrongEnvironment(
    `A backup is restored into an empty installation only, and this one is not (${why}): name another folder in DIRECT_LINE_DATA, or an empty database in DATABASE_URL.`,
  )

/** Reads the whole backup and makes sure that it is one, whole, and not from the future. */
async function examine(path: string, passphrase: string | null): Promise<Examined> {
  let manifest: Manifest | null = null
  let end: End | null = null
  const rows = new Map<string, number>()
  const bytes = new Map<string, number>()
  const key: Uint8Array[] = []
  for await (const entry of readArchive(path, passphrase)) {
    if (entry.name === MANIFEST) manifest = readManifest(path, entry.bytes)
    if (!manifest) throw new WrongEnvironment(`${path} is no backup of Direct Line.`)
    if (entry.name === END) end = parsed(path, entry.bytes, (value) => End.parse(value))
    const { kind, of } = entryOf(entry.name) ?? {}
    if (kind === 'table' && of) rows.set(of, (rows.get(of) ?? 0) + rowsIn(entry.bytes))
    if (kind === 'file' && of) bytes.set(of, (bytes.get(of) ?? 0) + entry.bytes.length)
    if (of === KEY) key.push(entry.bytes)
  }
  if (!manifest || !end || !isWhole(end, rows, bytes)) throw cutShort(path)
  return { manifest, end, key: Buffer.concat(key) }
}

const cutShort = (path: string): WrongEnvironment =>
  new WrongEnvironment(`${path} is cut short or damaged: use another backup.`)

/** Whether all that the last entry counts was there. */
function isWhole(end: End, rows: ReadonlyMap<string, number>, bytes: ReadonlyMap<string, number>): boolean {
  return (
    Object.entries(end.rows).every(([table, count]) => (rows.get(table) ?? 0) === count) &&
    end.files.every((file) => (bytes.get(file.path) ?? 0) === file.bytes)
  )
}

function readManifest(path: string, bytes: Uint8Array): Manifest {
  const manifest = parsed(path, bytes, (value) => {
    // A newer layout need not fit ours: its number is looked at first.
    const format = typeof value === 'object' && value && 'format' in value ? Number(value.format) : 0
    if (format > FORMAT) throw newer()
    return Manifest.parse(value)
  })
  if (!appliedBy(MIGRATIONS, manifest.migrations)) throw newer(manifest.version)
  return manifest
}

const newer = (version?: string): WrongEnvironment =>
  new WrongEnvironment(
    `The backup was made by a newer Direct Line${version ? ` (${version})` : ''} than this one: update this one first, then restore.`,
  )

function parsed<T>(path: string, bytes: Uint8Array, read: (value: unknown) => T): T {
  try {
    return read(JSON.parse(Buffer.from(bytes).toString('utf8')))
  } catch (cause) {
    if (cause instanceof WrongEnvironment) throw cause
    throw new WrongEnvironment(`${path} is no backup of Direct Line.`, { cause })
  }
}

async function load(
  url: string,
  dataDir: string,
  path: string,
  passphrase: string | null,
  manifest: Manifest,
  say: (message: string) => void,
): Promise<void> {
  const files = incomingFiles(dataDir)
  try {
    await installQueues(url)
    const loading = await openLoading(url, MIGRATIONS, manifest.migrations.length)
    try {
      const end = await fill(loading, files, path, passphrase, manifest, say)
      // The key first: tables without it would be given a new one at the next start, and every link would be dead.
      await files.keep(end.files)
      say('Checking that everything fits together')
      await loading.commit()
    } catch (error) {
      await loading.abandon()
      throw error
    }
  } catch (error) {
    await files.remove()
    await removeSchema(url, 'pgboss').catch(() => undefined)
    throw error
  }
  say('Bringing the database up to date')
  await migrateDatabase(url, MIGRATIONS)
}

async function fill(
  loading: Awaited<ReturnType<typeof openLoading>>,
  files: ReturnType<typeof incomingFiles>,
  path: string,
  passphrase: string | null,
  manifest: Manifest,
  say: (message: string) => void,
): Promise<End> {
  const tables = new Map(manifest.tables.map((table) => [table.name, table]))
  let end: End | null = null
  let rows = 0
  let told = performance.now()
  for await (const { name, bytes } of readArchive(path, passphrase)) {
    const { kind, of } = entryOf(name) ?? {}
    const table = kind === 'table' ? tables.get(of ?? '') : undefined
    if (table) await loading.add(table, bytes)
    if (kind === 'file' && of) await files.add(of, bytes)
    if (name === END) end = End.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
    rows += table ? rowsIn(bytes) : 0
    if (performance.now() - told > TELL_EVERY_MS) {
      told = performance.now()
      say(`${rows} rows`)
    }
  }
  if (!end) throw cutShort(path)
  return end
}

/** The queue's tables are its library's: made here as this version wants them, before the jobs are put in. */
async function installQueues(url: string): Promise<void> {
  const queues = queuesOf(modules, () => {
    throw new Error('no job runs while a backup is restored')
  })
  const jobs = await openJobQueue({ url, queues, log: createLog('silent'), onRun: () => undefined })
  await jobs.stop()
}
