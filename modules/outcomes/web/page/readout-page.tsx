import { useTranslation } from 'react-i18next'
import { dateOf } from '../../../../ui/format.ts'
import { mastOf, type PageContext, PublicPage } from '../../../../ui/index.ts'
import './page.css'
import type { ReadoutPageProps } from '../../contract/pages.ts'

/** The published readout: what was said on the call, to be read, printed, passed on. */
export function ReadoutPage(props: ReadoutPageProps & { page: PageContext }) {
  const { page, call, headline, paragraphs, version, publishedAt } = props
  const { t } = useTranslation('outcomes')
  const { locale } = page
  const words = (text: string | null) => text ?? `[${t('removed')}]`
  return (
    <PublicPage look="sheet" {...mastOf(page)} footLinks={[]}>
      <article className="outcomes-readout">
        {call.startsAt && (
          <p className="dl-quiet">{t('page.of', { date: dateOf(call.startsAt, call.zone, locale) })}</p>
        )}
        <h1>{words(headline)}</h1>
        {paragraphs.map((sentences, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a published text does not change its order
          <p key={index} className="dl-read">
            {sentences.map(words).join(' ')}
          </p>
        ))}
        <p className="dl-quiet">
          {t('page.version', { version, date: dateOf(publishedAt, call.zone, locale) })}
        </p>
        <a className="dl-sheet__back" href={`/calls/${call.slug}`}>
          {t('page.call')}
        </a>
      </article>
    </PublicPage>
  )
}
