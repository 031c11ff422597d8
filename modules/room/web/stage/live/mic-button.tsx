import { useEffect, useRef } from 'react'
import { cx, Icon, useKeys } from '../../../../../ui/index.ts'
import { useWords } from '../../use-words.ts'
import type { MyDevice } from './microphone.ts'

/** Held for less is a press: it stays as it was switched. Milliseconds. */
const HOLD_MS = 400

type MicButtonProps = {
  readonly microphone: MyDevice
  /** 0 to 1, what it hears. */
  readonly level?: number | undefined
  /** One sentence that says why it cannot be switched, or what took it away. */
  readonly off?: string | null | undefined
  readonly size: 'xl' | 'm'
}

/** The microphone: one button that says what is true and what a tap does. M switches it; Space speaks while held. */
export function MicButton({ microphone, off, size }: MicButtonProps) {
  const { t } = useWords()
  const { on, busy } = microphone
  const press = () => {
    if (!busy && !off) void microphone.set(!on)
  }
  const says = off ?? t(on ? 'live.mic.on' : 'live.mic.muted')
  useKeys([{ code: 'KeyM', label: t('live.keys.microphone'), run: press }])
  useHeldSpace(microphone, !off)
  return (
    <button
      type="button"
      className={cx('dl-micbutton', `dl-micbutton--${size}`, on && 'is-on')}
      aria-pressed={on}
      aria-disabled={off ? true : undefined}
      onClick={press}
    >
      <Icon name={on ? 'mic' : 'micOff'} />
      <span>
        <b>{says}</b>
        {!off && <small>{t(on ? 'live.mic.tap_mute' : 'live.mic.tap_speak')}</small>}
      </span>
    </button>
  )
}

/** Space: pressed shortly it switches; held while muted it speaks until it is let go. */
function useHeldSpace(microphone: MyDevice, may: boolean): void {
  const latest = useRef(microphone)
  latest.current = microphone
  const held = useRef<number | null>(null)
  const { t } = useWords()
  useKeys([
    {
      code: 'Space',
      label: t('live.keys.hold'),
      run(event) {
        // On a button Space is that button's own.
        const onControl =
          event.target instanceof HTMLElement && event.target.closest('button, a, summary, video')
        if (onControl || event.repeat || !may || held.current !== null) return
        if (latest.current.on) return void latest.current.set(false)
        held.current = event.timeStamp
        void latest.current.set(true)
      },
    },
  ])
  useEffect(() => {
    const up = (event: KeyboardEvent) => {
      if (event.code !== 'Space' || held.current === null) return
      const long = event.timeStamp - held.current > HOLD_MS
      held.current = null
      if (long) void latest.current.set(false)
    }
    const away = () => {
      if (held.current === null) return
      held.current = null
      void latest.current.set(false)
    }
    addEventListener('keyup', up)
    addEventListener('blur', away)
    return () => {
      removeEventListener('keyup', up)
      removeEventListener('blur', away)
    }
  }, [])
}
