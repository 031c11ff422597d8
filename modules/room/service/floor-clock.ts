import { decideFloorOver, floorUntil } from '../rules/decide-floor.ts'
import type { Room } from './room.ts'

/** Ends the floor when its time is over, however long nobody else does anything. */
export interface FloorClock {
  /** The room has changed, or may have. */
  wake(): void
  stop(): void
}

/** Looked at so soon again where it was not recorded, or where the room's clock is behind the machine's. */
const AGAIN_MS = 1_000

/** Asks the room to end the floor; whether it is over the rule decides, by the room's own clock. */
export function createFloorClock(room: Room, now: () => string): FloorClock {
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopped = false

  const look = async (): Promise<void> => {
    await room.notice(decideFloorOver)
    expect(AGAIN_MS)
  }

  const expect = (atLeast: number): void => {
    clearTimeout(timer)
    const until = floorUntil(room.seen().state)
    if (until === null || stopped) return
    const left = Temporal.Instant.from(now()).until(Temporal.Instant.from(until)).total('milliseconds')
    timer = setTimeout(() => void look(), Math.max(atLeast, left)).unref()
  }

  return {
    wake: () => expect(0),
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
