import { lazy, type ReactNode, Suspense, useRef } from 'react'
import { Notice, Skeleton } from '../../../../ui/index.ts'
import { entityOf } from '../../contract.ts'
import { useRoom } from '../link.tsx'
import { useWords } from '../use-words.ts'
import type { LiveProps } from './live/stage.tsx'
import { stageOf } from './state.ts'

const Live = lazy(() => import('./live/stage.tsx').then((module) => ({ default: module.Live })))

type StageProps = LiveProps & {
  /** What stands here while there is no media: the written stage. */
  readonly written: ReactNode
}

/**
 * The stage of a call with media where there is some, and the written one where there is none. The code for media is fetched
 * only when the server says that it is there, and only in the phases in which this person hears anything.
 */
export function StageOfCall({ written, ...live }: StageProps) {
  const { room } = useRoom()
  const { media } = stageOf(room)
  const began = useRef(false)
  const phase = entityOf(room, 'call')?.phase
  const hears =
    phase === 'on air' || (live.shape !== 'attendee' && (phase === 'green room' || phase === 'debrief'))
  if (media === 'off' || !hears) {
    began.current = false
    return written
  }
  if (media !== 'ready' && !began.current) {
    return (
      <>
        <MediaNotice media={media} />
        {written}
      </>
    )
  }
  began.current = true
  // While the media server is started anew, whoever speaks stays on stage: their client brings their voice back by itself.
  return (
    <>
      {media !== 'ready' && <MediaNotice media={media} />}
      <Suspense fallback={<Skeleton rows={1} shape="tile" />}>
        <Live {...live} />
      </Suspense>
    </>
  )
}

function MediaNotice({ media }: { media: 'starting' | 'down' }) {
  const { t } = useWords()
  return (
    <Notice tone="warn" icon="offline" title={t(`live.media.${media}`)} live>
      {t('live.media_text')}
    </Notice>
  )
}
