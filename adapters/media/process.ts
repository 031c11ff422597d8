import { spawn } from 'node:child_process'
import { openSync, readFileSync } from 'node:fs'

/** What is started: the program, and a word of its command line by which it is known again. */
export interface Program {
  readonly file: string
  readonly args: readonly string[]
}

/** Starts a program that outlives this process; what it says goes into a file. Returns its process id; null when it could not. */
export function startApart({ file, args }: Program, logFile: string): number | null {
  const out = openSync(logFile, 'w', 0o600)
  const child = spawn(file, [...args], {
    detached: true,
    stdio: ['ignore', out, out],
  })
  // It is looked after by its process id; a failure to start shows there too.
  child.on('error', () => undefined)
  child.unref()
  return child.pid ?? null
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Whether the process with this id is the one that was started with `mark` in its command line; only Linux can say. */
export function isOurs(pid: number, mark: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(mark)
  } catch {
    return false
  }
}

/** As `isOurs`; where the system cannot say, to be alive is enough. */
export const seemsOurs = (pid: number, mark: string): boolean =>
  isAlive(pid) && (process.platform !== 'linux' || isOurs(pid, mark))

export function end(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended by itself.
  }
}

const PAGE_BYTES = 4096

/** Resident memory in bytes; null where the system does not say. */
export function memoryOf(pid: number): number | null {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES
  } catch {
    return null
  }
}
