import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Standing } from '../../contract.ts'
import { registrations } from '../api.ts'

/** Her mails say the time where she is: the first page she opens tells where that is, and she may say otherwise. */
export function useMyZone(registration: Standing['registration']): void {
  const client = useQueryClient()
  const told = useRef(false)
  const { mutate } = useMutation(
    registrations.changeMine.mutationOptions({
      onSuccess: (standing) => client.setQueryData(registrations.mine.queryKey(), standing),
    }),
  )
  const unknown = registration?.mayChange === true && registration.zone === null
  useEffect(() => {
    if (!unknown || told.current) return
    told.current = true
    mutate({ zone: Temporal.Now.timeZoneId() })
  }, [unknown, mutate])
}
