import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../testing/free-port.ts'
import { freeUdpPort } from '../../testing/media-server.ts'

/** A LiveKit that somebody else runs: the product knows its address and its key, and nothing else. */
export interface OwnLiveKit {
  /** What the product is told of it. */
  readonly settings: Readonly<Record<string, string>>
  kill(): Promise<void>
  /** Starts it, and waits until it answers. */
  start(): Promise<void>
  stop(): Promise<void>
}

const KEY = 'somebody'
const SECRET = 'a secret that somebody else has chosen'

/** Starts a LiveKit as its own handbook says; its webhooks go to `site`. */
export async function ownLiveKit(binary: string, site: string): Promise<OwnLiveKit> {
  const folder = await mkdtemp(join(tmpdir(), 'direct-line-livekit-'))
  const [port, tcp, udp] = [await freePort(), await freePort(), await freeUdpPort()]
  const file = join(folder, 'livekit.yaml')
  await writeFile(
    file,
    `port: ${port}
bind_addresses: [127.0.0.1]
rtc: { udp_port: ${udp}, tcp_port: ${tcp}, node_ip: 127.0.0.1, enable_loopback_candidate: true, stun_servers: ['127.0.0.1:${udp}'] }
keys: { ${KEY}: ${SECRET} }
webhook: { api_key: ${KEY}, urls: ['${site}/media/webhook'] }
logging: { level: warn }
`,
  )
  let child: ChildProcess
  const here: OwnLiveKit = {
    settings: { LIVEKIT_URL: `ws://localhost:${port}`, LIVEKIT_API_KEY: KEY, LIVEKIT_API_SECRET: SECRET },
    async start() {
      child = spawn(binary, ['--config', file], { stdio: 'ignore' })
      const answers = () =>
        fetch(`http://127.0.0.1:${port}`).then(
          () => true,
          () => false,
        )
      while (!(await answers())) await new Promise((resolve) => setTimeout(resolve, 50))
    },
    async kill() {
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
    async stop() {
      await here.kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
  await here.start()
  return here
}
