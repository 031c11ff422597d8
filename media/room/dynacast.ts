import { VideoQuality } from '@livekit/protocol'
import type { PublishedTrack } from '../uplink/published-track.ts'
import type { Participant } from './room.ts'

/** A layer is stopped only when nobody has wanted it for so long: windows are resized back and forth. */
const BEFORE_STOPPING_MS = 5000

const told = new WeakMap<PublishedTrack, { highest: number; timer?: NodeJS.Timeout }>()

/** Tells a publisher the highest layer that anybody looks at, so that it need not make the others. */
export function dynacast(owner: Participant, track: PublishedTrack): void {
  if (track.kind !== 'video' || track.rids.length < 2) return
  const state = told.get(track) ?? { highest: VideoQuality.HIGH }
  told.set(track, state)
  const wanted = highestWanted(track)
  clearTimeout(state.timer)
  if (wanted > state.highest) tell(owner, track, wanted)
  else if (wanted < state.highest) {
    state.timer = setTimeout(() => {
      if (!owner.gone && owner.tracks.has(track.sid)) tell(owner, track, highestWanted(track))
    }, BEFORE_STOPPING_MS)
    state.timer.unref()
  }
}

const highestWanted = (track: PublishedTrack): number =>
  Math.max(-1, ...[...track.watchers].map(({ enabled, wished }) => (enabled ? wished : -1)))

function tell(owner: Participant, track: PublishedTrack, highest: number): void {
  told.set(track, { highest })
  const qualities = [VideoQuality.LOW, VideoQuality.MEDIUM, VideoQuality.HIGH].map((quality) => ({
    quality,
    enabled: quality <= highest,
  }))
  owner.send({
    case: 'subscribedQualityUpdate',
    value: {
      trackSid: track.sid,
      subscribedCodecs: [{ codec: 'vp8', qualities }],
    },
  })
}
