import { useTranslation } from 'react-i18next'
import { ButtonLink, Line, type PageContext, StatePanel } from '../../../../ui/index.ts'
import type { ReceivedPageProps } from '../../contract/pages.ts'
import { lineOf } from '../line.ts'
import { Frame, WhichCall } from './frame.tsx'

/** The same for everybody who sends the form, whatever was known of her before. */
export function ReceivedPage({ call, page }: ReceivedPageProps & { page: PageContext }) {
  const { t } = useTranslation('registration')
  return (
    <Frame page={page}>
      <StatePanel title={t('received.title')}>
        <p>{t('received.text')}</p>
        <Line items={lineOf('pending', t)} label={t('line.label')} />
      </StatePanel>
      <h2>{t('received.mail')}</h2>
      <p>{t('received.mail_text')}</p>
      <h2>{t('received.call')}</h2>
      <WhichCall call={call} locale={page.locale} />
      <div className="dl-actions">
        <ButtonLink size="xl" href={`/calls/${call.slug}`}>
          {t('page.back')}
        </ButtonLink>
      </div>
    </Frame>
  )
}
