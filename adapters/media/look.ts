import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type MediaSettings, udpPortsOf } from './choose.ts'
import { findLiveKit } from './livekit-server.ts'
import { takenPort, wordsOfTaken } from './ports.ts'
import { troubleWith } from './trouble.ts'

const PATIENCE_MS = 3_000

/** What there is of a media server, seen from outside and without starting one. */
export type MediaLook =
  | { readonly kind: 'off' }
  | { readonly kind: 'external'; readonly url: string; readonly trouble: string | null }
  | {
      readonly kind: 'livekit' | 'embedded'
      readonly runs: boolean
      /** What is wrong, and what to do; null when all is well. */
      readonly trouble: string | null
    }

/** Which media server the settings mean, and whether it answers. */
export async function lookAtMediaServer(
  settings: MediaSettings,
  { dataDir, loopback }: { readonly dataDir: string; readonly loopback: boolean },
): Promise<MediaLook> {
  if (settings.engine === 'off') return { kind: 'off' }
  if (settings.external && settings.engine !== 'embedded') {
    const { url } = settings.external
    return { kind: 'external', url, trouble: await troubleWith(settings.external) }
  }
  const file =
    settings.engine === 'embedded' ? null : await findLiveKit(settings.bin, dataDir, settings.searchPath)
  const runs = await runningPort(dataDir).then(
    (port) => port !== null && answers(`http://127.0.0.1:${port}/`),
  )
  const tcp = file && !loopback ? settings.tcpPort : undefined
  const taken = runs ? null : await takenPort(udpPortsOf(settings, loopback), tcp)
  return { kind: file ? 'livekit' : 'embedded', runs, trouble: taken && wordsOfTaken(taken) }
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
