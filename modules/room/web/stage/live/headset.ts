import type { Room } from 'livekit-client'
import { useEffect } from 'react'
import { listDevices } from '../check/device.ts'
import { remembered } from '../check/memory.ts'

const CHOSEN = { audioinput: 'microphone', audiooutput: 'speaker' } as const
const KINDS = ['audioinput', 'audiooutput'] as const

/**
 * A headset is put away, and the browser goes on with what there is; when the one that was chosen is there again, it is taken
 * again. Whoever chose none has what the system sets.
 */
export function useHeadset(room: Room): void {
  useEffect(() => {
    let before: readonly string[] | null = null
    const look = async () => {
      const known = before
      const now = (await Promise.all(KINDS.map(listDevices))).flat().map(({ id }) => id)
      before = now
      if (known === null) return
      for (const kind of KINDS) {
        const id = remembered()[CHOSEN[kind]]
        if (id && now.includes(id) && !known.includes(id))
          await room
            .switchActiveDevice(kind, id)
            // It is there and does not open: what the system sets is better than silence.
            .catch(() => room.switchActiveDevice(kind, 'default', false))
            .catch(() => undefined)
      }
    }
    const changed = () => void look()
    changed()
    navigator.mediaDevices?.addEventListener('devicechange', changed)
    return () => navigator.mediaDevices?.removeEventListener('devicechange', changed)
  }, [room])
}
