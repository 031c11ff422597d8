import { lookAtMediaServer } from '../../adapters/media/look.ts'
import { type Config, isLoopback } from '../config.ts'
import { type Finding, ok, warning, wrong } from './finding.ts'

const NAMES = { livekit: 'LiveKit', embedded: 'The embedded media server' } as const

/** Sound and picture: which server, whether it answers, and what is missing for calls over the open internet. */
export async function lookAtMedia(config: Config): Promise<Finding[]> {
  const about = 'Sound and picture'
  const look = await lookAtMediaServer(config.media, {
    dataDir: config.dataDir,
    loopback: isLoopback(config.host),
  })
  if (look.kind === 'off') return [warning(about, 'They are off: leave MEDIA_ENGINE out to have them.')]
  if (look.kind === 'external') {
    const said = look.trouble ?? outOfReach(look.url, config.publicUrl)
    return [
      said
        ? wrong(about, said)
        : ok(about, `LiveKit at ${new URL(look.url).host} answers and takes our key.`),
    ]
  }
  if (look.trouble) return [wrong(about, look.trouble)]
  const name = NAMES[look.kind]
  const runs = look.runs ? `${name} runs.` : `${name} starts with the server.`
  if (look.kind === 'livekit' || isLoopback(config.host)) return [ok(about, runs)]
  return [
    warning(
      about,
      `${runs} For calls over the open internet use LiveKit: npx direct-line media install, or name one in LIVEKIT_BIN.`,
    ),
  ]
}

/** What this server reaches and browsers cannot; null when nothing speaks against it. */
function outOfReach(url: string, publicUrl: string): string | null {
  const { protocol, hostname } = new URL(url)
  const site = new URL(publicUrl)
  if (isLoopback(site.hostname)) return null
  if (isLoopback(hostname))
    return `LIVEKIT_URL (${url}) is reached on this machine only: browsers need the address that they reach, wss://…`
  return protocol === 'ws:' && site.protocol === 'https:'
    ? `Browsers do not open ${url} from a page of https: give LiveKit a certificate and name it as wss://… in LIVEKIT_URL.`
    : null
}
