import { type ClientRoom, entitiesOf, entityOf, inOrder, type QuestionView } from '../../contract.ts'

/** The moderator's lists, each in its order. */
export interface QuestionLists {
  /** Waiting for a decision, oldest first. */
  readonly pending: readonly QuestionView[]
  readonly answering: QuestionView | null
  readonly assigned: readonly QuestionView[]
  readonly visible: readonly QuestionView[]
  readonly owed: readonly QuestionView[]
  readonly answered: readonly QuestionView[]
  readonly dismissed: readonly QuestionView[]
}

/** Sorts the room's questions into the lists of the desk; what is being answered now stands in none of the others. */
export function questionLists(room: ClientRoom): QuestionLists {
  const all = entitiesOf(room, 'question').sort(inOrder(entityOf(room, 'call')?.questionOrder ?? 'votes'))
  const answering = all.find((question) => question.answeringSince !== null) ?? null
  const rest = all.filter((question) => question !== answering)
  const of = (...states: QuestionView['state'][]) =>
    rest.filter((question) => states.includes(question.state))
  return {
    pending: of('pending').sort((a, b) => (a.at < b.at ? -1 : 1)),
    answering,
    assigned: of('assigned'),
    visible: of('visible'),
    owed: of('to follow up'),
    answered: of('answered live', 'answered in writing'),
    dismissed: of('dismissed'),
  }
}

/** The rows that J and K move through, in the order in which they stand on the screen. */
export const rowsOf = (lists: QuestionLists): readonly QuestionView[] => [
  ...lists.pending,
  ...lists.assigned,
  ...lists.visible,
  ...lists.owed,
]
