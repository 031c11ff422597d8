import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { MediaSettings } from './choose.ts'
import { findLiveKit } from './livekit-server.ts'
import { freeUdpPort } from './ports.ts'

const PATIENCE_MS = 3_000

/** What there is of a media server, seen from outside and without starting one. */
export type MediaLook =
  | { readonly kind: 'off' }
  | { readonly kind: 'external'; readonly at: string; readonly answers: boolean }
  | {
      readonly kind: 'livekit' | 'embedded'
      readonly runs: boolean
      /** UDP port that is set and that another program has; null when all is well. */
      readonly taken: number | null
    }

/** Which media server the settings mean, and whether it answers. */
export async function lookAtMediaServer(settings: MediaSettings, dataDir: string): Promise<MediaLook> {
  if (settings.engine === 'off') return { kind: 'off' }
  if (settings.external && settings.engine !== 'embedded') {
    const at = settings.external.url.replace(/^ws/, 'http')
    return { kind: 'external', at: new URL(at).host, answers: await answers(at) }
  }
  const file =
    settings.engine === 'embedded' ? null : await findLiveKit(settings.bin, dataDir, settings.searchPath)
  const runs = await runningPort(dataDir).then(
    (port) => port !== null && answers(`http://127.0.0.1:${port}/`),
  )
  const wanted = settings.udpPorts?.[0]
  const taken = !runs && wanted !== undefined && (await freeUdpPort(wanted)) === null ? wanted : null
  return { kind: file ? 'livekit' : 'embedded', runs, taken }
}

const answers = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) }).then(
    () => true,
    () => false,
  )

async function runningPort(dataDir: string): Promise<number | null> {
  try {
    const { port } = JSON.parse(await readFile(join(dataDir, 'media', 'engine.json'), 'utf8')) as {
      port?: unknown
    }
    return Number.isSafeInteger(port) ? Number(port) : null
  } catch {
    return null
  }
}
