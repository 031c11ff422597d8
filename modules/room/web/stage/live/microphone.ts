import { useLocalParticipant } from '@livekit/components-react/hooks'
import { type Room, Track, TrackEvent } from 'livekit-client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useToast } from '../../../../../ui/index.ts'
import { useWords } from '../../use-words.ts'
import { type DeviceProblem, problemOf } from '../check/problem.ts'

export interface MyDevice {
  readonly on: boolean
  readonly busy: boolean
  readonly problem: DeviceProblem | null
  set(on: boolean): Promise<void>
}

/** Microphone, camera or screen of this person, as a switch that says what is true. */
export function useMyDevice(room: Room, source: 'microphone' | 'camera' | 'screen'): MyDevice {
  const local = useLocalParticipant({ room })
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<DeviceProblem | null>(null)
  const on = {
    microphone: local.isMicrophoneEnabled,
    camera: local.isCameraEnabled,
    screen: local.isScreenShareEnabled,
  }[source]
  const set = useCallback(
    async (wanted: boolean) => {
      setBusy(true)
      setProblem(null)
      const { localParticipant } = room
      try {
        if (source === 'microphone') await localParticipant.setMicrophoneEnabled(wanted)
        else if (source === 'camera') await localParticipant.setCameraEnabled(wanted)
        // A 4K screen is sent as a picture of 1080 lines at 15 frames: text stays sharp, the line stays free for voices.
        else
          await localParticipant.setScreenShareEnabled(
            wanted,
            { audio: false, resolution: { width: 1920, height: 1080, frameRate: 15 }, contentHint: 'text' },
            { screenShareEncoding: { maxBitrate: 1_500_000, maxFramerate: 15 } },
          )
      } catch (error) {
        const why = problemOf(error)
        // Whoever closes the browser's choice of screens changed their mind.
        if (source !== 'screen' || why !== 'refused') setProblem(why)
      } finally {
        setBusy(false)
      }
    },
    [room, source],
  )
  return { on, busy, problem, set }
}

/**
 * What the moderator muted falls silent here too: the media server's word is lost while its line is cut, and this client would then
 * tell it that the microphone is on (livekit-client, `LocalParticipant.updateInfo`).
 */
export function useMuted(mutedAt: string | null, { on, set }: MyDevice): void {
  const done = useRef(mutedAt)
  useEffect(() => {
    if (mutedAt === done.current) return
    done.current = mutedAt
    if (mutedAt && on) void set(false)
  }, [mutedAt, on, set])
}

/** `taken`: a phone call or another program has the microphone; `gone`: it was unplugged and no other was found. */
export type MicrophoneTrouble = 'taken' | 'gone' | null

/**
 * Watches the microphone while it is on: a phone call takes it and gives it back, a headset is unplugged and the next one is
 * followed. Says which it is now, so that nobody speaks unheard without knowing it.
 */
export function useMicrophoneWatch(room: Room, on: boolean): MicrophoneTrouble {
  const { t } = useWords()
  const show = useToast()
  const [trouble, setTrouble] = useState<MicrophoneTrouble>(null)
  useEffect(() => {
    const track = room.localParticipant.getTrackPublication(Track.Source.Microphone)?.audioTrack
    // Whoever fell silent without a tap is told why until they are heard again.
    setTrouble((before) => (!on && before === 'gone' ? before : null))
    if (!on || !track || !('restartTrack' in track)) return
    let media: MediaStreamTrack | null = null
    let unplugged = false
    let name = ''
    const taken = () => setTrouble('taken')
    const back = () => setTrouble(null)
    const watch = () => {
      media?.removeEventListener('mute', taken)
      media?.removeEventListener('unmute', back)
      media = track.mediaStreamTrack
      media.addEventListener('mute', taken)
      media.addEventListener('unmute', back)
      unplugged = false
      setTrouble(media.muted ? 'taken' : null)
      if (name && media.label && media.label !== name) show(t('live.mic.now', { name: media.label }))
      name = media.label
    }
    // The library takes whatever microphone there is now, and mutes where there is none.
    const ended = () => {
      unplugged = true
    }
    const muted = () => {
      if (unplugged) setTrouble('gone')
    }
    const visible = () => {
      if (document.visibilityState !== 'visible' || media?.readyState !== 'ended') return
      void track.restartTrack().catch(() => setTrouble('gone'))
    }
    watch()
    track.on(TrackEvent.Ended, ended)
    track.on(TrackEvent.Muted, muted)
    track.on(TrackEvent.Restarted, watch)
    document.addEventListener('visibilitychange', visible)
    return () => {
      media?.removeEventListener('mute', taken)
      media?.removeEventListener('unmute', back)
      track.off(TrackEvent.Ended, ended)
      track.off(TrackEvent.Muted, muted)
      track.off(TrackEvent.Restarted, watch)
      document.removeEventListener('visibilitychange', visible)
    }
  }, [room, on, show, t])
  return trouble
}
