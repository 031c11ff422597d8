import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from '../free-port.ts'

/** An installation to which things happen. It always has the same address; what it printed last is `scene`. */
export interface Installation {
  readonly dataDir: string
  readonly scene: Scene
  readonly child: () => ChildProcess
  /** Starts the server again after it is gone. */
  start(): Promise<void>
  killServer(): Promise<void>
  /** Process number of the running PostgreSQL; null while none runs. */
  postgres(): Promise<number | null>
  signalPostgres(name: NodeJS.Signals): Promise<void>
  databaseUrl(): Promise<string>
  stop(): Promise<void>
}

export interface Scene {
  readonly url: string
  readonly call: string
  readonly slug: string
  readonly rulesVersion: number
  /** The panel member whose seat the panelist of the cast holds. */
  readonly panelMember: string
  readonly cast: readonly Cast[]
}

/** Somebody who was invited. */
export interface Cast {
  /** `attendee`, `moderator`, `panelist`, …; `removed`, `newcomer` and `office` stand for what becomes of them. */
  readonly role: string
  readonly name: string
  readonly firm: string | null
  readonly person: string
  readonly organization: string | null
  readonly link: string
}

export interface InstallationOptions {
  readonly attendees: number
  readonly dataDir?: string
  /** What stands before the command line: `prlimit`, `faketime`, `bash -c`. */
  readonly prefix?: readonly string[]
  readonly nodeOptions?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

export async function startInstallation(options: InstallationOptions): Promise<Installation> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'direct-line-faults-')))
  await chmod(dataDir, 0o711)
  const port = await freePort()
  let child: ChildProcess
  let scene: Scene
  const start = async (): Promise<void> => {
    const [file = '', ...words] = [
      ...(options.prefix ?? []),
      process.execPath,
      ...(options.nodeOptions ?? []),
      join(import.meta.dirname, 'server.ts'),
      String(options.attendees),
    ]
    const started = spawn(file, words, {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        ...process.env,
        DIRECT_LINE_DATA: dataDir,
        PORT: String(port),
        LOG_LEVEL: 'silent',
        ...options.env,
      },
    })
    child = started
    const said: string[] = []
    if (!started.stdout || !started.stderr) throw new Error('no output')
    createInterface({ input: started.stderr }).on('line', (line) => said.push(line))
    const lines = createInterface({ input: started.stdout })
    scene = await new Promise<Scene>((resolve, reject) => {
      lines.on('line', (line) => {
        if (line.startsWith('{"url"')) resolve(JSON.parse(line))
        else said.push(line)
      })
      started.once('exit', () => reject(new Error(`the server ended: ${said.slice(-5).join('\n')}`)))
    })
  }
  const postgres = async (): Promise<number | null> => {
    const text = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')
    const pid = Number.parseInt(text, 10)
    return pid > 0 ? pid : null
  }
  const ended = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }
  await start()
  return {
    dataDir,
    get scene() {
      return scene
    },
    child: () => child,
    start,
    killServer: () => ended('SIGKILL'),
    postgres,
    async signalPostgres(name) {
      const pid = await postgres()
      if (pid === null) return
      try {
        // To stop it means all of it: the processes that serve connections too.
        if (name === 'SIGSTOP' || name === 'SIGCONT')
          for (const each of await childrenOf(pid)) process.kill(each, name)
        process.kill(pid, name)
      } catch {
        // It is just being started again.
      }
    },
    async databaseUrl() {
      const text = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')
      const { app } = JSON.parse(await readFile(join(dataDir, 'postgres-passwords.json'), 'utf8'))
      return `postgres://direct_line:${app}@127.0.0.1:${text.split('\n')[3]?.trim()}/direct_line`
    },
    async stop() {
      await ended('SIGTERM')
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  return text.trim().split(' ').filter(Boolean).map(Number)
}
