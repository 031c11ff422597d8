import { ShowMore } from '../../../ui/index.ts'
import type { Earlier } from './use-earlier.ts'
import { useWords } from './use-words.ts'

/** At the end of a list (of the record: at its old end) the way to what is not on the screen. */
export function ShowEarlier({ pages, what }: { pages: Earlier; what: 'questions' | 'entries' }) {
  const { t } = useWords()
  const { left, isOpen, isLoading, failed, more } = pages
  return (
    <ShowMore
      className="dl-pad"
      size="s"
      left={left}
      isEnd={isOpen && !isLoading && !failed && left === 0}
      busy={isLoading}
      failed={failed}
      label={failed ? t('lost.try_now') : t(`earlier.${what}`, { count: left })}
      onMore={more}
    />
  )
}
