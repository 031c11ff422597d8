import { createWriteStream } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Writable } from 'node:stream'
import { type ArchiveEntry, writeArchive } from '../../adapters/archive/archive.ts'
import { checkDatabase } from '../../adapters/database/check.ts'
import { openSnapshot, type Snapshot } from '../../adapters/database/copy.ts'
import { runningEmbeddedDatabase, startEmbeddedDatabase } from '../../adapters/database/embedded.ts'
import { systemClock } from '../../kernel/clock.ts'
import { WrongEnvironment } from '../../kernel/wrong-environment.ts'
import type { Config } from '../config.ts'
import { VERSION } from '../version.ts'
import { installationFiles, piecesOf } from './files.ts'
import { END, type End, FORMAT, fileEntry, MANIFEST, type Manifest, rowsIn, tableEntry } from './format.ts'

const PIECE = 1024 * 1024
const TELL_EVERY_MS = 2000

export interface Backup {
  readonly rows: number
  readonly tables: number
  readonly files: number
  /** Of the file; null when it went to standard output. */
  readonly bytes: number | null
}

/**
 * Writes everything that the installation is made of into one file, beside a running server or without one; others go on writing
 * meanwhile, and the backup holds the moment at which it began. The file is there whole or not at all.
 * @param target a path, or where to write to
 */
export async function backUp(
  config: Config,
  options: {
    target: string | Writable
    passphrase: string | null
    say: (message: string) => void
  },
): Promise<Backup> {
  const { target, passphrase, say } = options
  if (typeof target === 'string' && (await stat(target).catch(() => null)))
    throw new WrongEnvironment(`${target} is there already: name a file that is not.`)
  await stat(config.dataDir).catch((cause) => {
    throw new WrongEnvironment(
      `There is no installation in ${config.dataDir}: name its folder in DIRECT_LINE_DATA.`,
      { cause },
    )
  })
  const running = config.databaseUrl ?? (await runningEmbeddedDatabase(config.dataDir))
  if (config.databaseUrl) await checkDatabase(config.databaseUrl)
  const embedded = running ? null : await startEmbeddedDatabase({ dataDir: config.dataDir, onProgress: say })
  try {
    const snapshot = await openSnapshot(running ?? embedded?.url ?? '')
    try {
      if (snapshot.migrations.length === 0)
        throw new WrongEnvironment('There is nothing to back up: this installation was never started.')
      return await write(snapshot, config.dataDir, target, passphrase, say)
    } finally {
      await snapshot.close()
    }
  } finally {
    await embedded?.stop()
  }
}

async function write(
  snapshot: Snapshot,
  dataDir: string,
  target: string | Writable,
  passphrase: string | null,
  say: (message: string) => void,
): Promise<Backup> {
  const counted = { rows: 0, tables: 0, files: 0 }
  const beside = typeof target === 'string' ? `${target}.unfinished` : null
  const except = beside ? [resolve(beside)] : []
  const entries = entriesOf(snapshot, dataDir, except, counted, say)
  if (typeof target !== 'string' || beside === null) {
    await writeArchive(target as Writable, passphrase, entries)
    return { ...counted, bytes: null }
  }
  try {
    await writeArchive(
      createWriteStream(beside, { mode: 0o600, flags: 'wx', flush: true }),
      passphrase,
      entries,
    )
    const { size } = await stat(beside)
    await rename(beside, target)
    await sync(dirname(resolve(target)))
    return { ...counted, bytes: size }
  } catch (error) {
    if (!isTaken(error)) await rm(beside, { force: true })
    throw isTaken(error)
      ? new WrongEnvironment(
          `${beside} is being written by another backup: wait for it, or remove that file.`,
          {
            cause: error,
          },
        )
      : error
  }
}

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST'

async function* entriesOf(
  snapshot: Snapshot,
  dataDir: string,
  except: readonly string[],
  counted: { rows: number; tables: number; files: number },
  say: (message: string) => void,
): AsyncGenerator<ArchiveEntry> {
  const manifest: Manifest = {
    program: 'Direct Line',
    format: FORMAT,
    version: VERSION,
    at: systemClock.now().toString(),
    postgres: snapshot.server,
    migrations: [...snapshot.migrations],
    tables: [...snapshot.tables],
  }
  yield { name: MANIFEST, bytes: json(manifest) }

  const rows: Record<string, number> = {}
  let told = performance.now()
  for (const table of snapshot.tables) {
    let piece = 0
    let count = 0
    for await (const bytes of inPieces(snapshot.rows(table), PIECE)) {
      piece += 1
      const here = rowsIn(bytes)
      count += here
      counted.rows += here
      yield { name: tableEntry(table.name, piece), bytes }
      if (performance.now() - told > TELL_EVERY_MS) {
        told = performance.now()
        say(`${counted.tables} of ${snapshot.tables.length} tables, ${counted.rows} rows`)
      }
    }
    rows[table.name] = count
    counted.tables += 1
  }

  // After the rows: a file that a row names was there before the row, so it is here now.
  const files: End['files'] = []
  for (const file of await installationFiles(dataDir)) {
    if (except.includes(resolve(dataDir, file.path))) continue
    let piece = 0
    let size = 0
    for await (const bytes of piecesOf(join(dataDir, file.path), PIECE)) {
      piece += 1
      size += bytes.length
      yield { name: fileEntry(file.path, piece), bytes }
    }
    files.push({ ...file, bytes: size })
    counted.files += 1
  }
  const end: End = { rows, files }
  yield { name: END, bytes: json(end) }
}

const json = (value: unknown): Uint8Array => Buffer.from(`${JSON.stringify(value, null, 1)}\n`)

/** Joins what comes in small pieces. */
async function* inPieces(source: AsyncIterable<Buffer>, size: number): AsyncGenerator<Uint8Array> {
  let waiting: Buffer[] = []
  let length = 0
  for await (const chunk of source) {
    waiting.push(chunk)
    length += chunk.length
    if (length < size) continue
    yield Buffer.concat(waiting)
    waiting = []
    length = 0
  }
  if (length > 0) yield Buffer.concat(waiting)
}

/** A new name is durable when its folder is. */
async function sync(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
