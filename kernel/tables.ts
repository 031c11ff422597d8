import { bigint, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { ActorRef } from './actor.ts'
import type { Audience } from './audience.ts'
import { instant } from './columns.ts'

/** What an event knows: ids and facts, never a name or a free text (those are erasable and live elsewhere). */
export type EventData = Readonly<Record<string, unknown>>

/** One table of events: audit log, history, the record of a call, the source of reports. Appended, never edited. */
export const events = pgTable(
  'events',
  {
    stream: text('stream').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    at: instant('at').notNull(),
    actor: jsonb('actor').$type<ActorRef>().notNull(),
    type: text('type').notNull(),
    audience: text('audience').$type<Audience>().notNull(),
    data: jsonb('data').$type<EventData>().notNull(),
    /** Id of the client's command, on the first event it caused: makes commands idempotent. */
    command: uuid('command'),
  },
  (t) => [
    primaryKey({ columns: [t.stream, t.seq] }),
    uniqueIndex('events_command').on(t.stream, t.command),
    index('events_type').on(t.type, t.at),
  ],
)

/** What a person wrote or said, beside its event, so that it can be erased without touching the record. */
export const texts = pgTable(
  'texts',
  {
    stream: text('stream').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    person: uuid('person'),
    text: text('text').notNull(),
  },
  (t) => [primaryKey({ columns: [t.stream, t.seq] }), index('texts_person').on(t.person)],
)

/** Which subscriber has already taken which event: makes subscribers idempotent by (stream, seq). */
export const handled = pgTable(
  'handled',
  {
    subscriber: text('subscriber').notNull(),
    stream: text('stream').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.subscriber, t.stream, t.seq] })],
)

/** Answers already given under an `Idempotency-Key`, kept for a day. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    key: text('key').notNull(),
    actor: text('actor').notNull(),
    route: text('route').notNull(),
    requestHash: text('request_hash').notNull(),
    response: jsonb('response'),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.actor, t.route] })],
)
