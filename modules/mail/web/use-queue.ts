import { useQuery } from '@tanstack/react-query'
import { useSession } from '../../../ui/session.ts'
import type { QueueShown } from '../contract.ts'
import { outbox } from './api.ts'

/** How mail goes, for whoever could do something about it; undefined for everybody else, and until it is known. */
export function useMailQueue(): QueueShown | undefined {
  const { who } = useSession()
  const asks =
    who.kind === 'staff' && who.roles.some(({ role }) => role === 'administrator' || role === 'officer')
  return useQuery({
    ...outbox.queue.queryOptions({ refetchInterval: 60_000, staleTime: 30_000 }),
    enabled: asks,
  }).data
}
