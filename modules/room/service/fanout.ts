import { BEAT_EVERY_MS, type SocketAudience, type StorageTrouble } from '../contract.ts'
import { VIEW_AUDIENCES } from '../rules/audience.ts'
import { createProjection, type Projection } from '../rules/projection.ts'
import type { Seen } from '../rules/view-parts.ts'
import { meOf, orgOf, standing } from '../rules/view-people.ts'
import type { WindowSizes } from '../rules/window.ts'
import { type Concern, createSeats, type Seat, type Viewer } from './seats.ts'

export interface Fanout {
  /** Sends what this viewer does not know yet: everything, or what changed since `seq` if it was seen as `as`. */
  join(viewer: Viewer, known: { readonly seq: number; readonly as: string | null }): void
  leave(viewer: Viewer): void
  /** Collects; sent with the next tick. */
  touch(keys: readonly string[]): void
  /** Sends what was collected. One frame per audience, encoded once, to every socket that can take it. */
  flush(): void
  /**
   * A sign of life to all who have been sent nothing for a while, or to everybody; who had fallen behind and has drained
   * gets what was missed.
   */
  beat(toEverybody?: boolean): void
  viewers(): number
  /** How many are being skipped. */
  behind(): number
  /** All sockets of a person. */
  of(person: string): readonly Viewer[]
}

/** Above this a socket is skipped; when it has drained below the second figure it gets what it missed in one frame. */
const BEHIND_BYTES = 256 * 1024
const CAUGHT_UP_BYTES = 16 * 1024
/** Who was sent something later than this needs no beat. */
const QUIET_MS = BEAT_EVERY_MS / 2

export function createFanout(
  seen: () => Seen,
  now: () => string,
  storage: () => StorageTrouble | null = () => null,
  sizes?: WindowSizes,
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
    const made = createProjection(audience, seen(), now(), sizes)
    projections.set(audience, made)
    return made
  }

  /**
   * `mine` goes first: were the line cut in between, the lower `seq` makes the client ask again for both.
   * A frame of its own would cost the socket as much again as the one that everybody gets.
   */
  const put = (seat: Seat, frame: string | null, mine: string | null): void => {
    if (frame) seat.viewer.send(frame, mine)
    else if (mine) seat.viewer.send(mine)
    if (frame || mine) seat.toldAt = performance.now()
    seat.seq = projection(seat.audience).seq()
  }

  /** The same for all of an organization: viewed once for each tick. */
  const firms = new Map<string, string>()
  const orgJson = (from: Seen, organization: string): string => {
    const known = firms.get(organization) ?? JSON.stringify(orgOf(from, organization))
    firms.set(organization, known)
    return known
  }

  /** What concerns this seat alone; null if that is as it was. */
  const mineOf = (seat: Seat, from: Seen, concern: Concern = 'all'): string | null => {
    const { actor } = seat.viewer
    const me = concern === 'all' ? JSON.stringify(meOf(from, actor)) : seat.me
    const org = actor.organization ? orgJson(from, actor.organization) : ''
    const put = [...(me === seat.me ? [] : [`"me":${me}`]), ...(org === seat.org ? [] : [`"org":${org}`])]
    if (put.length === 0) return null
    seat.me = me
    seat.org = org
    return `{"t":"frame","mine":true,"seq":${from.state.seq},"at":"${now()}","put":{${put.join(',')}}}`
  }

  /** Who has drained gets in one frame what was missed. */
  const catchUp = (seat: Seat, from: Seen): void => {
    if (seat.viewer.buffered() > CAUGHT_UP_BYTES) return
    seat.behind = false
    put(seat, projection(seat.audience).since(seat.seq), mineOf(seat, from))
  }

  /** Gives a seat the whole view of another audience when its standing changed. Answers whether it did. */
  const move = (seat: Seat, from: Seen): boolean => {
    const stands = standing(from, seat.viewer.actor)
    if (stands === seat.audience) return false
    seat.audience = stands
    seat.behind = false
    put(seat, projection(stands).whole(), mineOf(seat, from))
    return true
  }

  const deliver = (seat: Seat, frame: string | null, mine: string | null): void => {
    if (frame && seat.viewer.buffered() > BEHIND_BYTES) {
      seat.behind = true
      if (mine) seat.viewer.send(mine)
    } else if (frame || mine) put(seat, frame, mine)
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
    const tell = (seat: Seat, concern: Concern | null): void => {
      if (concern === 'all' && move(seat, from)) return
      if (seat.behind) catchUp(seat, from)
      else deliver(seat, frames.get(seat.audience) ?? null, concern && mineOf(seat, from, concern))
    }
    const concerned = seats.concerned(keys)
    firms.clear()
    for (const [seat, concern] of concerned) tell(seat, concern)
    for (const seat of seats.all()) if (!concerned.has(seat)) tell(seat, null)
  }

  return {
    join(viewer, known) {
      // What is collected and not yet sent reaches this seat with the next tick, like all the others.
      const from = seen()
      firms.clear()
      const audience = standing(from, viewer.actor)
      const seat: Seat = { viewer, audience, seq: 0, me: '', org: '', toldAt: 0, behind: false }
      seats.add(seat)
      const shared = projection(audience)
      put(seat, known.as === audience ? shared.since(known.seq) : shared.whole(), mineOf(seat, from))
      if (storage() !== null) viewer.send(beatFrame(from.state.seq))
    },
    leave: (viewer) => seats.remove(viewer),
    touch(keys) {
      for (const key of keys) touched.add(key)
    },
    flush,
    beat(toEverybody = false) {
      const from = seen()
      firms.clear()
      const frame = beatFrame(from.state.seq)
      const quietSince = performance.now() - QUIET_MS
      for (const seat of seats.all()) {
        if (seat.behind) catchUp(seat, from)
        if (!seat.behind && (toEverybody || seat.toldAt <= quietSince)) seat.viewer.send(frame)
      }
    },
    viewers: () => seats.count(),
    behind: () => [...seats.all()].filter(({ behind }) => behind).length,
    of: (person) => [...seats.of(person)].map(({ viewer }) => viewer),
  }
}
