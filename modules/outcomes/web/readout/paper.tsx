import { useTranslation } from 'react-i18next'
import { number } from '../../../../ui/format.ts'
import { ScrollBody, Sentence, useLocale } from '../../../../ui/index.ts'
import type { Locale } from '../../../../ui/locale.ts'
import type { Draft } from './draft.ts'
import type { Shown } from './sentences.ts'

type Props = {
  draft: Draft
  sentences: readonly Shown[]
  language: Locale
  current: string | null
  onPick: (key: string) => void
}

/** The text as it will be read; each sentence leads to its source. */
export function Paper({ draft, sentences, language, current, onPick }: Props) {
  const { t } = useTranslation('outcomes')
  const locale = useLocale()
  const byKey = new Map(sentences.map((sentence) => [sentence.key, sentence]))
  const say = (key: string) => {
    const shown = byKey.get(key)
    if (!shown) return null
    const place = shown.number === null ? null : number(shown.number, locale)
    return (
      <span key={key} data-sentence={key}>
        <Sentence
          number={place ?? undefined}
          spoken={place ? t('editor.source', { number: place }) : t('editor.written_here')}
          changed={shown.change !== null}
          current={key === current}
          onPick={() => onPick(key)}
        >
          {shown.text || t('removed')}
        </Sentence>{' '}
      </span>
    )
  }
  return (
    <ScrollBody label={t('editor.text')}>
      <article className="ro-doc" lang={language} dir={language === 'ur' ? 'rtl' : 'ltr'}>
        <h2>{say(draft.headline.key)}</h2>
        {draft.paragraphs.map((paragraph) => (
          <p key={paragraph.key} className="dl-read">
            {paragraph.sentences.map(({ key }) => say(key))}
          </p>
        ))}
      </article>
    </ScrollBody>
  )
}
