import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, useAnnounce } from '../../../../ui/index.ts'

interface Props {
  /** How many of the register are not on the screen. */
  left: number
  busy: boolean
  failed: boolean
  onMore: () => void
}

/**
 * At the end of a long register the way to the rest of it; on paper it says how much is missing. The focus stays on the button while
 * there is more, and then on the sentence that there is not.
 */
export function ShowMore({ left, busy, failed, onMore }: Props) {
  const { t } = useTranslation('outcomes')
  const announce = useAnnounce()
  const end = useRef<HTMLParagraphElement>(null)
  const asked = useRef(false)
  const [wasMore] = useState(left > 0)
  useEffect(() => {
    if (busy || !asked.current) return
    asked.current = false
    if (failed) announce(t('answers.more_failed'))
    else if (left > 0) announce(t('answers.more_came', { count: left }))
    else end.current?.focus()
  }, [busy, failed, left, announce, t])
  if (left === 0) {
    return (
      wasMore && (
        <p ref={end} tabIndex={-1} className="dl-quiet">
          {t('answers.more_all')}
        </p>
      )
    )
  }
  return (
    <p className="dl-row">
      {failed && <span className="dl-late">{t('answers.more_failed')}</span>}
      <Button
        off={busy}
        onClick={() => {
          asked.current = true
          onMore()
        }}
      >
        {t(busy ? 'answers.more_loading' : 'answers.more', { count: left })}
      </Button>
    </p>
  )
}
