import { useTranslation } from 'react-i18next'
import { FaceLink } from '../../../ui/face.tsx'
import { Notice } from '../../../ui/index.ts'
import { useMailQueue } from './use-queue.ts'

/** Where something is told by mail: that no mail server is set, and what to do. Nothing where one is. */
export function NoMailServer() {
  const { t } = useTranslation('mail')
  if (useMailQueue()?.sends !== false) return null
  return (
    <Notice icon="mail" title={t('goes_nowhere')}>
      {t('goes_nowhere_text')} <FaceLink href="/desk/outbox">{t('to_outbox')}</FaceLink>
    </Notice>
  )
}
