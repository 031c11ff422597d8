import {
  type Counts,
  type CountsView,
  ENTRY_KINDS,
  listOf,
  PUBLICATIONS,
  QUESTION_LISTS,
  type RoomAudience,
  type StageCounts,
} from '../contract.ts'
import { seesQuestion } from './audience.ts'
import type { Seen } from './view-parts.ts'

const none = <K extends string>(kinds: readonly K[]): Record<K, number> =>
  Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<K, number>

/** How many questions each audience may read, and how much was taken down. */
export function countsOf({ state }: Seen): CountsView {
  const questions = {
    mission: none(QUESTION_LISTS),
    panel: none(QUESTION_LISTS),
    attendees: none(QUESTION_LISTS),
  } satisfies Record<RoomAudience, Counts['questions']>
  for (const question of state.questions.values()) {
    const list = listOf(question)
    for (const audience of seesQuestion(question)) if (audience !== 'door') questions[audience][list]++
  }
  const entries = none(ENTRY_KINDS)
  const quotes = none(PUBLICATIONS)
  for (const { kind, publication, withdrawn } of state.entries.values()) {
    if (withdrawn) continue
    entries[kind]++
    if (kind === 'quote') quotes[publication]++
  }
  const onStage = (of: Counts['questions']): StageCounts => ({ questions: of, entries, quotes })
  return {
    mission: onStage(questions.mission),
    panel: onStage(questions.panel),
    attendees: { questions: questions.attendees },
  }
}
