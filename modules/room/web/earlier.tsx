import { useEffect, useRef } from 'react'
import { Button, useAnnounce } from '../../../ui/index.ts'
import type { Earlier } from './use-earlier.ts'
import { useWords } from './use-words.ts'

/**
 * At the end of a list (of the record: at its old end) the way to what is not on the screen. The focus stays on the button while there
 * is more, and then on the sentence that there is not.
 */
export function ShowEarlier({ pages, what }: { pages: Earlier; what: 'questions' | 'entries' }) {
  const { t } = useWords()
  const announce = useAnnounce()
  const end = useRef<HTMLParagraphElement>(null)
  const asked = useRef(false)
  const { left, isOpen, isLoading, failed, more } = pages
  const done = isOpen && !isLoading && !failed
  useEffect(() => {
    if (isLoading || !asked.current) return
    asked.current = false
    if (failed) announce(t('earlier.failed'))
    else if (left > 0) announce(t('earlier.came', { count: left }))
    else end.current?.focus()
  }, [isLoading, failed, left, announce, t])
  if (done && left === 0) {
    return (
      <p ref={end} tabIndex={-1} className="dl-quiet dl-pad">
        {t('earlier.all')}
      </p>
    )
  }
  if (left === 0 && !isLoading && !failed) return null
  return (
    <p className="dl-pad dl-row">
      {failed && <span className="dl-late">{t('earlier.failed')}</span>}
      <Button
        size="s"
        off={isLoading}
        onClick={() => {
          asked.current = true
          more()
        }}
      >
        {isLoading
          ? t('earlier.loading')
          : failed
            ? t('lost.try_now')
            : t(`earlier.${what}`, { count: left })}
      </Button>
    </p>
  )
}
