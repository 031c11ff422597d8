import { BEAT_EVERY_MS, type RoomCommand } from '../contract.ts'
import { decideLost } from '../rules/decide-people.ts'
import type { Directory, RoomSetting } from '../rules/state.ts'
import { allKeys } from '../rules/view.ts'
import type { RoomActor } from '../rules/who.ts'
import { createFanout, type Fanout } from './fanout.ts'
import { openRoom, type Room } from './room.ts'
import type { Outcome, RoomParts } from './room-parts.ts'
import type { Viewer } from './seats.ts'
import { ticker } from './ticker.ts'

/** How the room keeps time; tests take other figures. Milliseconds. */
export interface RoomTimes {
  /** The longest pause between two frames. */
  readonly tick: number
  readonly beat: number
  /** Whose last socket has been gone for so long has left. */
  readonly grace: number
}
export const ROOM_TIMES: RoomTimes = { tick: 50, beat: BEAT_EVERY_MS, grace: 10_000 }

/** A room with the people who look at it. */
export interface LiveRoom {
  readonly room: Room
  join(viewer: Viewer, known: { readonly seq: number; readonly as: string | null }): void
  leave(viewer: Viewer): void
  submit(actor: RoomActor, id: string, command: RoomCommand): Promise<Outcome>
  setFacts(facts: RoomSetting): void
  /** Everything may look different: names or texts were changed or erased. */
  lookAgain(): void
  viewers(): number
  /** How many of them cannot keep up. */
  behind(): number
  /** Closes the sockets of a person, but those that may stay. */
  cut(
    person: string,
    mayStay: (actor: RoomActor) => boolean,
    reason: string,
    retryAfterMs: number | null,
  ): void
  /** Stops all timers; nothing is recorded any more by itself. */
  stop(): Promise<void>
}

export async function openLiveRoom(
  parts: Omit<RoomParts, 'onChange'> & {
    readonly directory: Directory
    readonly onTouched?: () => void
    readonly onTick?: (milliseconds: number) => void
  },
  times: RoomTimes,
): Promise<LiveRoom> {
  const changes = ticker(times.tick, () => {
    const began = performance.now()
    fanout.flush()
    parts.onTick?.(performance.now() - began)
  })
  const room = await openRoom({
    ...parts,
    onChange(keys) {
      fanout.touch(keys)
      changes.wake()
      parts.onTouched?.()
    },
    onStorage(trouble) {
      parts.onStorage?.(trouble)
      fanout.beat(true)
    },
  })
  const fanout: Fanout = createFanout(room.seen, parts.now, room.storage)
  const sockets = new Map<string, number>()
  const leaving = new Map<string, ReturnType<typeof setTimeout>>()
  const beats = setInterval(() => fanout.beat(), times.beat)

  /** After the grace the person has left, as of `lastSeen`. */
  const expectBack = (person: string, lastSeen: string): void => {
    const timer = setTimeout(async () => {
      leaving.delete(person)
      const outcome = await room.notice((state) => decideLost(state, person, lastSeen))
      // Not saved: tried again, unless they are back or have been noticed otherwise meanwhile.
      if ('refused' in outcome && !sockets.has(person) && !leaving.has(person)) expectBack(person, lastSeen)
    }, times.grace)
    leaving.set(person, timer)
  }

  // Who was inside when the server died is expected back as well.
  const { state } = room.seen()
  for (const { person, place } of state.people.values()) {
    if (place === 'inside' || place === 'waiting') expectBack(person, state.at ?? parts.now())
  }

  return {
    room,
    join(viewer, known) {
      const { person } = viewer.actor
      clearTimeout(leaving.get(person))
      leaving.delete(person)
      sockets.set(person, (sockets.get(person) ?? 0) + 1)
      fanout.join(viewer, known)
    },
    leave(viewer) {
      fanout.leave(viewer)
      const { person } = viewer.actor
      const left = (sockets.get(person) ?? 1) - 1
      if (left > 0) {
        sockets.set(person, left)
        return
      }
      sockets.delete(person)
      if (room.seen().state.people.has(person)) expectBack(person, parts.now())
    },
    submit: (actor, id, command) => room.submit(actor, id, command),
    setFacts(facts) {
      room.setFacts(facts)
      fanout.touch(allKeys(room.seen()))
      changes.wake()
    },
    lookAgain() {
      fanout.touch([...allKeys(room.seen()), ...[...sockets.keys()].map((person) => `me:${person}`)])
      changes.wake()
    },
    viewers: () => fanout.viewers(),
    behind: () => fanout.behind(),
    cut(person, mayStay, reason, retryAfterMs) {
      for (const viewer of fanout.of(person)) if (!mayStay(viewer.actor)) viewer.close(reason, retryAfterMs)
    },
    async stop() {
      changes.stop()
      clearInterval(beats)
      for (const timer of leaving.values()) clearTimeout(timer)
      await room.close()
    },
  }
}
