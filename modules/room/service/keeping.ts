import type { RecordStore } from '../rules/record.ts'
import type { RoomState } from '../rules/state.ts'

/** How often a room's state is kept beside its record. */
export interface KeepPace {
  readonly events: number
  readonly milliseconds: number
}
const KEEP_PACE: KeepPace = { events: 5_000, milliseconds: 60_000 }
/** Fewer than this are read faster than a state. */
const WORTH_KEEPING = 500

/**
 * Keeps the state of a long record, so that whoever opens the room later need not read all of it. It is never waited for, and nothing
 * depends on it: the record alone says what happened.
 */
export function createKeeping(
  store: Pick<RecordStore, 'keep'>,
  call: string,
  begin: number,
  { events, milliseconds }: KeepPace = KEEP_PACE,
): {
  /** Looks whether it is time. */
  look(state: RoomState): void
  /** The room is closed. */
  close(state: RoomState): Promise<void>
} {
  let kept = begin
  let next = 0
  let keeping: Promise<void> | null = null

  const keep = async (state: RoomState): Promise<void> => {
    const { seq } = state
    try {
      await store.keep(call, state)
      kept = seq
    } catch {
      // The next one will do: the record is whole without it.
    }
    next = performance.now() + milliseconds
    keeping = null
  }

  return {
    look(state) {
      if (keeping || state.seq - kept < events || performance.now() < next) return
      keeping = keep(state)
    },
    async close(state) {
      await keeping
      if (state.seq - kept >= Math.min(events, WORTH_KEEPING)) await keep(state)
    },
  }
}
