import { execFile } from 'node:child_process'
import { access, constants, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import type { Engine, EngineSettings } from './engine.ts'
import { attendTo } from './guard/attend.ts'

const run = promisify(execFile)
const PROGRAM = process.platform === 'win32' ? 'livekit-server.exe' : 'livekit-server'
const MEMORY_LIMIT = 4 * 1024 ** 3
/** It listens on every port of a range up to this size; of a larger one it takes a port for each connection. */
const LARGEST_SHARED_RANGE = 64

/** Where `npx direct-line media install` puts it. */
export const installedAt = (dataDir: string): string => join(dataDir, 'media', PROGRAM)

/** The program: the one that is named, else in the data folder, else on the PATH. Null when there is none. */
export async function findLiveKit(
  named: string | null,
  dataDir: string,
  searchPath: string,
): Promise<string | null> {
  if (named) return named
  const folders = searchPath.split(delimiter).filter(Boolean)
  for (const file of [installedAt(dataDir), ...folders.map((folder) => join(folder, PROGRAM))]) {
    const there = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (there) return file
  }
  return null
}

/** What it calls itself: `1.11.0`. @throws when it is no LiveKit that runs on this machine */
async function versionOf(file: string): Promise<string> {
  const { stdout } = await run(file, ['--version'], { timeout: 10_000 })
  return /version (\S+)/.exec(stdout)?.[1] ?? 'of an unknown version'
}

/** A `livekit-server` that we start and watch. @throws when the program cannot be run */
export async function liveKitServer(file: string, settings: EngineSettings): Promise<Engine> {
  const version = await versionOf(file)
  return {
    kind: 'livekit',
    name: `LiveKit ${version}`,
    memoryLimit: settings.memoryLimit ?? MEMORY_LIMIT,
    // Not on an installation that only this machine reaches: it would listen everywhere.
    ...(settings.loopback ? {} : { tcpPort: settings.tcpPort }),
    async prepare(folder, { port, udp, hook }) {
      const path = join(folder, 'livekit.json')
      const [announced] = settings.addresses
      const [first, last] = udp
      const config = {
        port,
        bind_addresses: ['127.0.0.1'],
        rtc: {
          ...(last - first < LARGEST_SHARED_RANGE
            ? { udp_port: first === last ? first : `${first}-${last}` }
            : { port_range_start: first, port_range_end: last }),
          tcp_port: settings.loopback ? 0 : settings.tcpPort,
          use_external_ip: false,
          // One node, one announced address: the machine's own where none is given.
          ...(announced ? { node_ip: announced } : settings.loopback ? { node_ip: '127.0.0.1' } : {}),
          enable_loopback_candidate: settings.loopback,
          // Left out, it would send everybody to public servers.
          stun_servers: settings.stun.length > 0 ? settings.stun.map(bare) : [`127.0.0.1:${first}`],
        },
        room: { auto_create: true, empty_timeout: 60, departure_timeout: 20 },
        keys: { [settings.apiKey]: settings.apiSecret },
        webhook: { api_key: settings.apiKey, urls: [`http://127.0.0.1:${hook}/`] },
        logging: { level: 'warn', json: true },
      }
      // JSON is YAML; only we may read it.
      await writeFile(path, JSON.stringify(config), { mode: 0o600 })
      return {
        file,
        args: ['--config', path],
      }
    },
    attend: attendTo(settings.aloneMs),
  }
}

const bare = (url: string): string => url.replace(/^stuns?:/, '')
