import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { WrongEnvironment } from '../../../kernel/wrong-environment.ts'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { isPostgresIn, until } from './processes.ts'
import { plainEnvironment, postgresArguments } from './settings.ts'

/** A running PostgreSQL server. */
export interface Postmaster {
  readonly port: number
  /** Ends it within five seconds: politely, then at once (it then recovers at the next start). */
  stop(): Promise<void>
  /** `listener` is told once when it ends, wanted or not. */
  onExit(listener: (wanted: boolean) => void): void
}

/**
 * Runs PostgreSQL and ends it when our process is gone, even by kill -9: the shell's standard input is a pipe that only we hold.
 * It has a session of its own, so that Ctrl-C in a terminal reaches our process alone, which stops the database last.
 */
const LIFELINE = `
exec 3<&0
"$@" </dev/null 3<&- &
postgres=$!
(read -r _ <&3; kill -INT $postgres) 2>/dev/null &
lifeline=$!
exec 3<&-
wait $postgres
code=$?
kill $lifeline 2>/dev/null
exit $code`

export interface Running {
  readonly cluster: string
  readonly account: Account
  readonly binaries: Binaries
  readonly testing: boolean
  readonly log: (line: string) => void
}

/** Starts PostgreSQL on a loopback port, a free one unless one is given, and answers when it takes connections. */
export async function startPostmaster(running: Running, fixedPort?: number): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    const said: string[] = []
    const port = fixedPort ?? (await freePort())
    const started = await startOnce(running, port, said)
    if (started) return started
    // Somebody took the port in between, or the last server's processes are not all gone yet: both pass.
    const passing = said.some((line) =>
      /could not bind|pre-existing shared memory|could not create any TCP/.test(line),
    )
    if (!passing || attempt === 40) throw notStarted(running.cluster, said)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

async function startOnce(running: Running, port: number, said: string[]): Promise<Postmaster | null> {
  const child = launch(running, port)
  let wanted = false
  let ended = false
  const listeners: Array<(wanted: boolean) => void> = []
  child.once('exit', () => {
    ended = true
    for (const listener of listeners) listener(wanted)
  })

  const ready = new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false))
    child.once('exit', () => resolve(false))
    if (!child.stderr) return resolve(false)
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (said.length < 50) said.push(line)
      running.log(line)
      if (line.includes('database system is ready to accept connections')) resolve(true)
    })
  })
  if (!(await ready)) return null

  return {
    port,
    async stop() {
      wanted = true
      if (!ended) await stopChild(child, running)
    },
    onExit(listener) {
      if (ended) listener(wanted)
      else listeners.push(listener)
    },
  }
}

function launch({ cluster, account, binaries, testing }: Running, port: number): ChildProcess {
  const options = { ...account.ids, cwd: dirname(cluster), env: plainEnvironment() }
  const program = [binaries.postgres, ...postgresArguments({ dataFolder: cluster, port, testing })]
  if (process.platform === 'win32') {
    const [file = '', ...args] = program
    return spawn(file, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'], windowsHide: true })
  }
  return spawn('/bin/sh', ['-c', LIFELINE, 'sh', ...program], {
    ...options,
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
  })
}

async function stopChild(child: ChildProcess, { cluster, binaries }: Running): Promise<void> {
  const gone = once(child, 'exit')
  const within = (milliseconds: number) =>
    Promise.race([
      gone.then(() => true),
      new Promise<boolean>((resolve) => {
        setTimeout(() => resolve(false), milliseconds).unref()
      }),
    ])
  if (process.platform === 'win32') {
    execFile(binaries.pgCtl, ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', '3'], () => undefined)
  } else {
    child.stdin?.end()
  }
  if (await within(3000)) return
  // Slow to write everything down: what is in its log is safe, and the next start applies it.
  signal(await postmasterPid(cluster), 'SIGQUIT')
  if (await within(1000)) return
  signal(child.pid === undefined || process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL')
  await within(500)
}

/**
 * Makes the way free after a server that was killed. Its PostgreSQL stops by itself when it notices; where it did not, it is stopped.
 * A file left by one that is gone (its number may belong to another program by now) is removed.
 */
export async function clearLeftover(cluster: string): Promise<void> {
  const pid = await postmasterPid(cluster)
  if (pid === undefined) return
  const gone = async () => !(await isPostgresIn(pid, cluster))
  if (!(await until(2000, gone))) {
    signal(pid, 'SIGINT')
    if (!(await until(8000, gone))) signal(pid, 'SIGQUIT')
    if (!(await until(3000, gone))) {
      throw new WrongEnvironment(
        `PostgreSQL (process ${pid}) still runs on ${cluster} and does not stop: end that process and start again.`,
      )
    }
  }
  if ((await postmasterPid(cluster)) === pid) await rm(join(cluster, 'postmaster.pid'), { force: true })
}

async function postmasterPid(cluster: string): Promise<number | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Math.abs(Number.parseInt(text, 10))
  return pid > 0 ? pid : undefined
}

/** The port of the PostgreSQL that runs on these files; null when none does. Source: line 4 of postmaster.pid. */
export async function portOf(cluster: string): Promise<number | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  const port = Number.parseInt(text.split('\n')[3] ?? '', 10)
  return port > 0 ? port : null
}

function signal(pid: number | undefined, name: NodeJS.Signals): void {
  if (pid === undefined) return
  try {
    process.kill(pid, name)
  } catch {
    // It is gone already.
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

function notStarted(cluster: string, said: readonly string[]): WrongEnvironment {
  const complaint = said.find((line) => /FATAL|PANIC|error while loading|not found/.test(line)) ?? said.at(-1)
  return new WrongEnvironment(
    `PostgreSQL did not start on ${cluster}${complaint ? `: ${complaint.replace(/^\w+:\s+/, '')}` : ''}.`,
  )
}
