import type { StorageTrouble } from '../contract.ts'
import type { RecordStore } from '../rules/record.ts'
import type { Directory, RoomSetting } from '../rules/state.ts'
import type { KeepPace } from './keeping.ts'

export type Outcome =
  | { readonly seq: number; readonly made: string | null }
  | { readonly refused: string; readonly params: Readonly<Record<string, string | number>> }

export interface RoomParts {
  readonly call: string
  readonly facts: RoomSetting
  readonly directory: Directory
  readonly store: RecordStore
  /** ISO 8601. */
  readonly now: () => string
  readonly newId: () => string
  /** Entities touched by events that are durable now. */
  readonly onChange: (keys: readonly string[]) => void
  readonly onBatch?: (events: number, milliseconds: number) => void
  /** Told when recording begins to fail or to lag, and with null when it works again. */
  readonly onStorage?: (trouble: StorageTrouble | null) => void
  /** Tests take other figures. */
  readonly keepPace?: KeepPace
  readonly mostAnswered?: number
}

/** Somebody else's command has this id. */
export const taken: Outcome = { refused: 'room.command_taken', params: {} }

/** It is not in the record, and is not kept for later. */
export const notSaved = { refused: 'room.not_saved', params: {} } as const satisfies Outcome

/** Whether the room refuses whatever would be recorded, until it has seen by itself that it can go on. */
export const cannotRecord = (trouble: StorageTrouble | null): boolean =>
  trouble === 'away' || trouble === 'full'
