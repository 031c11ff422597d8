import { chainOf, followersOf, keptOf, votersOf } from './merged.ts'
import { COUNTS, type Reducers, type RoomState } from './state.ts'

type MergeEvent = 'question.merged' | 'question.unmerged' | 'questions.order-set' | 'questions.ordered'

/** Both questions, both askers, everybody's votes for either. */
function keysOf(state: RoomState, ...ids: readonly string[]): string[] {
  const questions = ids.flatMap((id) => state.questions.get(id) ?? [])
  return questions.flatMap((question) => {
    // Also whoever voted for what was merged into one of them before.
    const { firms, people } = votersOf(state, question)
    return [
      `question:${question.id}`,
      `me:${question.person}`,
      ...followersOf(state, question.id),
      ...(question.assigned ? [`member:${question.assigned}`] : []),
      ...[...firms].map((firm) => `org:${firm}`),
      ...[...people].map((person) => `me:${person}`),
    ]
  })
}

/**
 * Other questions stand behind this one now, and behind those that it was merged into itself. While it is merged, its own votes
 * are its own alone: those who stand behind it are counted where all of them lead.
 */
function recount(state: RoomState, id: string, seq: number): void {
  for (const question of chainOf(state, id)) {
    const { firms, people } = votersOf(state, question)
    question.votes = firms.size + people.size
    question.changed = seq
  }
}

export const MERGE_REDUCERS: Reducers<MergeEvent> = {
  'question.merged'(state, { seq, data }) {
    const before = keysOf(state, data.question)
    state.merged.set(data.question, data.into)
    const question = state.questions.get(data.question)
    if (question) {
      question.state = 'merged'
      question.changed = seq
    }
    recount(state, data.question, seq)
    return [...before, ...keysOf(state, data.question, keptOf(state, data.into)), COUNTS]
  },
  'question.unmerged'(state, { seq, data }) {
    const before = keysOf(state, data.question, keptOf(state, data.question))
    const into = state.merged.get(data.question)
    state.merged.delete(data.question)
    const question = state.questions.get(data.question)
    if (question) {
      question.state = question.assigned ? 'assigned' : question.shown ? 'visible' : 'pending'
      question.changed = seq
    }
    recount(state, data.question, seq)
    if (into !== undefined) recount(state, into, seq)
    return [...before, ...keysOf(state, data.question), COUNTS]
  },
  'questions.order-set'(state, { data }) {
    state.order = data.order
    // Other questions may be the first in this order.
    return ['call', COUNTS]
  },
  'questions.ordered'(state, { data }) {
    const touched = new Set([...state.ranks, ...data.questions])
    state.ranks = [...data.questions]
    return [...touched].map((id) => `question:${id}`)
  },
}
