import { useAudioPlayback } from '@livekit/components-react/hooks'
import type { ConnectionQuality, Room } from 'livekit-client'
import { type ReactNode, useEffect, useState } from 'react'
import { Button, Notice, useAnnounce } from '../../../../../ui/index.ts'
import type { MyStage } from '../../../contract/stage.ts'
import { useWords } from '../../use-words.ts'
import { ProblemText } from '../check/trouble.tsx'
import type { Joined } from './join.ts'
import type { MicrophoneTrouble, MyDevice } from './microphone.ts'

/** The browser lets no sound begin by itself: one clear button. */
export function TurnSoundOn({ room }: { room: Room }) {
  const { t } = useWords()
  const { canPlayAudio, startAudio } = useAudioPlayback(room)
  if (canPlayAudio) return null
  return (
    <Button kind="primary" size="xl" wide icon="headphones" onClick={() => void startAudio()}>
      {t('live.sound_on')}
    </Button>
  )
}

/** How this browser stands to the stage, where that is not simply on it: what is so, what still works, what one can do. */
export function StandingNotice({ joined: { standing, retry } }: { joined: Joined }) {
  const { t } = useWords()
  const announce = useAnnounce()
  const { kind } = standing
  const said = kind === 'on' || kind === 'joining' ? null : t(`live.standing.${kind}`)
  useEffect(() => {
    if (said) announce(said, 'assertive')
  }, [said, announce])
  if (!said || kind === 'refused') return null
  return (
    <Notice
      tone={kind === 'again' ? 'info' : 'warn'}
      icon="offline"
      title={said}
      action={
        kind !== 'again' && (
          <Button size="s" onClick={retry}>
            {t(kind === 'elsewhere' ? 'live.here' : 'lost.try_now')}
          </Button>
        )
      }
    >
      {t(`live.standing_text.${kind}`, {
        host: 'host' in standing ? standing.host : location.hostname,
      })}
    </Notice>
  )
}

/** The line has been weak for a while: sound only is offered, never taken. */
export function WeakLine({
  weak,
  audioOnly,
  onAudioOnly,
}: {
  weak: boolean
  audioOnly: boolean
  onAudioOnly: () => void
}) {
  const { t } = useWords()
  const [kept, setKept] = useState(false)
  if (!weak || audioOnly || kept) return null
  return (
    <Notice
      tone="warn"
      icon="headphones"
      title={t('live.weak.title')}
      live
      action={
        <>
          <Button size="s" kind="primary" onClick={onAudioOnly}>
            {t('live.audio_only')}
          </Button>
          <Button size="s" kind="quiet" onClick={() => setKept(true)}>
            {t('live.weak.keep')}
          </Button>
        </>
      }
    >
      {t('live.weak.text')}
    </Notice>
  )
}

/** What took my microphone away. */
export function MicrophoneNotice({ trouble }: { trouble: MicrophoneTrouble }) {
  const { t } = useWords()
  const announce = useAnnounce()
  const said = trouble && t(`live.trouble.${trouble}`)
  useEffect(() => {
    if (said) announce(said, 'assertive')
  }, [said, announce])
  if (!said) return null
  return (
    <Notice tone="warn" icon="micOff" title={said}>
      {t(`live.trouble_text.${trouble}`)}
    </Notice>
  )
}

/** A device of mine did not start: why, and what to do in this browser. */
export function DeviceNotice({ device, name }: { device: MyDevice; name: string }): ReactNode {
  const { t } = useWords()
  if (!device.problem) return null
  return (
    <Notice tone="warn" live title={`${name}: ${t(`check.problem.${device.problem}`)}`}>
      <ProblemText problem={device.problem} />
    </Notice>
  )
}

/** The moderator muted me, or asks me to speak: what is so, and the one thing to do. */
export function Silenced({ mine, onUnmute }: { mine: MyStage; onUnmute: () => void }) {
  const { t } = useWords()
  if (mine.askedToUnmuteAt) {
    return (
      <Notice
        tone="info"
        icon="mic"
        title={t('live.asked_title')}
        action={
          <Button kind="primary" size="s" onClick={onUnmute}>
            {t('live.unmute')}
          </Button>
        }
      >
        {t('live.asked_text')}
      </Notice>
    )
  }
  if (!mine.mutedAt) return null
  return (
    <Notice tone="info" icon="micOff" title={t('live.said.muted')}>
      {t('live.muted_text')}
    </Notice>
  )
}

/** How my own line does, in words. */
export function MyLine({ quality }: { quality: ConnectionQuality }) {
  const { t } = useWords()
  return (
    <span className="dl-quiet dl-live__quality" data-quality={quality}>
      {t(`live.my_line.${quality}`)}
    </span>
  )
}
