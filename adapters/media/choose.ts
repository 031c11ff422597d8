import { join } from 'node:path'
import type { Media } from '../../kernel/media.ts'
import type { Log, Metrics } from '../../kernel/ports.ts'
import { WrongEnvironment } from '../../kernel/wrong-environment.ts'
import { embeddedServer } from './embedded.ts'
import { externalMedia } from './external.ts'
import { findLiveKit, liveKitServer } from './livekit-server.ts'
import { noMedia } from './off.ts'
import { supervisedMedia } from './supervised.ts'
import type { TurnSettings } from './turn.ts'

export interface MediaSettings {
  /** `auto`: a LiveKit that is named, else one that is found, else the embedded server. */
  readonly engine: 'auto' | 'livekit' | 'embedded' | 'off'
  readonly external: { readonly url: string; readonly apiKey: string; readonly apiSecret: string } | null
  /** Path of a `livekit-server`. */
  readonly bin: string | null
  /** Folders in which programs are looked for, as the PATH has them. */
  readonly searchPath: string
  readonly udpPorts: readonly [number, number] | null
  readonly publicAddresses: readonly string[]
  readonly stun: readonly string[]
  readonly turn: TurnSettings | null
  /** Media over TCP, of a LiveKit that we start. */
  readonly tcpPort: number
  /** Resident bytes above which a media server of ours is started anew; null: as it needs. */
  readonly memoryLimit: number | null
  /** How long one of ours goes on when its application died and none comes back; ten minutes. */
  readonly aloneMs?: number | undefined
}

/** One of ours: its key is derived from the server's own, so that the next process can talk to what this one started. */
const API_KEY = 'direct-line'
const FIRST_UDP_PORT = 7882
const ALONE_MS = 10 * 60_000

/** The UDP ports that are set, or ours; null: any free one, where only this machine is reached. */
export const udpPortsOf = (
  { udpPorts }: Pick<MediaSettings, 'udpPorts'>,
  loopback: boolean,
): readonly [number, number] | null => udpPorts ?? (loopback ? null : [FIRST_UDP_PORT, FIRST_UDP_PORT])

/** The media server that the settings ask for, started if it is ours. @throws WrongEnvironment */
export async function chooseMedia(
  settings: MediaSettings,
  around: {
    readonly dataDir: string
    readonly apiSecret: string
    readonly loopback: boolean
    readonly log: Log
    readonly metrics: Metrics
  },
): Promise<Media> {
  if (settings.engine === 'off') return noMedia
  if (settings.external && settings.engine !== 'embedded')
    return externalMedia({ ...settings.external, turn: settings.turn })
  const { dataDir, loopback } = around
  const ours = {
    apiKey: API_KEY,
    apiSecret: around.apiSecret,
    udpPorts: udpPortsOf(settings, loopback),
    addresses: settings.publicAddresses,
    loopback,
    tcpPort: settings.tcpPort,
    memoryLimit: settings.memoryLimit,
    aloneMs: settings.aloneMs ?? ALONE_MS,
    stun: settings.stun,
    turn: settings.turn,
  }
  const file =
    settings.engine === 'embedded' ? null : await findLiveKit(settings.bin, dataDir, settings.searchPath)
  if (!file && settings.engine === 'livekit') {
    throw new WrongEnvironment(
      'MEDIA_ENGINE=livekit, and no livekit-server is found: name it in LIVEKIT_BIN, or run npx direct-line media install.',
    )
  }
  const engine = file
    ? await liveKitServer(file, ours).catch((cause: unknown) => {
        throw new WrongEnvironment(
          `${file} is no livekit-server that runs on this machine: correct LIVEKIT_BIN, or remove it.`,
          { cause },
        )
      })
    : embeddedServer(ours)
  return supervisedMedia({ ...around, engine, settings: ours, folder: join(dataDir, 'media') })
}
