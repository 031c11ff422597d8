import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { FaceLink } from '../../../ui/face.tsx'
import { timeOf } from '../../../ui/format.ts'
import { Band, useLocale } from '../../../ui/index.ts'
import { useSession } from '../../../ui/session.ts'
import { reasonOf } from '../rules/reason.ts'
import { outbox } from './api.ts'

/** On every desk, for whoever could do something: one sentence while the mail server takes nothing. */
export function MailBand() {
  const { t } = useTranslation('mail')
  const locale = useLocale()
  const { who, homeZone } = useSession()
  const asks =
    who.kind === 'staff' && who.roles.some(({ role }) => role === 'administrator' || role === 'officer')
  const queue = useQuery({
    ...outbox.queue.queryOptions({ refetchInterval: 60_000, staleTime: 30_000 }),
    enabled: asks,
  })
  const paused = queue.data?.paused
  if (!paused) return null
  return (
    <Band
      kind="lobby"
      title={t('paused.band', {
        time: timeOf(paused.since, homeZone, locale),
        reason: t(`reasons.${reasonOf(paused.reason)}`),
      })}
      action={
        <FaceLink className="dl-btn dl-btn--s" href="/desk/outbox">
          {t('paused.to_outbox')}
        </FaceLink>
      }
    />
  )
}
