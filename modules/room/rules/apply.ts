import type { RecordEvent } from '../contract.ts'
import { AGENDA_REDUCERS } from './apply-agenda.ts'
import { ENTRY_REDUCERS } from './apply-entries.ts'
import { FLOOR_REDUCERS } from './apply-floor.ts'
import { GUEST_REDUCERS } from './apply-guests.ts'
import { MERGE_REDUCERS } from './apply-merge.ts'
import { PEOPLE_REDUCERS } from './apply-people.ts'
import { QUESTION_REDUCERS } from './apply-questions.ts'
import { STAGE_REDUCERS } from './apply-stage.ts'
import { emptyState, type Reducers, type RoomState } from './state.ts'

const REDUCERS: Reducers<RecordEvent['type']> = {
  ...PEOPLE_REDUCERS,
  ...AGENDA_REDUCERS,
  ...FLOOR_REDUCERS,
  ...GUEST_REDUCERS,
  ...MERGE_REDUCERS,
  ...QUESTION_REDUCERS,
  ...ENTRY_REDUCERS,
  ...STAGE_REDUCERS,
}

/**
 * Takes one event into the state, in place, and says which entities it touched (`question:<id>`, `me:<person>`,
 * `org:<organization>`, `member:<panel member>`, …). Never looks at the event's text.
 * Throws on a gap: a record is applied whole and in order.
 */
export function apply(state: RoomState, event: RecordEvent): readonly string[] {
  if (event.seq !== state.seq + 1)
    throw new Error(`record has a gap: ${state.seq} is followed by ${event.seq}`)
  state.seq = event.seq
  state.at = event.at
  // The table ties each type to its reducer; TypeScript cannot follow an index by a union.
  const reduce = REDUCERS[event.type] as (state: RoomState, event: RecordEvent) => readonly string[]
  return reduce(state, event)
}

/** The state a record adds up to. */
export function replay(events: Iterable<RecordEvent>): RoomState {
  const state = emptyState()
  for (const event of events) apply(state, event)
  return state
}
