import { lazy, Suspense, useCallback } from 'react'
import { apiClient } from '../../../../ui/api.ts'
import { Skeleton } from '../../../../ui/index.ts'
import { stageContract } from '../../contract/stage.ts'
import type { DeviceCheckProps } from './check/check.tsx'

const Check = lazy(() => import('./check/check.tsx').then((module) => ({ default: module.DeviceCheck })))
const api = apiClient(stageContract)

type CheckForCallProps = Omit<DeviceCheckProps, 'ticket'> & {
  readonly call: string
  /** Whether there is a server of the stage to measure the line against. */
  readonly line: boolean
}

/** The device check for a call, its code fetched when it is shown. Never stands in the way of entering. */
export function DeviceCheckForCall({ call, line, ...rest }: CheckForCallProps) {
  const ticket = useCallback(() => api.probe({ call }), [call])
  return (
    <Suspense fallback={<Skeleton rows={2} shape="row" />}>
      <Check {...rest} ticket={line ? ticket : undefined} />
    </Suspense>
  )
}
