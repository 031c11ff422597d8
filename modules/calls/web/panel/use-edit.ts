import { useMutation, useQueryClient } from '@tanstack/react-query'
import { calls } from '../api.ts'

/** Does something to the panel and reads the call anew. */
export function usePanelEdit(call: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: calls.get.queryKey({ input: { call } }) })
      await queries.invalidateQueries({ queryKey: calls.checklist.key() })
    },
  })
}
