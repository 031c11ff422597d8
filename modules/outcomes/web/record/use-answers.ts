import { useInfiniteQuery } from '@tanstack/react-query'
import type { Answers } from '../../contract.ts'
import { outcomes } from '../api.ts'

/** Of most calls this is all of the register. */
const PAGE = 200

/** The answer register of a call as far as it was asked for. */
export function useAnswers(call: string) {
  const pages = useInfiniteQuery(
    outcomes.answers.infiniteOptions({
      input: (cursor: string | undefined) => ({ call, limit: PAGE, ...(cursor ? { cursor } : {}) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  )
  return { pages, answers: pages.data && together(pages.data.pages) }
}

/** As one; each thing once, though it may move from one page to the next while they are read. */
function together(pages: readonly Answers[]): Answers | undefined {
  const newest = pages.at(-1)
  if (!newest) return undefined
  const rows = new Map(pages.flatMap((page) => page.rows.map((row) => [row.question, row])))
  const promises = new Map(pages.flatMap((page) => page.promises.map((made) => [made.commitment, made])))
  return { ...newest, rows: [...rows.values()], promises: [...promises.values()] }
}
