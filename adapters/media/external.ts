import type { Media, MediaEvent, MediaStatus } from '../../kernel/media.ts'
import { listeners } from './listeners.ts'
import { speakLiveKit } from './livekit.ts'
import { httpOf, troubleWith } from './trouble.ts'
import { iceServersOf, type TurnSettings } from './turn.ts'

export interface ExternalSettings {
  /** `wss://…` as browsers reach it. */
  readonly url: string
  readonly apiKey: string
  readonly apiSecret: string
  readonly turn: TurnSettings | null
}

const LOOK_EVERY_MS = 2_000

/** A LiveKit that somebody else runs: a cluster, or the cloud. Asked every two seconds whether it answers and takes our key. */
export function externalMedia(settings: ExternalSettings): Media {
  const address = httpOf(settings.url)
  const events = listeners<MediaEvent>()
  const changes = listeners<MediaStatus>()
  const at = new URL(address).host
  let status: MediaStatus = {
    standing: 'starting',
    words: `Audio and video: LiveKit at ${at} is being asked.`,
  }
  const spoken = speakLiveKit({ ...settings, address: () => address })
  const look = async (): Promise<void> => {
    const trouble = await troubleWith(settings)
    const next: MediaStatus = trouble
      ? { standing: 'down', words: `Audio and video: ${trouble}` }
      : { standing: 'ready', words: `Audio and video: LiveKit at ${at}.` }
    const changed = next.words !== status.words
    status = next
    if (changed) changes.tell(status)
  }
  void look()
  const looking = setInterval(() => void look(), LOOK_EVERY_MS)
  return {
    ...spoken,
    status: () => status,
    onStatus: changes.add,
    url: settings.url,
    loopbackPort: () => null,
    iceServers: (identity) => iceServersOf(settings.turn, identity),
    onEvent: events.add,
    async receive(body, authorization) {
      const event = await spoken.receive(body, authorization)
      if (event) events.tell(event)
      return event
    },
    async stop() {
      clearInterval(looking)
    },
  }
}
