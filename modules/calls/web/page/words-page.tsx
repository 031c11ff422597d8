import { useTranslation } from 'react-i18next'
import { PageBody, type PageContext } from '../../../../ui/index.ts'
import type { WordsPageProps } from '../../contract.ts'
import { Frame } from './frame.tsx'

/** The sections of each page, in order; their words are in the locale files. */
const SECTIONS = {
  privacy: ['registering', 'subscribing', 'room', 'after', 'seen_by', 'how_long', 'your_rights'],
  accessibility: ['standard', 'how', 'needs', 'limits', 'tell_us'],
} as const satisfies Record<WordsPageProps['words'], readonly string[]>

type Props = WordsPageProps & { page: PageContext }

/** What we keep, and how everyone can use it: plain words under plain headings. */
export function WordsPage({ words, page }: Props) {
  const { t } = useTranslation('calls')
  const hero = (
    <>
      <h1>{t(`words.${words}.title`)}</h1>
      <p className="dl-hero__lead">{t(`words.${words}.lead`, { mission: page.brand.mission })}</p>
    </>
  )
  return (
    <Frame page={page} hero={hero}>
      <PageBody>
        {SECTIONS[words].map((section) => (
          <section key={section} aria-labelledby={section}>
            <h2 id={section}>{t(`words.${words}.${section}.title`)}</h2>
            <div className="dl-read">
              <p>{t(`words.${words}.${section}.text`, { mission: page.brand.mission })}</p>
            </div>
          </section>
        ))}
      </PageBody>
    </Frame>
  )
}
