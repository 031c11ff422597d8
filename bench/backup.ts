import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fillWithCalls } from '../testing/many-calls.ts'
import { startServer } from '../testing/server-process.ts'

/**
 * Backup and restore of an installation with 50 calls, each with 2,000 registrations and a record of 1,000 events with texts, by the
 * commands that an operator types, the server running during the backup. Rows are counted by the commands themselves.
 */
export async function run(quick: boolean) {
  const calls = 50
  const registrations = quick ? 40 : 2_000
  const folder = await mkdtemp(join(tmpdir(), 'direct-line-bench-'))
  const server = await startServer()
  try {
    await fillWithCalls(server.dataDir, { calls, registrations, events: quick ? 100 : 1_000 })
    const rows: Record<string, string | number>[] = []
    for (const passphrase of [null, 'correct horse battery staple']) {
      const file = join(folder, passphrase ? 'sealed' : 'plain')
      const env = passphrase ? { BACKUP_PASSPHRASE: passphrase } : {}
      const backup = timed(['backup', file], server.dataDir, env)
      const restore = timed(
        ['restore', file],
        join(folder, `restored-${passphrase ? 'sealed' : 'plain'}`),
        env,
      )
      rows.push({
        what: passphrase ? 'encrypted' : 'plain',
        rows: Number(/(\d+) rows of/.exec(backup.said)?.[1]),
        'size MB': Math.round((await stat(file)).size / 100_000) / 10,
        'backup s': backup.seconds,
        'restore s': restore.seconds,
      })
    }
    return {
      rows,
      figure: Number(rows[1]?.['restore s'] ?? 0),
      unit: `s: restore of an encrypted backup of ${calls} calls with ${registrations} registrations each, its check included`,
    }
  } finally {
    server.child.kill('SIGTERM')
    await once(server.child, 'exit')
    await rm(server.dataDir, { recursive: true, force: true })
    await rm(folder, { recursive: true, force: true })
  }
}

function timed(words: readonly string[], dataDir: string, env: Record<string, string>) {
  const began = performance.now()
  const done = spawnSync(process.execPath, [join(import.meta.dirname, '..', 'cli', 'main.ts'), ...words], {
    encoding: 'utf8',
    env: { ...process.env, DIRECT_LINE_DATA: dataDir, ...env },
  })
  if (done.status !== 0) throw new Error(`${words.join(' ')}: ${done.stderr}`)
  return { said: done.stdout, seconds: Math.round((performance.now() - began) / 100) / 10 }
}
