import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { timeOf } from '../../../ui/format.ts'
import { Button, Notice, useAnnounce, useLocale, useToast } from '../../../ui/index.ts'
import { useSession } from '../../../ui/session.ts'
import { reasonOf } from '../rules/reason.ts'
import { outbox } from './api.ts'

/** While the mail server takes nothing: why, since when, what to do, when it is tried next, and a way to try now. */
export function QueuePaused() {
  const { t } = useTranslation('mail')
  const locale = useLocale()
  const { homeZone } = useSession()
  const toast = useToast()
  const announce = useAnnounce()
  const client = useQueryClient()
  const queue = useQuery(
    outbox.queue.queryOptions({ refetchInterval: ({ state }) => (state.data?.paused ? 3_000 : 15_000) }),
  )
  const tryNow = useMutation(
    outbox.tryNow.mutationOptions({
      onSuccess: () => {
        toast(t('paused.trying'))
        void client.invalidateQueries({ queryKey: outbox.queue.key() })
      },
      onError: (error) => toast(error.message),
    }),
  )
  const paused = queue.data?.paused ?? null
  const was = useRef(false)
  useEffect(() => {
    if (was.current && !paused && queue.isSuccess) announce(t('paused.answered'), 'polite')
    was.current = paused !== null
  }, [paused, queue.isSuccess, announce, t])
  if (!paused || !queue.data) return null
  const reason = reasonOf(paused.reason)
  const time = (at: string) => timeOf(at, homeZone, locale)
  return (
    <div className="outbox__paused">
      <Notice
        tone="warn"
        icon="clock"
        title={t('paused.title')}
        action={
          <Button size="s" off={tryNow.isPending} onClick={() => tryNow.mutate({})}>
            {t('paused.try_now')}
          </Button>
        }
      >
        {t('paused.since', {
          since: time(paused.since),
          reason: t(`reasons.${reason}`),
          todo: t(`todo.${reason}`),
        })}{' '}
        {t('paused.goes_on', { count: queue.data.waiting, next: time(paused.nextTry) })}{' '}
        <bdi dir="ltr" className="dl-quiet">
          {paused.reason}
        </bdi>
      </Notice>
    </div>
  )
}
