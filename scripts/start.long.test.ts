import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { removeEmbeddedDatabase } from '../adapters/database/embedded.ts'
import { freePort } from '../testing/free-port.ts'
import { allGone, isReady, serverOf, startProgram, waitUntil } from './lib/drive.ts'

const project = resolve(import.meta.dirname, '..')
const root = process.getuid?.() === 0
const NOBODY = { uid: 65534, gid: 65534 }
const made: string[] = []

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

/** A fresh clone of what is committed, with nothing installed. */
function freshClone(under: string): string {
  const folder = mkdtempSync(join(under, 'direct-line-clone-'))
  made.push(folder)
  chmodSync(folder, 0o755)
  const cloned = spawnSync('git', ['clone', '--quiet', project, join(folder, 'clone')], { encoding: 'utf8' })
  expect(cloned.stderr).toBe('')
  return folder
}

/** The environment of somebody who has a Node and npm of their own, and nothing of ours: no cache either. */
async function visitor(home: string) {
  const path = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
  return { PATH: path.join(delimiter), HOME: home, PORT: String(await freePort()), LOG_LEVEL: 'warn' }
}

async function fromCloneToFirstPage(folder: string, as: { uid: number; gid: number } | null) {
  const clone = join(folder, 'clone')
  const env = await visitor(folder)
  const port = Number(env.PORT)
  const from = performance.now()
  const started = startProgram('npm', ['start'], { cwd: clone, env, ...as })
  await waitUntil(started, 240, () => isReady(port))
  const page = await fetch(`http://127.0.0.1:${port}/`)
  const seconds = (performance.now() - from) / 1000
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('<!doctype html>')
  return { started, seconds, dataDir: join(clone, 'data'), clone }
}

describe('a fresh clone, nothing installed, nothing cached', () => {
  it('shows its first page to an ordinary user within two minutes', { timeout: 300_000 }, async () => {
    const folder = freshClone(tmpdir())
    if (root) spawnSync('chown', ['-R', `${NOBODY.uid}:${NOBODY.gid}`, folder])
    const { started, seconds, dataDir, clone } = await fromCloneToFirstPage(folder, root ? NOBODY : null)
    console.log(`clone to first page, ordinary user: ${seconds.toFixed(1)} s`)
    expect(seconds).toBeLessThan(120)
    expect(started.said()).toMatch(/^Installing packages \.\.\. \d+ s$/m)
    expect(
      spawnSync('git', ['status', '--porcelain'], { cwd: clone, encoding: 'utf8', ...(root ? NOBODY : {}) })
        .stdout,
    ).toBe('')
    const server = serverOf(dataDir)
    started.child.kill('SIGTERM')
    expect(await allGone([server])).toBeLessThan(5)
  })

  it('runs as root from /root, and says where it put the database', { timeout: 300_000 }, async ({
    skip,
  }) => {
    if (!root) skip('not root')
    const folder = freshClone('/root')
    chmodSync(folder, 0o700)
    const { started, seconds, dataDir } = await fromCloneToFirstPage(folder, null)
    console.log(`clone to first page, root in /root: ${seconds.toFixed(1)} s`)
    expect(started.said()).toMatch(/cannot enter \S+: its data is in \/var\/lib\/direct-line\/\S+\.$/m)
    const place = readFileSync(join(dataDir, 'postgres-is-in'), 'utf8').trim()
    expect(place).toMatch(/^\/var\/lib\/direct-line\/data-[0-9a-f]+\/postgres$/)
    const server = serverOf(dataDir)
    started.child.kill('SIGTERM')
    expect(await allGone([server])).toBeLessThan(5)
    // Only what this test made: others may run from the same place.
    await removeEmbeddedDatabase(dataDir)
  })
})
