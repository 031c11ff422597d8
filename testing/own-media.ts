import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chooseMedia, type MediaSettings } from '../adapters/media/choose.ts'
import { embeddedServer } from '../adapters/media/embedded.ts'
import type { Engine } from '../adapters/media/engine.ts'
import { supervisedMedia } from '../adapters/media/supervised.ts'
import type { Media } from '../kernel/media.ts'
import type { Log, Metrics } from '../kernel/ports.ts'

export const OWN_SECRET = 'a secret of forty-three characters, no less'
/** LiveKit itself, where `npm test` could build it. */
export const liveKit = process.env['LIVEKIT_TEST_BIN'] ?? ''
export const ownEngines = liveKit ? (['embedded', 'livekit'] as const) : (['embedded'] as const)

export const mediaSettings: MediaSettings = {
  engine: 'embedded',
  external: null,
  bin: null,
  searchPath: '',
  udpPorts: null,
  tcpPort: 7881,
  memoryLimit: null,
  publicAddresses: [],
  stun: [],
  turn: null,
}

/** The settings for an engine of ours. */
export const settingsOf = (engine: 'embedded' | 'livekit'): MediaSettings => ({
  ...mediaSettings,
  engine,
  bin: engine === 'livekit' ? liveKit : null,
})

const log: Log = { info: () => undefined, warn: () => undefined, error: () => undefined, child: () => log }

interface OwnMedia {
  readonly media: Media
  /** Why it was started anew, each time. */
  readonly restarts: string[]
}

function counted(): { restarts: string[]; metrics: Metrics } {
  const restarts: string[] = []
  const metrics: Metrics = {
    counter: () => ({ inc: (labels) => void restarts.push(labels?.['why'] ?? '') }),
    gauge: () => ({ set: () => undefined }),
    watch: () => undefined,
    histogram: () => ({ observe: () => undefined }),
  }
  return { restarts, metrics }
}

/** Starts what the settings say, as an application does. */
export async function startOwnMedia(
  settings: MediaSettings,
  dataDir: string,
  loopback = true,
): Promise<OwnMedia> {
  const { restarts, metrics } = counted()
  const media = await chooseMedia(settings, { dataDir, apiSecret: OWN_SECRET, loopback, log, metrics })
  return { media, restarts }
}

/** Starts the embedded server as an application does, but of the kind that gets stuck: see `stuck-media.ts`. */
export async function startStuckMedia(dataDir: string): Promise<OwnMedia> {
  const { restarts, metrics } = counted()
  const key = { apiKey: 'direct-line', apiSecret: OWN_SECRET }
  const settings = { ...mediaSettings, ...key, addresses: [], loopback: true, aloneMs: 60_000 }
  const engine = embeddedServer(settings)
  const stuck: Engine = {
    ...engine,
    async prepare(folder, places) {
      const { file, args } = await engine.prepare(folder, places)
      return { file, args: ['--import', join(import.meta.dirname, 'stuck-media.ts'), ...args] }
    },
  }
  const folder = join(dataDir, 'media')
  return { media: await supervisedMedia({ engine: stuck, settings, folder, log, metrics }), restarts }
}

/** An empty data folder, and how it goes. */
export async function mediaFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'direct-line-media-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

/** Process id of the media server of a data folder. */
export const enginePid = async (dataDir: string): Promise<number> =>
  (JSON.parse(await readFile(join(dataDir, 'media', 'engine.json'), 'utf8')) as { pid: number }).pid

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
