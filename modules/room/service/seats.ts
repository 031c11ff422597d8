import type { SocketAudience } from '../contract.ts'
import { EVERYBODY } from '../rules/state.ts'
import type { RoomActor } from '../rules/who.ts'

/** One socket in a room, as the fan-out needs it. */
export interface Viewer {
  readonly actor: RoomActor
  /** `before` goes ahead, in the same packet. */
  send(frame: string, before?: string | null): void
  /** Bytes not yet taken by the network. */
  buffered(): number
  /** Says why and closes; null: there is no use in coming back. */
  close(reason: string, retryAfterMs: number | null): void
}

/** A viewer with what it has been sent. */
export interface Seat {
  readonly viewer: Viewer
  audience: SocketAudience
  /** `seq` of the last frame that was handed to the network. */
  seq: number
  /** `me` and `org` as last sent. */
  me: string
  org: string
  /** When something was last sent: `performance.now()`. */
  toldAt: number
  /** Could not keep up: is skipped until it has drained. */
  behind: boolean
}

/** What may have changed for a seat alone: what its organization did and nothing else, or anything. */
export type Concern = 'org' | 'all'

/** All seats, found by whom they concern. */
export interface Seats {
  add(seat: Seat): void
  remove(viewer: Viewer): void
  all(): Iterable<Seat>
  count(): number
  /** Whose `me` or `org` the touched keys may change, or whose standing: with the phase, everybody's. */
  concerned(keys: ReadonlySet<string>): ReadonlyMap<Seat, Concern>
  /** All seats of a person. */
  of(person: string): Iterable<Seat>
}

export function createSeats(): Seats {
  const seats = new Map<Viewer, Seat>()
  /** Under `me:<person>`, `org:<organization>` and `member:<panel member>`, as the reducers name them. */
  const byKey = new Map<string, Set<Seat>>()

  const keysOf = ({ actor }: Viewer): string[] => [
    `me:${actor.person}`,
    ...(actor.organization ? [`org:${actor.organization}`] : []),
    ...(actor.panelMember ? [`member:${actor.panelMember}`] : []),
    ...(actor.roles.includes('host') ? ['host'] : []),
  ]

  return {
    add(seat) {
      seats.set(seat.viewer, seat)
      for (const key of keysOf(seat.viewer)) {
        const known = byKey.get(key)
        if (known) known.add(seat)
        else byKey.set(key, new Set([seat]))
      }
    },
    remove(viewer) {
      const seat = seats.get(viewer)
      if (!seat) return
      seats.delete(viewer)
      for (const key of keysOf(viewer)) {
        const known = byKey.get(key)
        known?.delete(seat)
        if (known?.size === 0) byKey.delete(key)
      }
    },
    all: () => seats.values(),
    count: () => seats.size,
    concerned(keys) {
      if (keys.has(EVERYBODY)) return new Map([...seats.values()].map((seat) => [seat, 'all']))
      const found = new Map<Seat, Concern>()
      for (const key of keys) {
        const concern = key.startsWith('org:') ? 'org' : 'all'
        for (const seat of byKey.get(key) ?? []) if (found.get(seat) !== 'all') found.set(seat, concern)
      }
      return found
    },
    of: (person) => byKey.get(`me:${person}`) ?? [],
  }
}
