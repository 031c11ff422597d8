import { useEffect } from 'react'
import { Icon, useAnnounce } from '../../../ui/index.ts'
import { entityOf } from '../contract.ts'
import { useRoom } from './link.tsx'
import { LostBand } from './lost.tsx'
import { useWords } from './use-words.ts'

/** Under the bar of every room: that one is cut off, or else what everyone is told. Never two: the worst wins. */
export function RoomBand() {
  const { room, state } = useRoom()
  const { t } = useWords()
  const announce = useAnnounce()
  const text = entityOf(room, 'announcement')?.text ?? null
  useEffect(() => {
    if (text) announce(t('announce.said', { text }))
  }, [text, announce, t])
  if (state.kind === 'lost' || text === null) return <LostBand />
  return (
    <>
      <LostBand />
      <div className="dl-band dl-band--lobby">
        <Icon name="answering" />
        <span>
          <b>{t('announce.from')}</b> <bdi dir="auto">{text}</bdi>
        </span>
      </div>
    </>
  )
}
