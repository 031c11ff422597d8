import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../testing/free-port.ts'
import { allGone, databaseOf, isReady, type Started, serverOf, startProgram, waitUntil } from './lib/drive.ts'

const root = resolve(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'direct-line-start-'))
const dataDir = join(folder, 'data')
chmodSync(folder, 0o755)
let port = 0

const running = new Set<Started>()
beforeAll(async () => {
  port = await freePort()
})
afterEach(async () => {
  for (const started of running) {
    started.child.kill('SIGTERM')
    await started.ended
  }
  running.clear()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What `npm start` runs. None of the machine's own settings reach it. */
function start(env: Record<string, string> = {}, ...words: string[]): Started {
  const started = startProgram(process.execPath, ['scripts/start.mjs', ...words], {
    cwd: root,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      PORT: String(port),
      DIRECT_LINE_DATA: dataDir,
      LOG_LEVEL: 'warn',
      ...env,
    },
  })
  running.add(started)
  return started
}

async function startAndWait(env: Record<string, string> = {}): Promise<Started> {
  const started = start(env)
  await waitUntil(started, 85, () => isReady(port))
  return started
}

/** One sentence, and nothing else: no stack trace. What is said before (progress) is left out. */
async function refusal(started: Started): Promise<{ code: number | null; sentence: string }> {
  const code = await started.ended
  const lines = started
    .said()
    .trim()
    .split('\n')
    .filter((line) => !line.includes(' ...'))
  expect(lines, started.said()).toHaveLength(1)
  return { code, sentence: lines[0] ?? '' }
}

describe('npm start', () => {
  it('serves on an empty data folder, says where, and gives the first administrator a link', async () => {
    const started = await startAndWait()
    await waitUntil(started, 10, () => /first administrator: http/.test(started.said()))
    expect(started.said()).toMatch(/Creating the database/)
    const link = /first administrator: (http:\/\/\S+)/.exec(started.said())?.[1] ?? ''
    expect(new URL(link).port).toBe(String(port))
    expect((await fetch(link)).status).toBe(200)

    const pids = [serverOf(dataDir), databaseOf(dataDir)]
    started.child.kill('SIGINT')
    expect(await started.ended).toBe(0)
    expect(await allGone(pids)).toBeLessThan(5)
  })

  it('ends by SIGTERM too, within five seconds, while a browser keeps its connection', async () => {
    const started = await startAndWait()
    const pids = [serverOf(dataDir), databaseOf(dataDir)]
    const from = performance.now()
    started.child.kill('SIGTERM')
    expect(await started.ended).toBe(0)
    expect(await allGone(pids)).not.toBeNull()
    expect(performance.now() - from).toBeLessThan(5000)
  })

  it('leaves nothing running when the program that was started is killed', async () => {
    const started = await startAndWait()
    const pids = [serverOf(dataDir), databaseOf(dataDir)]
    started.child.kill('SIGKILL')
    await started.ended
    expect(await allGone(pids)).toBeLessThan(6)
  })

  it('starts again by itself after everything was killed at once', async () => {
    const started = await startAndWait()
    for (const pid of [databaseOf(dataDir), serverOf(dataDir)]) process.kill(pid, 'SIGKILL')
    expect(await started.ended).toBe(1)
    await startAndWait()
  })

  it('refuses a second server on the same data folder', async () => {
    await startAndWait()
    const second = start({ PORT: String(await freePort()) })
    expect(await refusal(second)).toEqual({
      code: 1,
      sentence: expect.stringMatching(/^Another Direct Line \(process \d+\) is running on the data folder/),
    })
  })
})

describe('a wrong environment gets one sentence, exit code 1 and no stack trace', () => {
  it('the port is taken', async () => {
    const other = createServer().listen(port, '127.0.0.1')
    expect(await refusal(start())).toEqual({
      code: 1,
      sentence: `Port ${port} is taken by another program: stop that one, or choose another port with PORT=${port + 1}.`,
    })
    await new Promise((done) => other.close(done))
  })

  it('the data folder cannot be written', async () => {
    writeFileSync(join(folder, 'a-file'), '')
    expect(await refusal(start({ DIRECT_LINE_DATA: join(folder, 'a-file', 'data') }))).toEqual({
      code: 1,
      sentence: expect.stringMatching(/^The data folder \S+ cannot be written: .*DIRECT_LINE_DATA\.$/),
    })
  })

  it('no database answers', async () => {
    const DATABASE_URL = `postgres://someone:secret@127.0.0.1:${await freePort()}/calls`
    const { code, sentence } = await refusal(start({ DATABASE_URL }))
    expect(code).toBe(1)
    expect(sentence).toMatch(
      /^No database answers at 127\.0\.0\.1:\d+\/calls: start it, or correct DATABASE_URL/,
    )
    expect(sentence).not.toContain('secret')
  })

  it('a setting means nothing', async () => {
    expect(await refusal(start({ PORT: 'abc' }))).toEqual({
      code: 1,
      sentence: expect.stringMatching(/PORT/),
    })
    expect(await refusal(start({ TLS_CERT: 'only.pem' }))).toMatchObject({ code: 1 })
  })

  it('it would be reached from the network without encryption', async () => {
    expect(await refusal(start({ HOST: '0.0.0.0' }))).toEqual({
      code: 1,
      sentence: expect.stringMatching(
        /^HOST 0\.0\.0\.0 is reached from the network, and there is no encryption/,
      ),
    })
  })

  it('a word that nobody knows', async () => {
    expect(await refusal(start({}, '--sideways'))).toMatchObject({ code: 1 })
    expect(await refusal(start({}, 'demo', '--speed', 'fast'))).toEqual({
      code: 1,
      sentence: '--speed takes a number up to 1000, such as --speed 10.',
    })
  })

  it('Node is too old', async () => {
    const old = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.19.0' } })`
    const started = startProgram(
      process.execPath,
      ['--import', `data:text/javascript,${encodeURIComponent(old)}`, 'scripts/start.mjs'],
      { cwd: root, env: {} },
    )
    expect(await refusal(started)).toEqual({
      code: 1,
      sentence:
        'Direct Line needs Node 20 or newer, and this is 18.19.0: install a newer one from nodejs.org and start again.',
    })
  })
})
