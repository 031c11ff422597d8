import type { SocketAudience, StorageTrouble } from '../contract.ts'
import { VIEW_AUDIENCES } from '../rules/audience.ts'
import { createProjection, type Projection } from '../rules/projection.ts'
import type { Seen } from '../rules/view-parts.ts'
import { meOf, orgOf, standing } from '../rules/view-people.ts'
import { createSeats, type Seat, type Viewer } from './seats.ts'

export interface Fanout {
  /** Sends what this viewer does not know yet: everything, or what changed since `seq` if it was seen as `as`. */
  join(viewer: Viewer, known: { readonly seq: number; readonly as: string | null }): void
  leave(viewer: Viewer): void
  /** Collects; sent with the next tick. */
  touch(keys: readonly string[]): void
  /** Sends what was collected. One frame per audience, encoded once, to every socket that can take it. */
  flush(): void
  /** A sign of life to everybody; who had fallen behind and has drained gets what was missed. */
  beat(): void
  viewers(): number
  /** How many are being skipped. */
  behind(): number
  /** All sockets of a person. */
  of(person: string): readonly Viewer[]
}

/** Above this a socket is skipped; when it has drained below the second figure it gets what it missed in one frame. */
const BEHIND_BYTES = 256 * 1024
const CAUGHT_UP_BYTES = 16 * 1024

export function createFanout(
  seen: () => Seen,
  now: () => string,
  storage: () => StorageTrouble | null = () => null,
): Fanout {
  const seats = createSeats()
  const projections = new Map<SocketAudience, Projection>()
  const touched = new Set<string>()

  const beatFrame = (seq: number): string => {
    const trouble = storage()
    return `{"t":"beat","seq":${seq},"at":"${now()}"${trouble ? `,"storage":"${trouble}"` : ''}}`
  }

  const projection = (audience: SocketAudience): Projection => {
    const known = projections.get(audience)
    if (known) return known
    const made = createProjection(audience, seen(), now())
    projections.set(audience, made)
    return made
  }

  const put = (seat: Seat, frame: string | null): void => {
    if (frame) seat.viewer.send(frame)
    seat.seq = projection(seat.audience).seq()
  }

  const sendMine = (seat: Seat, from: Seen): void => {
    const { actor } = seat.viewer
    const org = actor.organization ? `,"org":${JSON.stringify(orgOf(from, actor.organization))}` : ''
    const mine = `"me":${JSON.stringify(meOf(from, actor))}${org}`
    if (mine === seat.mine) return
    seat.mine = mine
    seat.viewer.send(`{"t":"frame","mine":true,"seq":${from.state.seq},"at":"${now()}","put":{${mine}}}`)
  }

  /** Who has drained gets in one frame what was missed. */
  const catchUp = (seat: Seat, from: Seen): void => {
    if (seat.viewer.buffered() > CAUGHT_UP_BYTES) return
    seat.behind = false
    sendMine(seat, from)
    put(seat, projection(seat.audience).since(seat.seq))
  }

  /** Gives a seat the whole view of another audience when its standing changed. Answers whether it did. */
  const move = (seat: Seat, from: Seen): boolean => {
    const stands = standing(from, seat.viewer.actor)
    if (stands === seat.audience) return false
    seat.audience = stands
    seat.behind = false
    sendMine(seat, from)
    put(seat, projection(stands).whole())
    return true
  }

  const deliver = (seat: Seat, frame: string | null | undefined, from: Seen): void => {
    if (seat.behind) catchUp(seat, from)
    else if (frame && seat.viewer.buffered() > BEHIND_BYTES) seat.behind = true
    else if (frame) put(seat, frame)
  }

  const flush = (): void => {
    if (touched.size === 0) return
    const from = seen()
    const at = now()
    const keys = new Set(touched)
    touched.clear()
    const frames = new Map<SocketAudience, string | null>()
    for (const audience of VIEW_AUDIENCES) {
      const known = projections.get(audience)
      if (known) frames.set(audience, known.update(from, keys, at))
    }
    const moved = new Set<Seat>()
    // `me` first: were the line cut in between, the lower `seq` makes the client ask again for both.
    for (const seat of seats.concerned(keys)) {
      if (!seat.behind) sendMine(seat, from)
      if (move(seat, from)) moved.add(seat)
    }
    for (const seat of seats.all()) if (!moved.has(seat)) deliver(seat, frames.get(seat.audience), from)
  }

  return {
    join(viewer, known) {
      // What is collected and not yet sent reaches this seat with the next tick, like all the others.
      const from = seen()
      const audience = standing(from, viewer.actor)
      const seat: Seat = { viewer, audience, seq: 0, mine: '', behind: false }
      seats.add(seat)
      sendMine(seat, from)
      const shared = projection(audience)
      put(seat, known.as === audience ? shared.since(known.seq) : shared.whole())
      if (storage() !== null) viewer.send(beatFrame(from.state.seq))
    },
    leave: (viewer) => seats.remove(viewer),
    touch(keys) {
      for (const key of keys) touched.add(key)
    },
    flush,
    beat() {
      const from = seen()
      const frame = beatFrame(from.state.seq)
      for (const seat of seats.all()) {
        if (seat.behind) catchUp(seat, from)
        if (!seat.behind) seat.viewer.send(frame)
      }
    },
    viewers: () => seats.count(),
    behind: () => [...seats.all()].filter(({ behind }) => behind).length,
    of: (person) => [...seats.concerned(new Set([`me:${person}`]))].map(({ viewer }) => viewer),
  }
}
