import { useEffect, useState } from 'react'
import { Band, Button, useAnnounce } from '../../../ui/index.ts'
import { wallClock } from './facts.ts'
import { useRoom } from './link.tsx'
import { useWords } from './use-words.ts'

/** Says since when one is cut off, what still works, and when the next try is due; announces loss and return. */
export function LostBand() {
  const { state, storage, facts, tryNow } = useRoom()
  const { t, locale } = useWords()
  const announce = useAnnounce()
  const [now, setNow] = useState(() => performance.timeOrigin + performance.now())
  const lost = state.kind === 'lost'
  const [wasLost, setWasLost] = useState(false)
  useEffect(() => {
    if (lost) {
      setWasLost(true)
      announce(t('lost.announce'), 'assertive')
      const timer = setInterval(() => setNow(performance.timeOrigin + performance.now()), 1000)
      return () => clearInterval(timer)
    }
    if (wasLost && state.kind === 'open') {
      setWasLost(false)
      announce(t('lost.back'), 'assertive')
    }
    return undefined
  }, [lost, state.kind, wasLost, announce, t])
  if (state.kind === 'open' && storage !== null) {
    return (
      <Band kind="fail" title={t(`storage.${storage}.title`)}>
        {t(`storage.${storage}.text`)}
      </Band>
    )
  }
  if (state.kind !== 'lost') return null
  const seconds = Math.max(0, Math.round((now - state.since) / 1000))
  const wait = state.nextTry === null ? 0 : Math.max(0, Math.ceil((state.nextTry - now) / 1000))
  return (
    <Band
      kind="lost"
      title={t('lost.title', { count: seconds })}
      action={
        <Button size="s" onClick={tryNow}>
          {t('lost.try_now')}
        </Button>
      }
    >
      {t('lost.text', { at: wallClock(state.since, facts.zone, locale) })}{' '}
      {wait > 0 && <span className="dl-num">{t('lost.next_try', { count: wait })}</span>}
    </Band>
  )
}
