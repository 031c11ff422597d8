import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { CrowdCall, CrowdCalls } from './crowd.ts'

const root = join(import.meta.dirname, '..', '..')

/** All threads of a process on one core; its database, being processes of its own, stays where it is. Only Linux has it. */
function pin(child: ChildProcess, core: number): void {
  spawnSync('taskset', ['-acp', String(core), String(child.pid)], { stdio: 'ignore' })
}

/** Processor time that a process has used, in microseconds, all threads, user and system; and its memory in MiB. */
export function usedBy(child: ChildProcess): { cpu: number; memory: number } {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  const ticks = Number(fields[11]) + Number(fields[12])
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  return {
    cpu: ticks * 10_000,
    memory: Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024),
  }
}

export interface BenchSeat {
  readonly grant: string
  readonly cookie: string
}

export interface RoomServer {
  readonly child: ChildProcess
  readonly url: string
  readonly call: string
  readonly rulesVersion: number
  /** Session cookie of an officer. */
  readonly officer: string
  readonly moderators: readonly BenchSeat[]
  readonly attendees: readonly BenchSeat[]
}

/** The product with a published call, pinned to the first core, on a database that writes durably. */
export async function roomServer(attendees: number, events = 0, kept = true): Promise<RoomServer> {
  const words = [String(attendees), String(events), kept ? 'kept' : 'unkept']
  const { child, said } = await started('testing/room-server.ts', words)
  return { child, ...(said as Omit<RoomServer, 'child'>) }
}

/** A program that prints one line of JSON when it is ready, pinned to the first core. */
export async function started(
  script: string,
  args: readonly string[],
): Promise<{ child: ChildProcess; said: unknown }> {
  const child = spawn(process.execPath, [join(root, script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  if (!child.stdout) throw new Error('no output')
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('{"url"')) continue
    pin(child, 0)
    return { child, said: JSON.parse(line) }
  }
  throw new Error(`${script} ended before it was ready`)
}

export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

export interface Crowd {
  readonly child: ChildProcess
  ask<N extends CrowdCall>(name: N, input: CrowdCalls[N]['input']): Promise<CrowdCalls[N]['output']>
}

/** Sockets in a process of their own, on the other core. */
export function crowdProcess(): Crowd {
  const child = fork(join(import.meta.dirname, 'crowd.ts'), { stdio: 'inherit' })
  pin(child, 1)
  return {
    child,
    ask: (name, input) =>
      new Promise((resolve, reject) => {
        child.once('message', (answer: { error?: string; output?: never }) =>
          answer.error ? reject(new Error(`${name}: ${answer.error}`)) : resolve(answer.output as never),
        )
        child.send({ name, input })
      }),
  }
}

export function quantile(times: readonly number[], q: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0) * 10) / 10
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))
