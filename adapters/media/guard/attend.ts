import { readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { seemsOurs, startApart } from '../process.ts'

const GUARD = join(import.meta.dirname, 'guard.ts')
const BETWEEN_SIGNS_MS = 5_000

/**
 * Shows that somebody looks after a media server that knows nothing of us: a file whose time moves on. A guard beside the server
 * reads it, and ends the server once the file stood still for `aloneMs`.
 */
export function attendTo(aloneMs: number): (folder: string, pid: number) => Promise<void> {
  const between = Math.min(BETWEEN_SIGNS_MS, aloneMs / 4)
  let shownAt = -between
  return async (folder, pid) => {
    if (performance.now() - shownAt < between) return
    shownAt = performance.now()
    const file = join(folder, `attended-${pid}`)
    const guard = Number(await readFile(file, 'utf8').catch(() => '0'))
    if (guard > 0 && seemsOurs(guard, file)) {
      const now = Temporal.Now.instant().epochMilliseconds / 1000
      return await utimes(file, now, now)
    }
    const started = startApart(
      { file: process.execPath, args: [GUARD, String(pid), folder, file, String(aloneMs)] },
      join(folder, 'guard.log'),
    )
    await writeFile(file, String(started ?? 0), { mode: 0o600 })
  }
}
