import type { AnswerView, FollowUpView, RecordEvent } from '../contract.ts'
import type { Answer, Directory, Question, RoomSetting, RoomState } from './state.ts'

/** All that a view may draw on. `texts` by `seq`: a text that is not there was erased. */
export interface Seen {
  readonly state: RoomState
  readonly facts: RoomSetting
  readonly directory: Directory
  readonly texts: ReadonlyMap<number, string>
}

/** What the record alone gives. */
export type Recordings = Pick<Seen, 'state' | 'texts'>

/** Texts by the `seq` of their event. */
export const textsOf = (record: readonly Pick<RecordEvent, 'seq' | 'text'>[]): Map<number, string> =>
  new Map(record.flatMap(({ seq, text }) => (text === null ? [] : [[seq, text] as const])))

export const textAt = ({ texts }: Pick<Seen, 'texts'>, seq: number | null): string | null =>
  seq === null ? null : (texts.get(seq) ?? null)

/** Whole minutes since the call went on air; null for what was said before or after the broadcast. */
export function minuteOf({ state }: Recordings, moment: string): number | null {
  if (!state.onAirAt) return null
  const at = Temporal.Instant.from(moment)
  const start = Temporal.Instant.from(state.onAirAt)
  if (Temporal.Instant.compare(at, start) < 0) return null
  const end = state.broadcastEndedAt && Temporal.Instant.from(state.broadcastEndedAt)
  if (end && Temporal.Instant.compare(at, end) > 0) return null
  return Math.floor(start.until(at).total('minutes'))
}

export function answersOf(seen: Recordings, question: Question): AnswerView[] {
  return [question.live, question.written]
    .filter((answer): answer is Answer => answer !== null)
    .map(({ how, speaker, at, text }) => ({
      how,
      speaker,
      at,
      minute: minuteOf(seen, at),
      text: textAt(seen, text),
    }))
}

export function followUpOf(seen: Recordings, { followUp }: Question): FollowUpView | null {
  const promise = followUp && seen.state.entries.get(followUp.commitment)
  if (!followUp || !promise) return null
  return {
    commitment: followUp.commitment,
    how: followUp.how,
    owner: promise.owner,
    due: promise.due,
    // Taken back are the words; that an answer is owed, by whom and until when stays until it is given.
    text: promise.withdrawn ? null : textAt(seen, promise.text),
  }
}

export const dismissalOf = (seen: Recordings, { dismissal }: Question) =>
  dismissal && { reason: dismissal.reason, note: textAt(seen, dismissal.note) }

export const answeringSince = ({ state }: Recordings, { id }: Question): string | null =>
  state.answering?.question === id ? state.answering.since : null
