import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type { Actor, ActorRef } from './actor.ts'
import type { Audience } from './audience.ts'
import type { CommandSet } from './commands.ts'
import type { Id, Signer } from './ids.ts'
import type { EventData } from './tables.ts'

export type Database = PgDatabase<PgQueryResultHKT, Record<string, never>>

/** An event to be appended to a stream. A free text goes to `text` (with the person who wrote it), never into `data`. */
export interface NewEvent {
  readonly stream: string
  readonly type: string
  readonly audience: Audience
  readonly data: EventData
  readonly text?: string
  readonly person?: Id | null
}

/** An event as it stands in its stream; `text` is joined when read and null when there was none or it was erased. */
export interface StoredEvent {
  readonly stream: string
  readonly seq: number
  readonly at: Temporal.Instant
  readonly actor: ActorRef
  readonly type: string
  readonly audience: Audience
  readonly data: EventData
  readonly text: string | null
}

/** An event whose place in the stream its only writer (the room) already knows. */
export interface SequencedEvent {
  readonly seq: number
  readonly at: Temporal.Instant
  readonly actor: ActorRef
  readonly type: string
  readonly audience: Audience
  readonly data: EventData
  readonly command: Id | null
  readonly text?: string | undefined
  readonly person?: Id | null | undefined
}

export interface SignInRules {
  /** Whether the organisation's own sign-in service (OIDC) is set. */
  readonly oidc: boolean
  /** Whether staff must show a passkey or a one-time code: everywhere but on loopback. */
  readonly secondFactor: boolean
}

/** One database transaction and what may be done in it. Everything in it happens or nothing does. */
export interface Tx {
  readonly db: Database
  /** The moment the transaction began, from the clock. */
  readonly now: Temporal.Instant
  readonly id: () => Id
  readonly signer: Signer
  /** Origin of every link we write, without a trailing slash. */
  readonly publicUrl: string
  /** How staff sign in on this server. */
  readonly signIn: SignInRules
  /** Fingerprint of the rules of all slices: what other rules made of a record may be something else today. */
  readonly rules: string
  /** Appends to a stream and enqueues its subscribers. */
  emit(event: NewEvent): Promise<{ seq: number }>
  /** Appends a batch at known places, `(stream, seq)` being unique: throws `AppError('conflict', 'kernel.stream_moved')` if someone else wrote. */
  append(stream: string, events: readonly SequencedEvent[]): Promise<void>
  /** Enqueues a job of a module, `<module>.<job>`, to run after commit. `data` holds ids and facts only. */
  enqueue(job: string, data: object, options?: EnqueueOptions): Promise<void>
  /** The commands another slice offers, in this same transaction. */
  use<T extends object>(set: CommandSet<T>): T
}

export interface EnqueueOptions {
  readonly startAfter?: Temporal.Instant
  /** Runs before what waits with a lower one; 0 if absent. */
  readonly priority?: number
}

/** A use case another slice may call inside its own transaction; sets of them are declared with `commandSet`. */
export type Command<I = never, O = unknown> = (tx: Tx, actor: Actor, input: I) => Promise<O>
