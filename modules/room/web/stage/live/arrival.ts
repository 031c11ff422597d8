import { LocalTrack, type Room } from 'livekit-client'
import { useEffect, useRef } from 'react'
import { remembered } from '../check/memory.ts'

/** Whoever saw their picture in the check comes on stage with it, once; the microphone waits for a tap. */
export function useArrival(there: boolean, room: Room): void {
  const done = useRef(false)
  useEffect(() => {
    if (!there || done.current) return
    done.current = true
    if (remembered().seen && remembered().withCamera) {
      void room.localParticipant.setCameraEnabled(true).catch(() => undefined)
    }
  }, [there, room])
}

/** Whoever accepted the floor is heard at once; when it ends camera and microphone are let go. */
export function useFloor(speaking: boolean, room: Room, set: (on: boolean) => Promise<void>): void {
  const was = useRef(false)
  useEffect(() => {
    if (speaking === was.current) return
    was.current = speaking
    if (speaking) void set(true)
    else void letGo(room)
  }, [speaking, room, set])
}

async function letGo({ localParticipant }: Room): Promise<void> {
  for (const { track } of [...localParticipant.trackPublications.values()]) {
    if (track instanceof LocalTrack)
      await localParticipant.unpublishTrack(track, true).catch(() => track.stop())
  }
}
