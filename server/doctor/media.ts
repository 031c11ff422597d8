import { lookAtMediaServer } from '../../adapters/media/look.ts'
import { type Config, isLoopback } from '../config.ts'
import { type Finding, ok, warning, wrong } from './finding.ts'

const NAMES = { livekit: 'LiveKit', embedded: 'The embedded media server' } as const

/** Sound and picture: which server, whether it answers, and what is missing for calls over the open internet. */
export async function lookAtMedia(config: Config): Promise<Finding[]> {
  const about = 'Sound and picture'
  const look = await lookAtMediaServer(config.media, config.dataDir)
  if (look.kind === 'off') return [warning(about, 'They are off: leave MEDIA_ENGINE out to have them.')]
  if (look.kind === 'external') {
    return look.answers
      ? [ok(about, `LiveKit at ${look.at} answers.`)]
      : [wrong(about, `LiveKit at ${look.at} does not answer from here: correct LIVEKIT_URL, or start it.`)]
  }
  if (look.taken !== null) {
    return [
      wrong(
        about,
        `UDP port ${look.taken} is taken by another program: stop that one, or choose another with MEDIA_UDP_PORT.`,
      ),
    ]
  }
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
