import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from '../../testing/free-port.ts'
import type { Voice } from './fakes.ts'

const PROGRAM = join(import.meta.dirname, '..', '..', 'testing', 'stage-server.ts')

export interface Scene {
  readonly call: string
  readonly other: string
  readonly rulesVersion: number
  readonly links: Readonly<Record<string, string>>
  readonly people: Readonly<Record<string, string>>
}

/** A server with a media server, which can be killed and started again on the same data and port. */
export interface StageServer {
  readonly url: string
  readonly scene: Scene
  link(name: Voice): string
  /** Process id of the media server. */
  mediaPid(): Promise<number>
  killApp(): Promise<void>
  startAgain(): Promise<void>
  revoke(name: Voice): void
  metric(name: string): Promise<number>
  stop(): Promise<void>
}

/** Which media servers there are to be tested on: ours always, LiveKit where `npm test` could build it. */
export const ENGINES = ['embedded', 'livekit'] as const
export type EngineName = (typeof ENGINES)[number]
export const liveKit = process.env['LIVEKIT_TEST_BIN'] ?? ''

/** Starts it; `more` are settings besides. With an engine of ours it is started too; else `more` names one. */
export async function stageServer(
  engine: EngineName | 'auto',
  more: Readonly<Record<string, string>> = {},
): Promise<StageServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'direct-line-stage-'))
  const port = Number(more['PORT'] ?? (await freePort()))
  const env = {
    ...process.env,
    PORT: String(port),
    DIRECT_LINE_DATA: dataDir,
    MEDIA_ENGINE: engine,
    ...(engine === 'livekit' ? { LIVEKIT_BIN: liveKit } : {}),
    ...more,
  }
  let child: ChildProcess
  const start = async (): Promise<Scene & { url: string }> => {
    child = spawn(process.execPath, [PROGRAM], { env, stdio: ['pipe', 'pipe', 'inherit'] })
    const lines = createInterface({ input: child.stdout ?? process.stdin })
    return await new Promise((resolve, reject) => {
      // What it logs stands between.
      lines.on('line', (line) => {
        const said = JSON.parse(line) as Partial<Scene> & { url?: string }
        if (said.call && said.url) resolve(said as Scene & { url: string })
      })
      child.once('exit', () => reject(new Error('the server ended')))
    })
  }
  const { url, ...scene } = await start()
  const mediaPid = async (): Promise<number> => {
    const { pid } = JSON.parse(await readFile(join(dataDir, 'media', 'engine.json'), 'utf8')) as {
      pid: number
    }
    return pid
  }
  return {
    url,
    scene,
    mediaPid,
    link: (name) => scene.links[name] ?? '',
    async killApp() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
    async startAgain() {
      await start()
    },
    revoke(name) {
      child.stdin?.write(`revoke ${scene.people[name]}\n`)
    },
    async metric(name) {
      const text = await (await fetch(`${url}/metrics`)).text()
      const lines = text
        .split('\n')
        .filter((each) => each.startsWith(`${name} `) || each.startsWith(`${name}{`))
      return lines.reduce((sum, each) => sum + Number(each.split(' ').at(-1)), 0)
    },
    async stop() {
      if (child.exitCode === null) {
        child.kill('SIGTERM')
        await once(child, 'exit')
      }
      // In order, it is gone by now; after a crash it went on, as it should.
      const left = await mediaPid().catch(() => null)
      if (left) process.kill(left, 'SIGKILL')
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
