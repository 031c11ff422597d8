import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnnounce } from './announcer.tsx'
import { Button } from './button.tsx'
import { cx } from './cx.ts'

export interface ShowMoreProps {
  /** How many are not on the screen. */
  left: number
  /** All were asked for and are here. */
  isEnd: boolean
  busy: boolean
  failed: boolean
  /** What the button says: how many of what it shows. */
  label: string
  size?: 's'
  className?: string
  onMore: () => void
}

/**
 * Where a list breaks off, the way to the rest of it; on paper it says how much is missing. The focus stays on the button while there
 * is more, and then on the sentence that there is not.
 */
export function ShowMore({ left, isEnd, busy, failed, label, size, className, onMore }: ShowMoreProps) {
  const { t } = useTranslation('ui')
  const announce = useAnnounce()
  const end = useRef<HTMLParagraphElement>(null)
  const asked = useRef(false)
  useEffect(() => {
    if (busy || !asked.current) return
    asked.current = false
    if (failed) announce(t('more.failed'))
    else if (left > 0) announce(t('more.came', { count: left }))
    else end.current?.focus()
  }, [busy, failed, left, announce, t])
  if (isEnd) {
    return (
      <p ref={end} tabIndex={-1} className={cx('dl-quiet', className)}>
        {t('more.all')}
      </p>
    )
  }
  if (left === 0 && !busy && !failed) return null
  return (
    <p className={cx('dl-row', className)}>
      {failed && <span className="dl-late">{t('more.failed')}</span>}
      <Button
        {...(size && { size })}
        off={busy}
        onClick={() => {
          asked.current = true
          onMore()
        }}
      >
        {busy ? t('more.loading') : label}
      </Button>
    </p>
  )
}
