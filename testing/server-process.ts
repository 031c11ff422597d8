import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from './free-port.ts'

export interface ServerProcess {
  readonly url: string
  readonly child: ChildProcess
  readonly dataDir: string
  /** Everything it printed. */
  readonly lines: readonly string[]
  /** Resolves with the first printed line that `pattern` finds something in: what its first group caught. */
  printed(pattern: RegExp): Promise<string>
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '..')

/** The server as `npm start` runs it: a process of its own, an embedded database, an empty data folder unless one is given. */
export async function startServer(
  options: { args?: readonly string[]; env?: Record<string, string>; dataDir?: string } = {},
): Promise<ServerProcess> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'direct-line-e2e-')))
  const port = await freePort()
  const child = spawn(process.execPath, [join(root, 'server', 'main.ts'), ...(options.args ?? [])], {
    cwd: root,
    env: { ...process.env, PORT: String(port), DIRECT_LINE_DATA: dataDir, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const waiting = new Set<{ pattern: RegExp; found: (caught: string) => void }>()
  const heard = (line: string) => {
    lines.push(line)
    for (const one of waiting) {
      const match = one.pattern.exec(line)
      if (match) {
        waiting.delete(one)
        one.found(match[1] ?? match[0])
      }
    }
  }
  createInterface({ input: child.stdout }).on('line', heard)
  createInterface({ input: child.stderr }).on('line', heard)
  const printed = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const before = lines.map((line) => pattern.exec(line)).find((match) => match !== null)
      if (before) return resolve(before[1] ?? before[0])
      waiting.add({ pattern, found: resolve })
      child.once('exit', () => reject(new Error(`the server ended: ${lines.join('\n')}`)))
    })
  const url = await printed(/runs at (\S+)/)
  return {
    url,
    child,
    dataDir,
    lines,
    printed,
    async stop() {
      if (child.exitCode === null) {
        child.kill('SIGTERM')
        await once(child, 'exit')
      }
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true })
    },
  }
}
