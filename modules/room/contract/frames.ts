import { z } from 'zod'
import type { EntityKind, RoomAudience, RoomEntities } from './views.ts'
import { id, type QuestionOrder } from './words.ts'

/**
 * What goes over the socket `/api/room?call=<id>&grant=<id>&seq=<last seen>&as=<audience seen then>`.
 * A socket carries views of entities, not events: nothing that an audience may not see is ever sent to it, and what was
 * missed while away is the newest view of each entity that changed since `seq`.
 */
export const MAX_CLIENT_FRAME_BYTES = 16 * 1024
export const MAX_CLIENT_FRAME_DEPTH = 8

/** Beats come this often, so that a client that heard nothing for 5 s knows that it is cut off. */
export const BEAT_EVERY_MS = 2_000

export const clientMessage = z.strictObject({
  t: z.literal('command'),
  /** UUID made by the client, kept for retries: the same command twice is one command. */
  id,
  name: z.string().max(40),
  input: z.unknown(),
})
export type ClientMessage = z.infer<typeof clientMessage>

export type ServerMessage = Hello | Frame | Ack | Refused | Beat | Closing

/** The first message. `now` lets the client correct its clock. */
export interface Hello {
  readonly t: 'hello'
  readonly call: string
  readonly now: string
  /** Should the line be cut: come back at a random moment within so many milliseconds, the more the fuller the room. */
  readonly comeBackWithinMs: number
}

/**
 * New views of entities. `whole` names the audience whose view this is and replaces everything known before; else `put`
 * replaces and `drop` removes by key. A frame is true as of `seq`; `mine` frames hold `me` and `org` only and do not
 * move `seq`.
 */
export interface Frame {
  readonly t: 'frame'
  readonly seq: number
  readonly at: string
  readonly whole?: SocketAudience
  readonly mine?: true
  readonly put: Readonly<Record<string, unknown>>
  readonly drop?: readonly string[]
}

/** `door`: one has a link but has not entered; of the room one sees the agenda, the panel and where the call stands. */
export type SocketAudience = RoomAudience | 'door'

/** The command is durable; a frame with at least this `seq` shows it. `made` is the id of what it created. */
export interface Ack {
  readonly t: 'ack'
  readonly id: string
  readonly seq: number
  readonly made?: string
}

/** `reason` is an i18n key: `room.<key>` stands under `errors` of this slice's locale. */
export interface Refused {
  readonly t: 'refused'
  readonly id: string | null
  readonly reason: string
  readonly params: Readonly<Record<string, string | number>>
}

export interface Beat {
  readonly t: 'beat'
  readonly seq: number
  readonly at: string
  /** Left out while everything is well. */
  readonly storage?: StorageTrouble
}

/**
 * Why nothing new can be recorded just now: the database is `slow` to say that it has it, is `away`, or has no room left
 * (`full`). What was acknowledged is safe in each case.
 */
export type StorageTrouble = 'slow' | 'away' | 'full'

/** The server is about to close this socket: why, and after how many milliseconds one may come back (null: do not). */
export interface Closing {
  readonly t: 'closing'
  readonly reason: string
  readonly retryAfterMs: number | null
}

/** What a client knows of a room. Immutable: a view that did not change keeps its identity. */
export interface ClientRoom {
  readonly seq: number
  /** The same of `me` and `org`. */
  readonly mineSeq: number
  readonly at: string | null
  /** As whom the entities are seen; null before the first frame. */
  readonly audience: SocketAudience | null
  readonly entities: Readonly<Record<string, unknown>>
}

export const emptyRoom: ClientRoom = { seq: 0, mineSeq: 0, at: null, audience: null, entities: {} }

/**
 * An earlier moment after a later one: something on the way changed the order of frames, so that what is known may be stale.
 * Whoever sees this begins anew.
 */
export const comesTooLate = (room: ClientRoom, frame: Frame): boolean =>
  frame.seq < (frame.mine ? room.mineSeq : room.seq)

/** The client's reducer: server tests and the web app share it. */
export function applyFrame(room: ClientRoom, frame: Frame): ClientRoom {
  const entities: Record<string, unknown> = frame.whole ? mineOf(room) : { ...room.entities }
  for (const key of frame.drop ?? []) delete entities[key]
  Object.assign(entities, frame.put)
  return {
    seq: frame.mine ? room.seq : frame.seq,
    mineSeq: frame.mine ? frame.seq : room.mineSeq,
    at: frame.at,
    audience: frame.whole ?? room.audience,
    entities,
  }
}

/** `me` and `org` come in frames of their own, so a whole frame leaves them. */
function mineOf(room: ClientRoom): Record<string, unknown> {
  const { me, org } = room.entities
  return { ...(me === undefined ? {} : { me }), ...(org === undefined ? {} : { org }) }
}

/** One entity as this client sees it. */
export function entityOf<K extends EntityKind>(
  room: ClientRoom,
  kind: K,
  id?: string,
): RoomEntities[K] | null {
  return (room.entities[id === undefined ? kind : `${kind}:${id}`] ?? null) as RoomEntities[K] | null
}

/** All entities of a kind, in no particular order. */
export function entitiesOf<K extends EntityKind>(room: ClientRoom, kind: K): RoomEntities[K][] {
  const prefix = `${kind}:`
  return Object.keys(room.entities)
    .filter((key) => key.startsWith(prefix))
    .map((key) => room.entities[key] as RoomEntities[K])
}

/** The panel's list: being answered first, then as ordered by hand if it is, then by votes, then by age. */
export const inOrder =
  (order: QuestionOrder) =>
  (a: Ordered, b: Ordered): number => {
    const last = Number.MAX_SAFE_INTEGER
    const byHand = order === 'by hand' ? (a.rank ?? last) - (b.rank ?? last) : 0
    const answering = Number(b.answeringSince !== null) - Number(a.answeringSince !== null)
    return answering || byHand || byVotes(a, b)
  }

type Ordered = Pick<RoomEntities['question'], 'votes' | 'at' | 'answeringSince' | 'rank'>

/** Being answered first, then by votes, then by age. */
function byVotes(
  a: Pick<RoomEntities['question'], 'votes' | 'at' | 'answeringSince'>,
  b: Pick<RoomEntities['question'], 'votes' | 'at' | 'answeringSince'>,
): number {
  const answering = Number(b.answeringSince !== null) - Number(a.answeringSince !== null)
  return answering || b.votes - a.votes || (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)
}
