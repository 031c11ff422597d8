import { type RefObject, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ScrollBody } from '../../../../ui/index.ts'
import { SourceOf } from './card.tsx'
import type { SourcesProps } from './props.ts'

/** One card a sentence, in the order of the text; the one at hand is open. */
export function Sources(props: SourcesProps) {
  const { t } = useTranslation('outcomes')
  const list = useRef<HTMLUListElement>(null)
  useOpenCardInView(list, props.current)
  return (
    <aside className="ro-sources" aria-label={t('sources.title')}>
      <ScrollBody label={t('sources.title')}>
        <h2 className="ro-head">
          {t('sources.title')} <span>{t('sources.from')}</span>
        </h2>
        <ul ref={list}>
          {props.sentences.map((sentence) => (
            <SourceOf key={sentence.key} {...props} sentence={sentence} />
          ))}
        </ul>
      </ScrollBody>
    </aside>
  )
}

function useOpenCardInView(list: RefObject<HTMLUListElement | null>, current: string | null): void {
  useEffect(() => {
    if (current) list.current?.querySelector('.is-current')?.scrollIntoView({ block: 'nearest' })
  }, [list, current])
}
