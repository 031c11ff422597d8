import type { RecordFact } from '../contract.ts'
import { type Asked, already, facts, questionOf, type Rules, refused } from './decision.ts'
import { familyOf } from './merged.ts'
import type { Question } from './state.ts'

type MergeCommand = 'mergeQuestion' | 'unmergeQuestion' | 'orderQuestions' | 'moveQuestion'

export const MERGE_RULES: Rules<MergeCommand> = {
  mergeQuestion(asked, { question: id, into }) {
    const question = questionOf(asked, id)
    const kept = questionOf(asked, into)
    if (!question || !kept) return refused('room.no_such_question')
    if (id === into || kept.state === 'merged' || kept.state === 'dismissed') {
      return refused('room.cannot_merge_into')
    }
    if (asked.state.answering?.question === id) return refused('room.question_being_answered')
    // Whoever follows the kept question reads its answers: a private one stays with its own asker.
    const family = familyOf(asked.state, question)
    if (kept.visibility !== 'public' && family.some(({ person }) => person !== kept.person)) {
      return refused('room.kept_must_be_public')
    }
    // Merging shows nothing: what everybody reads does not become one that nobody was shown, with its text and its firm.
    if (question.shown && !kept.shown) return refused('room.kept_must_be_shown')
    return facts({ type: 'question.merged', data: { question: id, into } })
  },

  unmergeQuestion: (_asked, { question }) => facts({ type: 'question.unmerged', data: { question } }),

  orderQuestions(asked, { order }) {
    if (asked.state.order === order) return already
    const ranked: RecordFact[] =
      order === 'by hand' ? [{ type: 'questions.ordered', data: { questions: standing(asked) } }] : []
    return { facts: [{ type: 'questions.order-set', data: { order } }, ...ranked] }
  },

  /** Up or down among those that stand in the same list. Doing so is ordering by hand. */
  moveQuestion(asked, { question: id, by }) {
    const order = standing(asked)
    const peers = order.filter((each) => questionOf(asked, each)?.state === questionOf(asked, id)?.state)
    const neighbour = peers[peers.indexOf(id) + (by === 'up' ? -1 : 1)]
    if (!neighbour) return already
    const moved = order.map((each) => (each === id ? neighbour : each === neighbour ? id : each))
    const byHand: RecordFact[] =
      asked.state.order === 'by hand' ? [] : [{ type: 'questions.order-set', data: { order: 'by hand' } }]
    return { facts: [...byHand, { type: 'questions.ordered', data: { questions: moved } }] }
  },
}

/** The questions before the panel as they stand now: by hand as far as that goes, then by votes and age. */
function standing({ state }: Asked): string[] {
  const rank = ({ id }: Question): number => {
    const place = state.order === 'by hand' ? state.ranks.indexOf(id) : -1
    return place === -1 ? state.ranks.length : place
  }
  return [...state.questions.values()]
    .filter((question) => question.state === 'visible' || question.state === 'assigned')
    .sort((a, b) => rank(a) - rank(b) || b.votes - a.votes || a.text - b.text)
    .map(({ id }) => id)
}
