import { type RefObject, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ScrollBody } from '../../../../ui/index.ts'
import type { Locale } from '../../../../ui/locale.ts'
import type { Readout } from '../../contract.ts'
import { SourceOf } from './card.tsx'
import type { Draft } from './draft.ts'
import type { Shown } from './sentences.ts'

export type SourcesProps = {
  readout: Readout
  language: Locale
  sentences: readonly Shown[]
  current: string | null
  onPick: (key: string) => void
  mayEdit: boolean
  edit: (how: (draft: Draft) => Draft) => void
  onAdd: (after: string) => void
}

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
