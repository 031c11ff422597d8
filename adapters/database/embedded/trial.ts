import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { type EmbeddedDatabase, removeEmbeddedDatabase, startEmbeddedDatabase } from '../embedded.ts'

/** Whether the tests run as root: PostgreSQL then runs as another user. */
export const root = process.getuid?.() === 0
export const NOBODY = { uid: 65534, gid: 65534 }

const made: string[] = []
const running = new Set<EmbeddedDatabase>()

/** A folder that everybody may enter, removed by `cleanUp`. */
export function newFolder(under = tmpdir()): string {
  const folder = mkdtempSync(join(under, 'direct-line-embedded-'))
  chmodSync(folder, 0o755)
  made.push(folder)
  return folder
}

/** Starts the database in this process. */
export async function start(
  dataDir: string,
  more: Partial<Parameters<typeof startEmbeddedDatabase>[0]> = {},
) {
  const database = await startEmbeddedDatabase({ dataDir, ...more })
  running.add(database)
  return database
}

export async function cleanUp(): Promise<void> {
  for (const database of running) await database.stop()
  for (const folder of made) {
    await removeEmbeddedDatabase(join(folder, 'data')).catch(() => undefined)
    rmSync(folder, { recursive: true, force: true })
  }
}

export async function ask<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

export const remember = (url: string, word: string) =>
  ask(url, async (client) => {
    await client.query('create table if not exists remembered (word text)')
    await client.query('insert into remembered values ($1)', [word])
  })

export const remembered = (url: string) =>
  ask(url, async (client) => (await client.query('select word from remembered')).rows.map((row) => row.word))

/** Process number of the running PostgreSQL. */
export const postmaster = (dataDir: string, cluster = join(dataDir, 'postgres')) =>
  Number.parseInt(readFileSync(join(cluster, 'postmaster.pid'), 'utf8'), 10)

/** Starts the database in a process of its own, as a server would; answers when it printed its URL. */
export async function serverOn(dataDir: string, as?: { uid: number; gid: number }) {
  const module = new URL('../embedded.ts', import.meta.url).href
  const script = `
    import { startEmbeddedDatabase } from ${JSON.stringify(module)}
    try {
      const database = await startEmbeddedDatabase({ dataDir: ${JSON.stringify(dataDir)} })
      console.log(database.url)
      process.once('SIGTERM', () => database.stop().then(() => process.exit(0)))
      setInterval(() => {}, 1000)
    } catch (error) {
      console.log(error.name + ': ' + error.message)
      process.exit(1)
    }`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    ...as,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {},
  })
  const [said] = await once(createInterface({ input: child.stdout }), 'line')
  return { child, said: String(said) }
}

export async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}
