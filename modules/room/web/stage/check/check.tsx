import './check.css'
import { useEffect, useRef } from 'react'
import { Button, Icon } from '../../../../../ui/index.ts'
import { useWords } from '../../use-words.ts'
import { Chooser } from './chooser.tsx'
import { LineRow, MicrophoneRow, SpeakerRow } from './rows.tsx'
import { Problem } from './trouble.tsx'
import { type Check, type CheckOptions, useCheck } from './use-check.ts'

export type DeviceCheckProps = CheckOptions & {
  /** Stands under the picture, as it will on stage. */
  readonly name?: string | undefined
}

/**
 * Camera, microphone, speaker and line, each with a verdict in words. It begins by itself, and never stands in the way: whoever
 * mounts it offers to go on at any time.
 */
export function DeviceCheck({ name, ...options }: DeviceCheckProps) {
  const { t } = useWords()
  const check = useCheck(options)
  return (
    <section className="dl-check" aria-label={t('check.title')}>
      {!options.microphoneOnly && <Picture check={check} name={name} />}
      <ul className="dl-check__rows">
        {!options.microphoneOnly && <CameraRow check={check} />}
        <MicrophoneRow check={check} needed={options.microphoneOnly} />
        <SpeakerRow />
        {options.ticket && <LineRow check={check} />}
      </ul>
      {!options.microphoneOnly && <p className="dl-quiet">{t('check.always')}</p>}
    </section>
  )
}

function Picture({ check: { camera, withCamera }, name }: { check: Check; name: string | undefined }) {
  const { t } = useWords()
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    if (video.current) video.current.srcObject = camera.stream
  }, [camera.stream])
  return (
    <div className="dl-check__picture">
      {camera.stream ? (
        <video ref={video} autoPlay playsInline muted aria-label={t('check.picture')} />
      ) : (
        <p>
          <Icon name="cameraOff" />
          {t(withCamera && camera.starting ? 'check.picture_starting' : 'check.no_picture')}
        </p>
      )}
      {name && (
        <b>
          <bdi>{name}</bdi>
        </b>
      )}
    </div>
  )
}

/** Which camera, or why there is none. */
function CameraRow({ check }: { check: Check }) {
  const { t } = useWords()
  const { camera, withCamera, setWithCamera } = check
  return (
    <li className="dl-check__row">
      <Icon name={camera.stream ? 'camera' : 'cameraOff'} />
      <div>
        <b>{t('check.camera')}</b>
        <Problem device={camera} />
        {camera.stream && <Chooser kind="camera" device={camera} />}
      </div>
      <Button size="s" kind="quiet" onClick={() => setWithCamera(!withCamera)}>
        {t(withCamera ? 'check.camera_off' : 'check.camera_on')}
      </Button>
    </li>
  )
}
