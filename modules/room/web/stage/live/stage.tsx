import './live.css'
import { useParticipantPermissions } from '@livekit/components-react/hooks'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { apiClient } from '../../../../../ui/api.ts'
import { cx } from '../../../../../ui/index.ts'
import { type Layout, stageContract } from '../../../contract/stage.ts'
import { entityOf } from '../../../contract.ts'
import { useRoom } from '../../link.tsx'
import { useWords } from '../../use-words.ts'
import { inOneLine, sceneOf } from '../scene.ts'
import { myStageOf, stageOf } from '../state.ts'
import { useArrival, useFloor } from './arrival.ts'
import { useHeadset } from './headset.ts'
import { useJoin } from './join.ts'
import { useMicrophoneWatch, useMuted, useMyDevice } from './microphone.ts'
import { PersonActions } from './moderating.tsx'
import {
  DeviceNotice,
  MicrophoneNotice,
  Silenced,
  StandingNotice,
  TurnSoundOn,
  WeakLine,
} from './notices.tsx'
import { cameraOf, screenOf, useFeatured, usePeople } from './people.ts'
import { useMyLayout } from './preference.ts'
import { useSaid } from './said.ts'
import { Sound } from './sound.tsx'
import { Tools } from './tools.tsx'
import { View } from './view.tsx'
import { useAudioOnly, useAwake, useMyLine } from './weak.ts'

export type LiveProps = {
  /** For whom it is drawn: the audience watches, the panel speaks, the desk conducts. */
  readonly shape: 'attendee' | 'panel' | 'desk'
  /** The moderator decides what all see; others who look at the desk only watch. */
  readonly mayDecide?: boolean | undefined
  /** Between what is seen and the tools. */
  readonly children?: ReactNode
  /** Where the tools stand, when not under the stage; null: that place is not there yet. */
  readonly dock?: HTMLElement | null | undefined
}

const api = apiClient(stageContract)

/** The stage as it is seen and heard, and what one may do on it. Loaded only when there is media. */
export function Live({ shape, mayDecide = false, children, dock }: LiveProps) {
  const { room: seen, facts, state } = useRoom()
  const { t, locale } = useWords()
  const stage = stageOf(seen)
  const mine = myStageOf(seen)
  const phase = entityOf(seen, 'call')?.phase ?? 'closed'
  const joined = useJoin(phase, () => api.ticket({ call: facts.call }))
  const { room, standing } = joined
  const people = usePeople(room, seen, locale, t)
  const featured = useFeatured(people)
  const [myLayout, nextLayout] = useMyLayout()
  const [audioOnly, setAudioOnly] = useAudioOnly(room)
  const { quality, weak } = useMyLine(room)
  const microphone = useMyDevice(room, 'microphone')
  const trouble = useMicrophoneWatch(room, microphone.on)
  const on = standing.kind === 'on'
  // The room decides it first, then the media server lets one.
  const granted = useParticipantPermissions({ participant: room.localParticipant })?.canPublish ?? false
  const speaks = on && mine.mayPublish && granted
  useHeadset(room)
  useAwake(on)
  useSaid(people, featured, mine)
  useMuted(mine.mutedAt, microphone)
  useArrival(speaks && shape === 'panel', room)
  useFloor(speaks && entityOf(seen, 'me')?.floor?.state === 'speaking', room, microphone.set)
  const scene = sceneOf({
    people,
    layout: layoutOf(shape, stage.layout),
    mine: myLayout,
    spotlight: stage.spotlight,
    slides: stage.slides !== null,
    speaker: featured,
  })
  const stale = !on || state.kind === 'lost'
  const tools = (
    <Tools
      {...{ shape, room, stage, microphone, mayDecide, audioOnly }}
      speaks={speaks}
      trouble={trouble}
      layout={myLayout}
      onLayout={nextLayout}
      onAudioOnly={setAudioOnly}
      pictured={people.some(({ participant }) => cameraOf(participant) ?? screenOf(participant))}
      quality={on ? quality : null}
    />
  )
  return (
    <section
      className={cx('dl-live', `dl-live--${shape}`)}
      aria-label={t('stage.title')}
      data-standing={standing.kind}
      data-audio-only={audioOnly || undefined}
    >
      <Sound room={room} />
      <TurnSoundOn room={room} />
      {stage.media === 'ready' && <StandingNotice joined={joined} />}
      <View
        scene={shape === 'desk' ? inOneLine(scene) : scene}
        {...{ people, stage, stale, audioOnly }}
        call={facts.call}
        bars={shape !== 'attendee'}
        actions={mayDecide ? (person) => <PersonActions person={person} stage={stage} /> : undefined}
      />
      {people.length === 0 && on && <p className="dl-quiet dl-live__empty">{t('live.nobody')}</p>}
      {children}
      <WeakLine weak={weak} audioOnly={audioOnly} onAudioOnly={() => setAudioOnly(true)} />
      <MicrophoneNotice trouble={trouble} />
      <DeviceNotice device={microphone} name={t('check.microphone')} />
      {speaks && !microphone.on && <Silenced mine={mine} onUnmute={() => void microphone.set(true)} />}
      {dock === undefined ? tools : dock && createPortal(tools, dock)}
    </section>
  )
}

/** A desk has no layout of its own: it shows what is set, or whoever speaks. */
const layoutOf = (shape: LiveProps['shape'], layout: Layout): Layout =>
  shape === 'desk' && layout === 'viewer' ? 'speaker' : layout
