import { ConnectionQuality, type RemoteTrackPublication, type Room, RoomEvent, Track } from 'livekit-client'
import { useEffect, useState } from 'react'

const STORE = 'dl-audio-only'

/** Sound only: moving pictures are not even fetched. Kept for this tab. */
export function useAudioOnly(room: Room): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => sessionStorage.getItem(STORE) === 'on')
  useEffect(() => {
    const apply = (publication: RemoteTrackPublication) => {
      if (publication.kind === Track.Kind.Video) publication.setSubscribed(!on)
    }
    for (const participant of room.remoteParticipants.values()) {
      for (const publication of participant.trackPublications.values()) apply(publication)
    }
    const all = () => {
      for (const participant of room.remoteParticipants.values()) {
        for (const publication of participant.trackPublications.values()) apply(publication)
      }
    }
    room.on(RoomEvent.TrackPublished, apply)
    room.on(RoomEvent.Connected, all)
    return () => {
      room.off(RoomEvent.TrackPublished, apply)
      room.off(RoomEvent.Connected, all)
    }
  }, [room, on])
  const set = (next: boolean) => {
    sessionStorage.setItem(STORE, next ? 'on' : 'off')
    setOn(next)
    if (next && room.localParticipant.isCameraEnabled) void room.localParticipant.setCameraEnabled(false)
  }
  return [on, set]
}

/** A line must be weak for so long before anything is offered. */
const WEAK_FOR_MS = 6_000

/** How my own line does, and whether it has been weak long enough to offer sound only. */
export function useMyLine(room: Room): { quality: ConnectionQuality; weak: boolean } {
  const [quality, setQuality] = useState<ConnectionQuality>(room.localParticipant.connectionQuality)
  const [weak, setWeak] = useState(false)
  useEffect(() => {
    const changed = () => setQuality(room.localParticipant.connectionQuality)
    room.on(RoomEvent.ConnectionQualityChanged, changed)
    return () => void room.off(RoomEvent.ConnectionQualityChanged, changed)
  }, [room])
  const poor = quality === ConnectionQuality.Poor || quality === ConnectionQuality.Lost
  useEffect(() => {
    if (!poor) return setWeak(false)
    const timer = setTimeout(() => setWeak(true), WEAK_FOR_MS)
    return () => clearTimeout(timer)
  }, [poor])
  return { quality, weak }
}

/** The screen stays awake while somebody listens; given back when the tab is hidden and taken again when it is shown. */
export function useAwake(on: boolean): void {
  useEffect(() => {
    if (!on || !('wakeLock' in navigator)) return
    let lock: WakeLockSentinel | null = null
    let gone = false
    const take = async () => {
      if (document.visibilityState !== 'visible') return
      const taken = await navigator.wakeLock.request('screen').catch(() => null)
      if (gone) void taken?.release()
      else lock = taken
    }
    const visible = () => void take()
    void take()
    document.addEventListener('visibilitychange', visible)
    return () => {
      gone = true
      document.removeEventListener('visibilitychange', visible)
      void lock?.release()
    }
  }, [on])
}
