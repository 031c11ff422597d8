import {
  type ClientRoom,
  entitiesOf,
  entityOf,
  inOrder,
  listOf,
  type QuestionList,
  type QuestionView,
} from '../../contract.ts'
import { countsIn } from '../counts.ts'

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

/** Sorts the room's questions, and those of pages that were asked for, into the lists of the desk; what is being answered now stands in none of the others. */
export function questionLists(room: ClientRoom, earlier: readonly QuestionView[] = []): QuestionLists {
  const all = [...entitiesOf(room, 'question'), ...earlier].sort(
    inOrder(entityOf(room, 'call')?.questionOrder ?? 'votes'),
  )
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
    answered: of('answered live', 'answered in writing').sort(lastAnswered),
    dismissed: of('dismissed'),
  }
}

/** When it was last answered. */
const answeredAt = ({ answers, at }: QuestionView): string =>
  answers
    .map((answer) => answer.at)
    .sort()
    .at(-1) ?? at

/** What was answered last is first. */
export const lastAnswered = (a: QuestionView, b: QuestionView): number =>
  answeredAt(a) < answeredAt(b) ? 1 : -1

/** How many there are of each list, those that are not on the screen included; what is being answered stands apart. */
export function countOf(room: ClientRoom, list: QuestionList, lists: QuestionLists, shown: number): number {
  const all = countsIn(room)?.questions[list]
  if (all === undefined) return shown
  return all - Number(lists.answering !== null && listOf(lists.answering) === list)
}

/** The rows that J and K move through, in the order in which they stand on the screen. */
export const rowsOf = (lists: QuestionLists): readonly QuestionView[] => [
  ...lists.pending,
  ...lists.assigned,
  ...lists.visible,
  ...lists.owed,
]
