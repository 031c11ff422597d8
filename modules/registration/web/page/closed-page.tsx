import { useTranslation } from 'react-i18next'
import { ButtonLink, Notice, type PageContext } from '../../../../ui/index.ts'
import type { ClosedPageProps } from '../../contract/pages.ts'
import { AboutCall, BackToCall, Frame } from './frame.tsx'

/** Why nobody can register now, and what one can do instead. */
export function ClosedPage({ call, because, page }: ClosedPageProps & { page: PageContext }) {
  const { t } = useTranslation('registration')
  return (
    <Frame page={page}>
      <BackToCall call={call} />
      <AboutCall call={call} locale={page.locale} title={t('page.title')} />
      <Notice tone="warn" icon="clock" title={t(`errors.closed_${because}`)}>
        {t(`closed.${because}`)}
      </Notice>
      <div className="dl-actions">
        <ButtonLink size="xl" href="/">
          {t('closed.others')}
        </ButtonLink>
      </div>
    </Frame>
  )
}
