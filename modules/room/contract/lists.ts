import type { EntryKind, Publication, QuestionState } from './words.ts'

/** The lists in which questions stand at the desk. */
export const QUESTION_LISTS = [
  'pending',
  'assigned',
  'visible',
  'owed',
  'answered',
  'dismissed',
  'merged',
] as const
export type QuestionList = (typeof QUESTION_LISTS)[number]

const LIST_OF: { readonly [S in QuestionState]: QuestionList } = {
  pending: 'pending',
  visible: 'visible',
  dismissed: 'dismissed',
  assigned: 'assigned',
  'answered live': 'answered',
  'answered in writing': 'answered',
  'to follow up': 'owed',
  merged: 'merged',
}
export const listOf = ({ state }: { readonly state: QuestionState }): QuestionList => LIST_OF[state]

/** So many of the visible ones come with the socket as they are ordered; after them only some that are new. */
export const FIRST_VISIBLE = 100

/**
 * How many there are, whether the socket carries them or they are asked for page by page. Each audience counts what it may
 * read, and reads its own count alone.
 */
export interface CountsView {
  mission?: StageCounts
  panel?: StageCounts
  attendees?: Counts
}

export interface Counts {
  readonly questions: Readonly<Record<QuestionList, number>>
}

export interface StageCounts extends Counts {
  readonly entries: Readonly<Record<EntryKind, number>>
  readonly quotes: Readonly<Record<Publication, number>>
}
