import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A started program, as the person at the terminal sees it. */
export interface Started {
  readonly child: ChildProcess
  /** Everything that it wrote so far. */
  said(): string
  /** Its exit code, when it has ended. */
  readonly ended: Promise<number | null>
}

export function startProgram(
  program: string,
  args: readonly string[],
  options: { cwd: string; env: Record<string, string>; uid?: number; gid?: number },
): Started {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8')
    })
  }
  const ended = once(child, 'close').then(([code]) => (typeof code === 'number' ? code : null))
  return { child, said: () => said, ended }
}

/** Waits until `done`; fails with what the program said when it ended first or `seconds` have passed. */
export async function waitUntil(
  started: Started,
  seconds: number,
  done: () => boolean | Promise<boolean>,
): Promise<void> {
  const limit = performance.now() + seconds * 1000
  while (!(await done())) {
    if (started.child.exitCode !== null || performance.now() > limit) {
      throw new Error(
        `It did not come about within ${seconds} s (exit code ${started.child.exitCode}):\n${started.said()}`,
      )
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Whether the server answers that it is ready. */
export const isReady = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/readyz`).then(
    (response) => response.status === 200,
    () => false,
  )

/** Process number of the PostgreSQL on a data folder. */
export const databaseOf = (dataDir: string): number =>
  Number.parseInt(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10)

/** Process number of the server on a data folder. */
export const serverOf = (dataDir: string): number =>
  Number(JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8')).pid)

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // One that ended and that nobody has asked about yet is still listed.
    return !/^State:\s+Z/m.test(
      process.platform === 'linux' ? readFileSync(`/proc/${pid}/status`, 'utf8') : '',
    )
  } catch {
    return false
  }
}

/** Waits until none of the processes is left; answers the seconds that it took, or null after fifteen. */
export async function allGone(pids: readonly number[]): Promise<number | null> {
  const from = performance.now()
  while (pids.some(isAlive)) {
    if (performance.now() - from > 15_000) return null
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return (performance.now() - from) / 1000
}
