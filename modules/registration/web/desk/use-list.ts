import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import type { RegistrationRow, RegistrationState } from '../../contract.ts'
import { registrations } from '../api.ts'

const PAGE = 200

/** The registrations of one tab, as they were when it was opened: the order does not change while one works. */
export function useList(call: string, state: RegistrationState, search: string) {
  const client = useQueryClient()
  const options = registrations.list.infiniteOptions({
    input: (cursor: string | undefined) => ({
      call,
      state,
      limit: PAGE,
      ...(search ? { search } : {}),
      ...(cursor ? { cursor } : {}),
    }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })
  const query = useInfiniteQuery(options)
  const counts = useQuery(
    registrations.counts.queryOptions({
      input: { call },
      refetchInterval: 15_000,
      placeholderData: keepPreviousData,
    }),
  )
  const rows: readonly RegistrationRow[] = query.data?.pages.flatMap((page) => page.items) ?? []
  return {
    query,
    rows,
    counts,
    /** Takes rows out of every tab's list without loading anything. */
    drop: (gone: ReadonlySet<string>) =>
      client.setQueryData(options.queryKey, (data) =>
        data
          ? {
              ...data,
              pages: data.pages.map((page) => ({
                ...page,
                items: page.items.filter((row) => !gone.has(row.id)),
              })),
            }
          : data,
      ),
    /** Files opened before tell what was decided since. */
    reloadFiles: () => client.invalidateQueries({ queryKey: registrations.file.key() }),
    /** Loads lists, counts and files anew. */
    reload: () => client.invalidateQueries({ queryKey: registrations.key() }),
  }
}
