import { followersOf, keptOf } from './merged.ts'
import type { Reducers, RoomState } from './state.ts'

type MergeEvent = 'question.merged' | 'question.unmerged' | 'questions.order-set' | 'questions.ordered'

/** Both questions, both askers, everybody's votes for either. */
function keysOf(state: RoomState, ...ids: readonly string[]): string[] {
  const questions = ids.flatMap((id) => state.questions.get(id) ?? [])
  return questions.flatMap((question) => [
    `question:${question.id}`,
    `me:${question.person}`,
    ...followersOf(state, question.id),
    ...(question.assigned ? [`member:${question.assigned}`] : []),
    ...[...question.votesOfFirms].map((firm) => `org:${firm}`),
    ...[...question.votesOfPeople].map((person) => `me:${person}`),
  ])
}

export const MERGE_REDUCERS: Reducers<MergeEvent> = {
  'question.merged'(state, { data }) {
    const before = keysOf(state, data.question)
    state.merged.set(data.question, data.into)
    const question = state.questions.get(data.question)
    if (question) question.state = 'merged'
    return [...before, ...keysOf(state, data.question, keptOf(state, data.into))]
  },
  'question.unmerged'(state, { data }) {
    const before = keysOf(state, data.question, keptOf(state, data.question))
    state.merged.delete(data.question)
    const question = state.questions.get(data.question)
    if (question) question.state = question.assigned ? 'assigned' : question.shown ? 'visible' : 'pending'
    return [...before, ...keysOf(state, data.question)]
  },
  'questions.order-set'(state, { data }) {
    state.order = data.order
    return ['call']
  },
  'questions.ordered'(state, { data }) {
    const touched = new Set([...state.ranks, ...data.questions])
    state.ranks = [...data.questions]
    return [...touched].map((id) => `question:${id}`)
  },
}
