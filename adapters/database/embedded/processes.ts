import { execFile } from 'node:child_process'
import { readFile, readlink } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Whether a process with this number exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * What tells a process from a later one with the same number: when it started. Null when there is no such process.
 * Numbers come round, in containers after each start: a number alone proves nothing.
 */
export async function startOf(pid: number): Promise<string | null> {
  if (!isAlive(pid)) return null
  try {
    if (process.platform === 'linux') {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
      const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8')
      // The name (field 2) may hold spaces and brackets; the start is field 22.
      const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return state === 'Z' ? null : `${boot.trim()} ${fields[18]}`
    }
    if (process.platform === 'win32') return 'alive'
    return (await run('ps', ['-o', 'lstart=', '-p', String(pid)])).stdout.trim() || null
  } catch {
    return null
  }
}

/** Whether the process is a `postgres` at work in this folder (a postmaster's working folder is its data folder). */
export async function isPostgresIn(pid: number, folder: string): Promise<boolean> {
  if ((await startOf(pid)) === null) return false
  if (process.platform === 'linux') {
    const place = await readlink(`/proc/${pid}/cwd`).catch(() => null)
    if (place !== null) return place === folder
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes(folder)
  }
  if (process.platform === 'win32') {
    const listed = await run('tasklist', ['/FI', `PID eq ${pid}`, '/NH']).catch(() => ({ stdout: '' }))
    return listed.stdout.includes('postgres.exe')
  }
  const listed = await run('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  return listed.stdout.includes(folder)
}

/** Asks `done` every 25 ms until it says yes. Answers false when `milliseconds` have passed. */
export async function until(milliseconds: number, done: () => boolean | Promise<boolean>): Promise<boolean> {
  const end = performance.now() + milliseconds
  while (!(await done())) {
    if (performance.now() > end) return false
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  return true
}
