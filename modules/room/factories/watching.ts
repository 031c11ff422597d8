import {
  applyFrame,
  type ClientRoom,
  comesTooLate,
  emptyRoom,
  type Frame,
  type SocketAudience,
} from '../contract.ts'
import { createProjection } from '../rules/projection.ts'
import type { Seen } from '../rules/view-parts.ts'
import type { WindowSizes } from '../rules/window.ts'
import { createFanout } from '../service/fanout.ts'
import type { Viewer } from '../service/seats.ts'
import { people, type Who } from './people.ts'

/** So few that questions and entries come into the window and leave it all the time. */
const FEW: WindowSizes = {
  lists: { pending: 4, assigned: Infinity, visible: 4, owed: 3, answered: 3, dismissed: 2, merged: 2 },
  newestVisible: 2,
  entries: 5,
  promises: 3,
  quotes: 2,
}

/** People who know of the room only what frames told them, as over a socket. */
export interface Watching {
  touch(keys: readonly string[]): void
  /** The next frame for everybody. */
  tick(): void
  /** The line of this person is cut; it comes back with what it knows. */
  cut(who: Who): void
  back(who: Who): void
  readonly known: ReadonlyMap<Who, ClientRoom>
  /** What somebody of this audience is told who comes only now. */
  anew(audience: SocketAudience): ClientRoom
}

export function watching(seen: () => Seen, now: () => string, those: readonly Who[]): Watching {
  const fanout = createFanout(seen, now, () => null, FEW)
  const known = new Map<Who, ClientRoom>()
  const lines = new Map<Who, Viewer>()
  // All of an audience are sent the same text.
  let last: { text: string; frame: Frame } | null = null
  const parsed = (text: string): Frame => {
    if (last?.text !== text) last = { text, frame: JSON.parse(text) as Frame }
    return last.frame
  }
  const take = (who: Who, text: string): void => {
    const frame = parsed(text)
    const room = known.get(who) ?? emptyRoom
    if (comesTooLate(room, frame)) throw new Error(`${who} is told of ${frame.seq} after ${room.seq}`)
    known.set(who, applyFrame(room, frame))
  }
  const back = (who: Who): void => {
    if (lines.has(who)) return
    const line: Viewer = {
      actor: people[who],
      send(frame, before) {
        if (before) take(who, before)
        take(who, frame)
      },
      buffered: () => 0,
      close: () => undefined,
    }
    lines.set(who, line)
    const { seq, audience } = known.get(who) ?? emptyRoom
    fanout.join(line, { seq, as: audience })
  }
  for (const who of those) back(who)
  return {
    known,
    touch: fanout.touch,
    tick: fanout.flush,
    back,
    cut(who) {
      const line = lines.get(who)
      if (line) fanout.leave(line)
      lines.delete(who)
    },
    anew: (audience) =>
      applyFrame(emptyRoom, JSON.parse(createProjection(audience, seen(), now(), FEW).whole())),
  }
}
