import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { apiQueries } from '../../../ui/api.ts'
import {
  contract,
  type EntryKind,
  type EntryView,
  entitiesOf,
  entityOf,
  FIRST_VISIBLE,
  listOf,
  type QuestionList,
  type QuestionView,
} from '../contract.ts'
import { countsIn, stageCountsIn } from './counts.ts'
import { useRoom } from './link.tsx'

const api = apiQueries(contract)
const PAGE = 50

/** What the socket leaves out of a list: page by page, once somebody asks for it. */
export interface Earlier {
  /** How many are still not on the screen. */
  readonly left: number
  readonly isOpen: boolean
  readonly isLoading: boolean
  readonly failed: boolean
  /** Asks for the next page, or again for the one that did not come. */
  more(): void
  /** Asks anew for what is on the screen. */
  again(): void
}

export interface EarlierQuestions extends Earlier {
  readonly questions: readonly QuestionView[]
}

export interface EarlierEntries extends Earlier {
  readonly entries: readonly EntryView[]
  /** What promises among them are about. */
  readonly about: ReadonlyMap<string, QuestionView>
}

/** Pages of a list of questions, without those that the socket carries. */
export function useEarlierQuestions(list: QuestionList): EarlierQuestions {
  const { room, facts } = useRoom()
  const [isOpen, setOpen] = useState(false)
  const all = countsIn(room)?.questions[list] ?? 0
  const pages = useInfiniteQuery({
    ...api.questions.infiniteOptions({
      input: (cursor: string | undefined) => ({
        call: facts.call,
        list,
        limit: PAGE,
        ...(cursor ? { cursor } : {}),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
    enabled: isOpen,
    refetchInterval: useAgainEvery(),
  })
  useAgainAfter(all, isOpen, pages.refetch)
  const loaded = pages.data?.pages ?? []
  const carried = entitiesOf(room, 'question').filter((question) => listOf(question) === list).length
  return {
    ...earlier(pages, isOpen, () => setOpen(true)),
    left: leftOf(loaded, all - carried),
    questions: itemsOf(loaded).filter(({ id }) => entityOf(room, 'question', id) === null),
  }
}

/** Pages of what was taken down, of one kind or of all, without what the socket carries. */
export function useEarlierEntries(kind: EntryKind | null): EarlierEntries {
  const { room, facts } = useRoom()
  const [isOpen, setOpen] = useState(false)
  const counts = stageCountsIn(room)?.entries
  const all = counts ? (kind ? counts[kind] : Object.values(counts).reduce((sum, each) => sum + each, 0)) : 0
  const pages = useInfiniteQuery({
    ...api.entries.infiniteOptions({
      input: (cursor: string | undefined) => ({
        call: facts.call,
        limit: PAGE,
        ...(kind ? { kind } : {}),
        ...(cursor ? { cursor } : {}),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
    enabled: isOpen,
    refetchInterval: useAgainEvery(),
  })
  useAgainAfter(all, isOpen, pages.refetch)
  const loaded = pages.data?.pages ?? []
  const carried = entitiesOf(room, 'entry').filter((entry) => kind === null || entry.kind === kind).length
  const about = loaded.flatMap((page) => page.about)
  return {
    ...earlier(pages, isOpen, () => setOpen(true)),
    left: leftOf(loaded, all - carried),
    entries: itemsOf(loaded).filter(({ id }) => entityOf(room, 'entry', id) === null),
    about: new Map(about.map((question) => [question.id, question])),
  }
}

const MOST_AT_ONCE = 200

/** All that lies with a panel member or was answered by them and is not in the window of the socket. */
export function useAllOf(panelMember: string | null): {
  readonly questions: readonly QuestionView[]
  readonly failed: boolean
  again(): void
} {
  const { room, facts } = useRoom()
  const counts = countsIn(room)?.questions
  const lists: readonly QuestionList[] = ['assigned', 'owed', 'answered']
  const carried = entitiesOf(room, 'question').filter((question) => lists.includes(listOf(question))).length
  const all = counts ? lists.reduce((sum, list) => sum + counts[list], 0) : 0
  const isMore = all > carried
  const pages = useInfiniteQuery({
    ...api.questions.infiniteOptions({
      input: (cursor: string | undefined) => ({
        call: facts.call,
        limit: MOST_AT_ONCE,
        ...(panelMember ? { panelMember } : {}),
        ...(cursor ? { cursor } : {}),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
    enabled: panelMember !== null && isMore,
  })
  const { hasNextPage, isFetching, fetchNextPage, refetch } = pages
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  useAgainAfter(all, isMore, refetch)
  return {
    questions: itemsOf(pages.data?.pages ?? []).filter(({ id }) => entityOf(room, 'question', id) === null),
    failed: pages.isError,
    again: () => void refetch(),
  }
}

/**
 * Where in a list that is ordered by votes the pages go on: below stand only some that are new, and that nobody voted for yet. At its end
 * when nothing is left out.
 */
export function gapIn(rows: readonly QuestionView[], { left, questions }: EarlierQuestions): number {
  if (left === 0) return rows.length
  const paged = new Set(questions.filter(({ state }) => state === 'visible'))
  const lastPaged = rows.findLastIndex((row) => paged.has(row))
  if (lastPaged !== -1) return lastPaged + 1
  let visible = 0
  const last = rows.findIndex(({ state }) => state === 'visible' && ++visible === FIRST_VISIBLE)
  return last === -1 ? rows.length : last + 1
}

/** Two lists that stand on the screen as one. */
export const together = (a: EarlierQuestions, b: EarlierQuestions): EarlierQuestions => ({
  left: a.left + b.left,
  isOpen: a.isOpen || b.isOpen,
  isLoading: a.isLoading || b.isLoading,
  failed: a.failed || b.failed,
  again() {
    a.again()
    b.again()
  },
  more: () => (a.failed || (a.left > 0 && !b.failed) ? a : b).more(),
  questions: [...a.questions, ...b.questions],
})

interface Pages {
  readonly isFetching: boolean
  readonly isRefetching: boolean
  readonly isError: boolean
  readonly data: object | undefined
  readonly hasNextPage: boolean
  fetchNextPage(): Promise<unknown>
  refetch(): Promise<unknown>
}

const earlier = (pages: Pages, isOpen: boolean, open: () => void): Omit<Earlier, 'left'> => ({
  isOpen,
  isLoading: isOpen && pages.isFetching && !pages.isRefetching,
  failed: isOpen && pages.isError,
  again: () => void (isOpen && pages.refetch()),
  more() {
    if (!isOpen) open()
    else if (pages.data === undefined) void pages.refetch()
    else if (pages.hasNextPage) void pages.fetchNextPage()
    else void pages.refetch()
  },
})

interface Page<T> {
  readonly items: readonly T[]
  readonly total: number
}

/** Each thing once: it may move from one page to the next while they are read. */
const itemsOf = <T extends { readonly id: string }>(pages: readonly Page<T>[]): T[] => [
  ...new Map(pages.flatMap(({ items }) => items).map((each) => [each.id, each])).values(),
]

/** How many no page has brought yet; `before` the first page came, what the socket says. */
function leftOf(pages: readonly Page<unknown>[], before: number): number {
  const total = pages.at(-1)?.total
  const loaded = pages.reduce((sum, { items }) => sum + items.length, 0)
  return Math.max(0, total === undefined ? before : total - loaded)
}

/** Milliseconds. The audience asks less often, and not all of it at once. */
const useAgainEvery = (): number => (useRoom().room.audience === 'attendees' ? 30_000 : 5_000)

/** Something came into the list or left it: what lies open is asked for again. */
function useAgainAfter(many: number, isOpen: boolean, refetch: () => Promise<unknown>): void {
  const isAudience = useRoom().room.audience === 'attendees'
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number is the reason
  useEffect(() => {
    if (!isOpen) return
    const timer = setTimeout(() => void refetch(), isAudience ? 1_000 + Math.random() * 5_000 : 300)
    return () => clearTimeout(timer)
  }, [many])
}
