import type { ConnectionQuality, Room } from 'livekit-client'
import type { Layout, StageView } from '../../../contract.ts'
import { useWords } from '../../use-words.ts'
import { SlidePager } from '../slides/pager.tsx'
import { ShowTools, ViewTools } from './dock.tsx'
import { MicButton } from './mic-button.tsx'
import type { MicrophoneTrouble, MyDevice } from './microphone.ts'
import { StageForAll } from './moderating.tsx'
import { MyLine } from './notices.tsx'

type ToolsProps = {
  readonly shape: 'attendee' | 'panel' | 'desk'
  readonly room: Room
  readonly stage: StageView
  /** I may be heard and seen now. */
  readonly speaks: boolean
  readonly mayDecide: boolean
  readonly microphone: MyDevice
  readonly trouble: MicrophoneTrouble
  readonly layout: Exclude<Layout, 'viewer'>
  readonly onLayout: () => void
  readonly audioOnly: boolean
  readonly onAudioOnly: (on: boolean) => void
  readonly pictured: boolean
  /** Null while one is not on the stage. */
  readonly quality: ConnectionQuality | null
}

/** What one may do: the microphone first, then what one shows, then how one sees it. */
export function Tools(props: ToolsProps) {
  const { shape, room, stage, speaks, mayDecide, microphone, trouble, quality } = props
  const { t } = useWords()
  const desk = shape === 'desk'
  return (
    <section className="dl-live__dock" aria-label={t('live.tools')}>
      {speaks && (
        <MicButton
          microphone={microphone}
          size={desk ? 'm' : 'xl'}
          off={trouble === 'taken' ? t('live.trouble.taken') : null}
        />
      )}
      <div className="dl-live__tools">
        {speaks && shape !== 'attendee' && <SlidePager />}
        {speaks && <ShowTools room={room} slides={shape !== 'attendee'} size={desk ? 's' : 'l'} />}
        {!desk && (
          <ViewTools
            layout={stage.layout}
            mine={props.layout}
            onLayout={props.onLayout}
            audioOnly={props.audioOnly}
            onAudioOnly={props.onAudioOnly}
            pictured={props.pictured}
          />
        )}
        {mayDecide && <StageForAll stage={stage} />}
        {quality && <MyLine quality={quality} />}
      </div>
    </section>
  )
}
