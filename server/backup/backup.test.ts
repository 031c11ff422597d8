import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { appendFile, chmod, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeArchive } from '../../adapters/archive/archive.ts'
import { openSnapshot } from '../../adapters/database/copy.ts'
import { startEmbeddedDatabase } from '../../adapters/database/embedded.ts'
import { createDatabase } from '../../adapters/database/migrate.ts'
import { guest, publishedCall } from '../../modules/room/factories/scene.ts'

import { linkClient } from '../../testing/sign-in.ts'
import { type RoomSocket, roomSocket } from '../../testing/socket.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { readConfig } from '../config.ts'
import { type RunningServer, runServer } from '../run.ts'
import { backUp } from './backup.ts'
import { restore } from './restore.ts'

const quiet = () => undefined
let app: TestApp
let folder: string
let dataDir: string
let link: string
let call: Awaited<ReturnType<typeof publishedCall>>
let attendee: RoomSocket
let lastSeq = 0

const configOf = (dataDirectory: string, databaseUrl?: string) =>
  readConfig({
    DIRECT_LINE_DATA: dataDirectory,
    PORT: '0',
    LOG_LEVEL: 'silent',
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
  })

/** What every table holds, whatever the order of its rows; of the queue the jobs, which are compared by what they are to do. */
async function contents(url: string): Promise<Record<string, string>> {
  const snapshot = await openSnapshot(url)
  const found: Record<string, string> = {}
  for (const table of snapshot.tables) {
    const chunks: Uint8Array[] = []
    const columns = table.name === 'pgboss.job' ? JOB : table.columns.map(({ name }) => name)
    const only = { ...table, columns: table.columns.filter(({ name }) => columns.includes(name)) }
    for await (const chunk of snapshot.rows(only)) chunks.push(chunk)
    const rows = Buffer.concat(chunks).toString().split('\n').sort()
    found[table.name] = `${rows.length - 1} ${createHash('sha256').update(rows.join('\n')).digest('hex')}`
  }
  await snapshot.close()
  return found
}
/** A job that ran when the backup was made waits again afterwards. */
const JOB = ['id', 'name', 'data', 'retry_limit', 'retry_count', 'created_on', 'singleton_key']

beforeAll(async () => {
  app = await startTestApp({ now: Temporal.Now.instant().toString() })
  folder = await mkdtemp(join(tmpdir(), 'direct-line-backup-'))
  await chmod(folder, 0o711)
  dataDir = await mkdtemp(join(folder, 'data-'))
  await writeFile(join(dataDir, 'server.key'), new Uint8Array(32).fill(7), { mode: 0o600 })
  await writeFile(join(dataDir, 'slide.bin'), new Uint8Array(3_000_000).fill(5))
  call = await publishedCall(app.context)
  const moderator = await app.inside((tx) =>
    guest(tx, call.id, { name: 'Mod Erator', firm: 'Mission', roles: ['moderator'] }),
  )
  const firm = await app.inside((tx) =>
    guest(tx, call.id, { name: 'Ada Asker', firm: 'Tea\tand\nCo \\ „quoted“', roles: ['attendee'] }),
  )
  link = firm.url
  const desk = await roomSocket(app, await linkClient(app, moderator.url), call.id)
  await desk.command('openRoom')
  await desk.command('goOnAir')
  attendee = await roomSocket(app, await linkClient(app, link), call.id)
  await attendee.command('enter', { acceptedRules: call.rulesVersion })
  await app.inside((tx) => tx.enqueue('outcomes.events', { stream: 'record:none', from: 1, to: 1 }))
})
afterAll(async () => {
  await app?.stop()
  await rm(folder, { recursive: true, force: true })
})

const ask = async (text: string): Promise<number> => {
  const answer = await attendee.command('submitQuestion', { text })
  if (answer.t !== 'ack') throw new Error(`not acknowledged: ${JSON.stringify(answer)}`)
  return answer.seq
}

describe('a backup', () => {
  it('made while the call is on air holds one moment; restored elsewhere, every table is as it was and the call goes on', async () => {
    for (let n = 0; n < 3; n++) lastSeq = await ask(`Question ${n}\twith a tab, a\nline and a \\ backslash؟`)
    const before = await contents(app.databaseUrl)
    const file = join(folder, 'on-air.backup')
    // The room goes on while the backup is being written.
    const asking = attendee.command('raiseHand')
    const made = await backUp(configOf(dataDir, app.databaseUrl), {
      target: file,
      passphrase: 'correct horse',
      say: quiet,
    })
    expect(await asking).toMatchObject({ t: 'ack' })
    expect(made.files).toBe(2)
    expect((await readdir(folder)).filter((name) => name.includes('unfinished'))).toEqual([])
    expect((await readFile(file)).includes('Asker')).toBe(false)

    const newDir = join(folder, 'restored')
    await restore(configOf(newDir), { path: file, passphrase: 'correct horse', say: quiet })
    expect((await readFile(join(newDir, 'slide.bin'))).length).toBe(3_000_000)

    const database = await startEmbeddedDatabase({ dataDir: newDir, testing: true })
    const after = await contents(database.url)
    await database.stop()
    const differing = Object.keys(before).filter((table) => before[table] !== after[table])
    // What was asked while the backup began may be in it or not, whole.
    expect(
      differing.filter((table) => !['public.events', 'public.texts', 'pgboss.job'].includes(table)),
    ).toEqual([])
    expect(Object.keys(after)).toEqual(Object.keys(before))

    let server: RunningServer | null = null
    try {
      server = await runServer(configOf(newDir), quiet, quiet)
      const again = await roomSocket(
        server.app,
        await linkClient(server.app, `${server.app.url}${new URL(link).pathname}`),
        call.id,
      )
      const room = await again.until((seen) => seen.seq >= lastSeq)
      const answer = await again.command('submitQuestion', { text: 'After the move' })
      expect(answer).toEqual({ t: 'ack', id: answer.id, made: expect.any(String), seq: room.seq + 1 })
    } finally {
      await server?.stop()
    }
  })

  it('without a running server and without a passphrase is a tar that opens elsewhere', async () => {
    const file = join(folder, 'plain.backup')
    await backUp(configOf(join(folder, 'restored')), { target: file, passphrase: null, say: quiet })
    const { execFileSync } = await import('node:child_process')
    const names = execFileSync('tar', ['tzf', file], { encoding: 'utf8' }).split('\n')
    expect(names).toEqual(
      expect.arrayContaining(['manifest.json', 'tables/public.events/00000001', 'end.json']),
    )
  })
})

