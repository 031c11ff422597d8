import { useEffect, useState } from 'react'
import { dateTime, number } from '../../../../../ui/format.ts'
import { Button, Icon, Meter, useAnnounce } from '../../../../../ui/index.ts'
import { useWords } from '../../use-words.ts'
import { Chooser } from './chooser.tsx'
import { listDevices } from './device.ts'
import { type LineVerdict, remember, remembered } from './memory.ts'
import { playThrough, playTone, recordSample } from './sound.ts'
import { Problem } from './trouble.tsx'
import type { Check } from './use-check.ts'

/** What the microphone hears now, and two seconds of it played back. */
export function MicrophoneRow({ check, needed = false }: { check: Check; needed?: boolean | undefined }) {
  const { t } = useWords()
  const { microphone, heard, metering, withMicrophone, setWithMicrophone } = check
  const state = !withMicrophone
    ? 'no_microphone'
    : microphone.starting
      ? 'microphone_starting'
      : heard
        ? 'hear_you'
        : metering === 'runs'
          ? 'hear_nothing'
          : 'microphone_is_on'
  return (
    <li className="dl-check__row" data-good={heard || undefined}>
      <Icon name={microphone.stream ? 'mic' : 'micOff'} />
      <div>
        {microphone.problem ? <b>{t('check.microphone')}</b> : <b role="status">{t(`check.${state}`)}</b>}
        {microphone.stream && <Measured check={check} />}
        <Problem device={microphone} />
        {microphone.stream && <Chooser kind="microphone" device={microphone} />}
        {microphone.stream && <Sample stream={microphone.stream} />}
      </div>
      {!needed && (
        <Button size="s" kind="quiet" onClick={() => setWithMicrophone(!withMicrophone)}>
          {t(withMicrophone ? 'check.microphone_off' : 'check.microphone_on')}
        </Button>
      )}
    </li>
  )
}

/** The bar, or why there is none and what to do. */
function Measured({ check: { level, heard, metering } }: { check: Check }) {
  const { t } = useWords()
  if (metering === 'runs') {
    return (
      <>
        {!heard && <p className="dl-quiet">{t('check.hear_nothing_text')}</p>}
        <Meter value={level} className="dl-check__meter" />
      </>
    )
  }
  return (
    <>
      <p className="dl-quiet">{t(`check.metering.${metering}`)}</p>
      {metering === 'waits' && (
        // To touch it is enough: the meter begins with any touch.
        <Button size="s" kind="primary" icon="mic">
          {t('check.metering.start')}
        </Button>
      )}
    </>
  )
}

function Sample({ stream }: { stream: MediaStream }) {
  const { t } = useWords()
  const [state, setState] = useState<'still' | 'recording' | 'playing' | 'failed'>('still')
  const run = async () => {
    let address: string | null = null
    try {
      setState('recording')
      address = await recordSample(stream)
      setState('playing')
      await playThrough(address, remembered().speaker)
      setState('still')
    } catch {
      setState('failed')
    } finally {
      if (address) URL.revokeObjectURL(address)
    }
  }
  const busy = state === 'recording' || state === 'playing'
  return (
    <p className="dl-check__try">
      <Button size="s" icon={state === 'recording' ? 'record' : 'mic'} off={busy} onClick={() => void run()}>
        {t('check.sample')}
      </Button>
      <span role="status" className="dl-quiet">
        {state !== 'still' && t(`check.sample_${state}`)}
      </span>
    </p>
  )
}

/** A tone, through the speaker that was chosen. */
export function SpeakerRow() {
  const { t } = useWords()
  const [speakers, setSpeakers] = useState<{ id: string; label: string }[]>([])
  const [speaker, setSpeaker] = useState(() => remembered().speaker)
  const [state, setState] = useState<'still' | 'playing' | 'heard' | 'failed'>('still')
  useEffect(() => {
    // Only some browsers let a page choose where it sounds.
    if (!('setSinkId' in HTMLMediaElement.prototype)) return
    const look = () => void listDevices('audiooutput').then(setSpeakers)
    look()
    navigator.mediaDevices?.addEventListener('devicechange', look)
    return () => navigator.mediaDevices?.removeEventListener('devicechange', look)
  }, [])
  const play = async () => {
    setState('playing')
    await playTone(speaker).then(
      () => setState('heard'),
      () => setState('failed'),
    )
  }
  return (
    <li className="dl-check__row">
      <Icon name="headphones" />
      <div>
        <b>{t('check.speaker')}</b>
        <p className="dl-quiet" role="status">
          {t(
            state === 'playing'
              ? 'check.tone_playing'
              : state === 'failed'
                ? 'check.tone_failed'
                : state === 'heard'
                  ? 'check.tone_heard'
                  : 'check.tone_text',
          )}
        </p>
        {speakers.length > 1 && (
          <select
            className="usa-select dl-check__select"
            aria-label={t('check.speaker')}
            value={speaker ?? ''}
            onChange={(event) => {
              const chosen = event.target.value || null
              setSpeaker(chosen)
              remember({ speaker: chosen })
            }}
          >
            <option value="">{t('check.speaker_default')}</option>
            {speakers.map(({ id, label }, index) => (
              <option key={id} value={id}>
                {label || t('check.speaker_number', { number: index + 1 })}
              </option>
            ))}
          </select>
        )}
      </div>
      <Button size="s" off={state === 'playing'} onClick={() => void play()}>
        {t('check.tone')}
      </Button>
    </li>
  )
}

/** What the line can carry, measured against the real server, in words. */
export function LineRow({ check }: { check: Check }) {
  const { t, locale } = useWords()
  const announce = useAnnounce()
  const { line, measure, before } = check
  const result = line === 'testing' ? null : line
  const verdict = result?.verdict ?? null
  const measured = result?.measure
  const said = verdict && t(`check.verdict.${verdict}`)
  useEffect(() => {
    if (said) announce(said)
  }, [said, announce])
  // The line is looked at by itself, once; where nothing came through, again when the network is back.
  useEffect(() => measure(), [measure])
  const cut = verdict !== null && OFFLINE.includes(verdict)
  useEffect(() => {
    if (!cut) return
    addEventListener('online', measure)
    return () => removeEventListener('online', measure)
  }, [cut, measure])
  const host = result?.host
  return (
    <li
      className="dl-check__row"
      data-good={verdict === 'good' || undefined}
      data-warn={isWeak(verdict) || undefined}
    >
      <Icon name={cut ? 'offline' : 'online'} />
      <div>
        <b>{said ?? t('check.line')}</b>
        <p className="dl-quiet">
          {line === 'testing'
            ? t('check.line_testing')
            : verdict
              ? t(`check.verdict_text.${verdict}`, { host })
              : before.checkedAt
                ? t('check.remembered', { at: dateTime(before.checkedAt, Temporal.Now.timeZoneId(), locale) })
                : t('check.line_waiting')}
        </p>
        {measured?.tcp && <p className="dl-quiet">{t('check.tcp', { host })}</p>}
        {measured?.roundTripMs != null && (
          <p className="dl-quiet dl-num">
            {t('check.measured', {
              trip: number(Math.round(measured.roundTripMs), locale),
              lost: new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(
                measured.lost,
              ),
            })}
          </p>
        )}
      </div>
      <Button size="s" kind="quiet" off={line === 'testing'} onClick={measure}>
        {t(verdict ? 'check.run_again' : 'check.line_start')}
      </Button>
    </li>
  )
}

const OFFLINE: readonly LineVerdict[] = ['blocked', 'unreached', 'none']

const isWeak = (verdict: string | null): boolean => verdict !== null && verdict !== 'good'
