import { useTranslation } from 'react-i18next'
import { FaceLink } from '../../../ui/face.tsx'
import { timeOf } from '../../../ui/format.ts'
import { Band, useLocale } from '../../../ui/index.ts'
import { useSession } from '../../../ui/session.ts'
import { reasonOf } from '../rules/reason.ts'
import { useMailQueue } from './use-queue.ts'

/** On every desk, for whoever could do something: one sentence while the mail server takes nothing. */
export function MailBand() {
  const { t } = useTranslation('mail')
  const locale = useLocale()
  const { homeZone } = useSession()
  const paused = useMailQueue()?.paused
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
