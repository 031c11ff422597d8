import { createHmac } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Engine, EngineSettings } from './engine.ts'

const PROGRAM = join(import.meta.dirname, '..', '..', 'media', 'main.ts')
/** How it runs. With packets as its garbage, Node would take three times 16 MB for what is thrown away at once; a quarter serves as well. */
export const embeddedProgram = ['--max-semi-space-size=4', PROGRAM] as const
const MEMORY_LIMIT = 1024 ** 3
const PATIENCE_MS = 1_000

/** The media server of this project, in a process of its own under the same Node. */
export function embeddedServer(settings: EngineSettings): Engine {
  return {
    kind: 'embedded',
    name: 'the embedded media server',
    memoryLimit: settings.memoryLimit ?? MEMORY_LIMIT,
    async prepare(folder, { port, udp, hook }) {
      const path = join(folder, 'embedded.json')
      const config = {
        port,
        udpPorts: udp,
        announce: settings.addresses,
        loopback: settings.loopback,
        webhookUrl: `http://127.0.0.1:${hook}/`,
        stunUrls: settings.stun,
        apiKey: settings.apiKey,
        apiSecret: settings.apiSecret,
        aloneMs: settings.aloneMs,
      }
      await writeFile(path, JSON.stringify(config), { mode: 0o600 })
      return { file: process.execPath, args: [...embeddedProgram, path] }
    },
    // To be asked is also how it knows that somebody looks after it.
    async stalledFor(address) {
      const response = await fetch(`${address}/stats`, {
        headers: { authorization: `Bearer ${statsToken(settings.apiSecret)}` },
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      const stats = (await response.json()) as { stalledMs?: unknown }
      return typeof stats.stalledMs === 'number' ? stats.stalledMs : null
    },
  }
}

/** Only who holds the secret is told how much is sent. */
const statsToken = (secret: string): string =>
  createHmac('sha256', secret).update('stats').digest('base64url')
