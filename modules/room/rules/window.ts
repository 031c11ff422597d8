import { FIRST_VISIBLE, kindOf, listOf, type QuestionList } from '../contract.ts'
import { ENTITIES, seesQuestion, type ViewAudience } from './audience.ts'
import type { Entry, Question, RoomState } from './state.ts'

/**
 * What a socket carries of questions and entries, of which a long call has thousands: what is live, and the newest of what is
 * settled. The others are asked for page by page. This chooses, and decides nothing about who may see what: that is the table's.
 */
export interface WindowSizes {
  readonly lists: { readonly [L in QuestionList]: number }
  /** Of those that are visible also so many of the newest, though nobody voted for them yet. */
  readonly newestVisible: number
  readonly entries: number
  /** Of these a few more, whatever else was taken down since. */
  readonly promises: number
  readonly quotes: number
}

const SIZES: WindowSizes = {
  lists: {
    // The first of the queue; those behind move up as it is worked off.
    pending: 100,
    // Each was given to somebody on stage by hand, who has to see it: no end.
    assigned: Infinity,
    // The first in the order that all see, and see below.
    visible: FIRST_VISIBLE,
    owed: 60,
    answered: 40,
    dismissed: 20,
    merged: 20,
  },
  newestVisible: 30,
  entries: 120,
  promises: 40,
  quotes: 20,
}

/** Whether an entity under this key may be left to the pages. */
export const isPaged = (key: string): boolean => {
  const kind = kindOf(key)
  return kind === 'question' || kind === 'entry'
}

/** Keys of the questions and entries that a socket of this audience carries now. */
export function windowOf(
  state: RoomState,
  audience: ViewAudience,
  sizes: WindowSizes = SIZES,
): ReadonlySet<string> {
  const keys = new Set<string>()
  const lists = listsOf(state, audience)
  for (const [list, questions] of lists) {
    for (const { id } of first(questions, sizes.lists[list], orderOf(state, list))) keys.add(`question:${id}`)
  }
  for (const { id } of first(lists.get('visible') ?? [], sizes.newestVisible, newest))
    keys.add(`question:${id}`)
  if (state.answering) keys.add(`question:${state.answering.question}`)
  for (const { id, question } of entriesIn(state, audience, sizes)) {
    keys.add(`entry:${id}`)
    // What a promise is about is read beside it.
    if (question !== null) keys.add(`question:${question}`)
  }
  return keys
}

interface Sought {
  readonly list?: QuestionList | undefined
  /** Only what lies with this panel member, is owed by them or was answered by them in writing. */
  readonly panelMember?: string | undefined
}

/** Keys of the questions that this audience may read, in the order of their list; of all lists the newest first. */
export function questionsInOrder(
  state: RoomState,
  audience: ViewAudience,
  { list, panelMember }: Sought,
): string[] {
  const lists = listsOf(state, audience)
  const all = list ? (lists.get(list) ?? []) : [...lists.values()].flat()
  return all
    .filter((question) => panelMember === undefined || isOf(state, question, panelMember))
    .sort(list ? orderOf(state, list) : newest)
    .map(({ id }) => `question:${id}`)
}

function isOf(state: RoomState, { assigned, followUp, written }: Question, panelMember: string): boolean {
  const owner = followUp && state.entries.get(followUp.commitment)?.owner
  const speaker = written?.speaker
  return (
    assigned === panelMember ||
    (owner ? 'panelMember' in owner && owner.panelMember === panelMember : false) ||
    (speaker?.kind === 'panel member' && speaker.panelMember === panelMember)
  )
}

/** Keys of what this audience may read of what was taken down, the newest first. */
export function entriesInOrder(state: RoomState, audience: ViewAudience, kind?: Entry['kind']): string[] {
  if (!ENTITIES.entry.includes(audience)) return []
  return [...state.entries.values()]
    .filter((entry) => !entry.withdrawn && (kind === undefined || entry.kind === kind))
    .sort(newest)
    .map(({ id }) => `entry:${id}`)
}

function listsOf(state: RoomState, audience: ViewAudience): Map<QuestionList, Question[]> {
  const lists = new Map<QuestionList, Question[]>()
  for (const question of state.questions.values()) {
    if (!seesQuestion(question).includes(audience)) continue
    const list = listOf(question)
    const known = lists.get(list)
    if (known) known.push(question)
    else lists.set(list, [question])
  }
  return lists
}

function entriesIn(state: RoomState, audience: ViewAudience, sizes: WindowSizes): Entry[] {
  if (!ENTITIES.entry.includes(audience)) return []
  const entries = [...state.entries.values()].filter(({ withdrawn }) => !withdrawn)
  const of = (kind: Entry['kind']) => entries.filter((entry) => entry.kind === kind)
  return [
    ...first(entries, sizes.entries, newest),
    ...first(of('promise'), sizes.promises, unfinishedFirst),
    ...first(of('quote'), sizes.quotes, newest),
  ]
}

/** By which number a thing comes before another; the lower one is first. */
type Order<T> = (a: T, b: T) => number

const newest: Order<{ readonly changed: number }> = (a, b) => b.changed - a.changed
const isUnfinished = ({ owner, due }: Entry): boolean => owner === null || due === null
const unfinishedFirst: Order<Entry> = (a, b) =>
  Number(isUnfinished(b)) - Number(isUnfinished(a)) || newest(a, b)
const oldest: Order<Question> = (a, b) => a.text - b.text

/** In which order a list comes, by socket and by page. */
function orderOf(state: RoomState, list: QuestionList): Order<Question> {
  if (list === 'pending') return oldest
  return list === 'visible' || list === 'assigned' ? byVotes(state) : newest
}

/** By hand as far as that goes, then by votes, then by age. */
function byVotes(state: RoomState): Order<Question> {
  const last = state.ranks.length
  const ranks = new Map(state.order === 'by hand' ? state.ranks.map((id, place) => [id, place]) : [])
  const rank = ({ id }: Question): number => ranks.get(id) ?? last
  return (a, b) => rank(a) - rank(b) || b.votes - a.votes || oldest(a, b)
}

/** The first `most` in this order; faster than sorting thousands of which a hundred are wanted. */
function first<T>(all: readonly T[], most: number, order: Order<T>): readonly T[] {
  if (all.length <= most) return all
  const found: T[] = []
  for (const each of all) {
    const last = found[most - 1]
    if (last !== undefined && order(each, last) >= 0) continue
    let from = 0
    let to = found.length
    while (from < to) {
      const middle = (from + to) >> 1
      if (order(found[middle] as T, each) <= 0) from = middle + 1
      else to = middle
    }
    found.splice(from, 0, each)
    if (found.length > most) found.pop()
  }
  return found
}