describe('a restore refuses in one sentence and changes nothing', () => {
  const target = () => join(folder, 'refused')
  const refused = async (path: string, passphrase: string | null = null, into = target()) => {
    const message = await restore(configOf(into), { path, passphrase, say: quiet }).then(
      () => 'restored',
      (error: Error) => `${error.name}: ${error.message}`,
    )
    expect(existsSync(target())).toBe(false)
    return message
  }

  it.each([0.5, 0.9999])('a backup of which only %d is there', async (part) => {
    for (const name of ['plain.backup', 'on-air.backup']) {
      const whole = await readFile(join(folder, name))
      const cut = join(folder, 'cut.backup')
      await writeFile(cut, whole)
      await truncate(cut, Math.floor(whole.length * part))
      expect(await refused(cut, 'correct horse')).toBe(
        `WrongEnvironment: ${cut} is cut short or damaged: use another backup.`,
      )
    }
  })

  it('a wrong passphrase, and none', async () => {
    const file = join(folder, 'on-air.backup')
    expect(await refused(file, 'wrong horse')).toBe(`WrongEnvironment: The passphrase does not open ${file}.`)
    expect(await refused(file)).toBe(`WrongEnvironment: ${file} is encrypted: its passphrase is needed.`)
  })

  it('what is no backup', async () => {
    const text = join(folder, 'letter.txt')
    await appendFile(text, 'Dear sirs')
    expect(await refused(text)).toBe(`WrongEnvironment: ${text} is no backup of Direct Line.`)
    expect(await refused(join(folder, 'none'))).toBe(
      `WrongEnvironment: ${join(folder, 'none')} cannot be read.`,
    )
    expect(await refused(folder)).toBe(`WrongEnvironment: ${folder} cannot be read.`)
    const other = join(folder, 'other.tar.gz')
    await archive(other, [{ name: 'holiday.jpg', bytes: Buffer.from('x') }])
    expect(await refused(other)).toBe(`WrongEnvironment: ${other} is no backup of Direct Line.`)
  })

  it('a backup of a newer Direct Line', async () => {
    const file = join(folder, 'newer.backup')
    const manifest = { program: 'Direct Line', format: 1, version: '9.0.0', at: '', postgres: '', tables: [] }
    await archive(file, [
      {
        name: 'manifest.json',
        bytes: Buffer.from(JSON.stringify({ ...manifest, migrations: ['unheard of'] })),
      },
    ])
    expect(await refused(file)).toMatch(
      /made by a newer Direct Line \(9\.0\.0\) than this one: update this one first/,
    )
    await archive(file, [{ name: 'manifest.json', bytes: Buffer.from(JSON.stringify({ format: 2 })) }])
    expect(await refused(file)).toMatch(/made by a newer Direct Line than this one/)
  })

  it('a backup whose file leads out of the data folder', async () => {
    const manifest = await import('../../adapters/archive/archive.ts').then(async ({ readArchive }) => {
      for await (const entry of readArchive(join(folder, 'plain.backup'), null)) return entry
      throw new Error('empty')
    })
    const file = join(folder, 'evil.backup')
    const end = { rows: {}, files: [{ path: '../evil', mode: 0o600, bytes: 1 }] }
    await archive(file, [
      manifest,
      { name: 'files/../evil/00000001', bytes: Buffer.from('x') },
      { name: 'end.json', bytes: Buffer.from(JSON.stringify(end)) },
    ])
    expect(await refused(file)).toMatch(/does not belong into a data folder/)
    expect(existsSync(join(folder, 'evil'))).toBe(false)
  })

  it('an installation that holds something', async () => {
    const file = join(folder, 'plain.backup')
    const empty = await createDatabase(app.databaseUrl, `empty_${process.pid}`)
    await restore(configOf(join(folder, 'second'), empty), { path: file, passphrase: null, say: quiet })
    const once = await contents(empty)
    await expect(
      restore(configOf(join(folder, 'second'), empty), { path: file, passphrase: null, say: quiet }),
    ).rejects.toThrow(/into an empty installation only, and this one is not \(its database has tables\)/)
    expect(await contents(empty)).toEqual(once)
  })
})

async function archive(path: string, entries: readonly { name: string; bytes: Uint8Array }[]): Promise<void> {
  const chunks: Uint8Array[] = []
  const into = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(chunk)
      done()
    },
  })
  await writeArchive(
    into,
    null,
    (async function* () {
      yield* entries
    })(),
  )
  await writeFile(path, Buffer.concat(chunks))
}
