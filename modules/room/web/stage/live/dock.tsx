import type { Room } from 'livekit-client'
import { useState } from 'react'
import { Button, useKeys } from '../../../../../ui/index.ts'
import type { Layout } from '../../../contract/stage.ts'
import { useWords } from '../../use-words.ts'
import { remember } from '../check/memory.ts'
import { SlidesDialog } from '../slides/dialog.tsx'
import { useMyDevice } from './microphone.ts'
import { DeviceNotice } from './notices.tsx'
import { pictureInPicture } from './pip.ts'

type ToolsProps = {
  readonly layout: Layout
  readonly mine: Exclude<Layout, 'viewer'>
  readonly onLayout: () => void
  readonly audioOnly: boolean
  readonly onAudioOnly: (on: boolean) => void
  /** There is a moving picture. */
  readonly pictured: boolean
}

/** What every viewer may do with what they see: sound only, layout, a small window. */
export function ViewTools({ layout, mine, onLayout, audioOnly, onAudioOnly, pictured }: ToolsProps) {
  const { t } = useWords()
  const free = layout === 'viewer'
  const floats = document.pictureInPictureEnabled && pictured && !audioOnly
  const small = () => void pictureInPicture()
  useKeys([
    { code: 'KeyO', label: t('live.audio_only'), run: () => onAudioOnly(!audioOnly) },
    ...(free ? [{ code: 'KeyY', label: t('live.keys.layout'), run: onLayout }] : []),
    ...(floats ? [{ code: 'KeyP', label: t('live.keys.pip'), run: small }] : []),
  ])
  return (
    <>
      <Button
        size="l"
        kind="quiet"
        icon="headphones"
        aria-pressed={audioOnly}
        onClick={() => onAudioOnly(!audioOnly)}
      >
        {t('live.audio_only')}
      </Button>
      {free && (
        <Button size="l" kind="quiet" icon="layout" onClick={onLayout}>
          {t('live.layout_mine', { layout: t(`live.layout.${mine}`) })}
        </Button>
      )}
      {floats && (
        <Button size="l" kind="quiet" icon="pip" onClick={small}>
          {t('live.pip')}
        </Button>
      )}
    </>
  )
}

/** What whoever is on stage shows: camera, screen, slides. */
export function ShowTools({ room, slides, size }: { room: Room; slides: boolean; size: 's' | 'l' }) {
  const { t } = useWords()
  const camera = useMyDevice(room, 'camera')
  const screen = useMyDevice(room, 'screen')
  const [choosing, setChoosing] = useState(false)
  const switchCamera = () => {
    remember({ withCamera: !camera.on })
    void camera.set(!camera.on)
  }
  // A firm with the floor is heard and seen, and shows no screen; phones share none.
  const mayShare = slides && 'getDisplayMedia' in (navigator.mediaDevices ?? {})
  return (
    <>
      <Button
        size={size}
        kind="quiet"
        icon={camera.on ? 'camera' : 'cameraOff'}
        aria-pressed={camera.on}
        off={camera.busy}
        onClick={switchCamera}
      >
        {t(camera.on ? 'live.camera_on' : 'live.camera_off')}
      </Button>
      {mayShare && (
        <Button
          size={size}
          kind="quiet"
          icon="screen"
          aria-pressed={screen.on}
          off={screen.busy}
          onClick={() => void screen.set(!screen.on)}
        >
          {t(screen.on ? 'live.stop_screen' : 'live.share_screen')}
        </Button>
      )}
      {slides && (
        <Button size={size} kind="quiet" icon="slides" onClick={() => setChoosing(true)}>
          {t('slides.button')}
        </Button>
      )}
      <DeviceNotice device={camera} name={t('check.camera')} />
      <DeviceNotice device={screen} name={t('live.share_screen')} />
      {slides && <SlidesDialog open={choosing} onClose={() => setChoosing(false)} />}
    </>
  )
}
