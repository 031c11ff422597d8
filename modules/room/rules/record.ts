import type { RecordEvent } from '../contract.ts'
import type { Refusal } from './decision.ts'
import type { RoomState } from './state.ts'

/** An event on its way to the record. */
export interface NewRecordEvent {
  readonly event: RecordEvent
  readonly command: string | null
  /** Whose words the text is. */
  readonly person: string | null
}

/** What was recorded, with the command that caused it. */
export interface Recorded {
  readonly event: RecordEvent
  readonly command: string | null
}

/** Where a record lives. */
export interface RecordStore {
  /** All events after `seq`, in order. */
  load(call: string, seq: number): Promise<readonly Recorded[]>
  /** Durable when it resolves. Rejects with `StreamMoved` if somebody else appended, with anything else if it is not known. */
  append(call: string, events: readonly NewRecordEvent[]): Promise<void>
  /** Which of these commands stand in the record, each with its first event: asked for when one may have come again. */
  answered(call: string, commands: readonly string[]): Promise<readonly Recorded[]>
  /** The texts that are left, by the `seq` of their events. */
  texts(call: string): Promise<ReadonlyMap<number, string>>
  /** The last state that was kept, unless other rules made it: what its `seq` first events add up to. */
  snapshot(call: string): Promise<RoomState | null>
  /** Keeps this state. Takes it as it is now, before it answers. */
  keep(call: string, state: RoomState): Promise<void>
  /** Resolves when something can be written now; asked for only after an `append` failed. */
  probe(): Promise<void>
  /** What an error of these says of the place where records are kept. */
  troubleOf(error: unknown): 'away' | 'full'
}

/** Somebody else has appended to this record: read what they wrote and decide again. */
export class StreamMoved extends Error {}

/** Another slice had to agree in the same transaction and did not: nothing of the batch was written. */
export class RecordRefused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.refused)
    this.refusal = refusal
  }
}
