import './styles/dialog.css'
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, type ButtonLook } from './button.tsx'
import { TextField } from './field.tsx'

export type DialogProps = {
  open: boolean
  title: ReactNode
  onClose: () => void
  children?: ReactNode
  /** Beside Back, at the end. */
  actions?: ReactNode
  /** Wraps the dialog in a form, so that Enter in a field does what the first action says. */
  onSubmit?: (() => void) | undefined
  wide?: boolean | undefined
}

/**
 * A modal on the browser's own `dialog`: it traps the focus, makes the rest inert and closes with Esc.
 * The focus starts on Back unless something before it in `children` has `data-focus`, and goes back to where it came from.
 */
export function Dialog({ open, title, onClose, children, actions, onSubmit, wide }: DialogProps) {
  const { t } = useTranslation('ui')
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const dialog = ref.current
    if (!dialog) return
    if (open && !dialog.open) {
      dialog.showModal()
      dialog.querySelector<HTMLElement>('[data-focus], .dl-dialog__back')?.focus()
    }
    if (!open && dialog.open) dialog.close()
  }, [open])
  useWayBack(open)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit?.()
  }
  return (
    <dialog
      ref={ref}
      className={wide ? 'dl-dialog dl-dialog--wide' : 'dl-dialog'}
      aria-labelledby={id}
      onClose={onClose}
    >
      {open && (
        <form onSubmit={submit} noValidate>
          <h2 id={id}>{title}</h2>
          {children && <div className="dl-dialog__body">{children}</div>}
          <div className="dl-dialog__foot">
            <Button className="dl-dialog__back" onClick={onClose}>
              {t('dialog.back')}
            </Button>
            {actions}
          </div>
        </form>
      )}
    </dialog>
  )
}

/** What had the focus before the dialog that was opened last. */
let opener: Element | null = null

/** Once a dialog is gone the focus is where it was before it, or, where that is gone too, at the main landmark: never nowhere. */
function useWayBack(open: boolean): void {
  // While the component is made: the dialog has not taken the focus yet.
  const from = useRef<Element | null>(null)
  if (open && from.current === null) {
    const active = globalThis.document?.activeElement ?? null
    if (active && active !== document.body) opener = active
    from.current = opener
  }
  useEffect(() => {
    if (!open) return
    return () => {
      const before = from.current
      from.current = null
      setTimeout(() => {
        if (document.activeElement !== document.body) return
        const back = before?.isConnected ? before : document.getElementById('main')
        if (back instanceof HTMLElement) back.focus()
      })
    }
  }, [open])
}

export type ConfirmProps = Pick<DialogProps, 'open' | 'title' | 'onClose' | 'children'> & {
  action: string
  kind?: ButtonLook['kind']
  busy?: boolean | undefined
  onConfirm: () => void
}

/** Says what everyone will see, and asks once. */
export function Confirm({ action, kind = 'primary', busy, onConfirm, ...dialog }: ConfirmProps) {
  return (
    <Dialog
      {...dialog}
      actions={
        <Button kind={kind} off={busy} onClick={onConfirm}>
          {action}
        </Button>
      }
    />
  )
}

export type WeightyConfirmProps = ConfirmProps & {
  /** The words to type instead of holding: ON AIR. */
  phrase: string
}

/** For what cannot be taken back: a hold of one second, or typing the words. Never one click, never Enter by accident. */
export function WeightyConfirm({
  action,
  kind = 'goair',
  phrase,
  busy,
  onConfirm,
  children,
  ...dialog
}: WeightyConfirmProps) {
  const { t } = useTranslation('ui')
  const [typed, setTyped] = useState('')
  const right = plain(typed) === plain(phrase)
  const close = () => {
    setTyped('')
    dialog.onClose()
  }
  return (
    <Dialog
      {...dialog}
      onClose={close}
      onSubmit={() => right && !busy && onConfirm()}
      actions={<HoldButton kind={kind} label={action} ready={right} busy={busy} onDone={onConfirm} />}
    >
      {children}
      <p className="dl-quiet">{t('dialog.hold_or_type', { phrase })}</p>
      <TextField
        name="phrase"
        label={t('dialog.type', { phrase })}
        value={typed}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
      />
    </Dialog>
  )
}

/** Letters only: nobody has to type capitals or vowel signs. */
const plain = (words: string): string =>
  words.trim().normalize('NFD').replace(/\p{M}/gu, '').toLocaleUpperCase()

const HOLD_MS = 1000

type HoldButtonProps = {
  label: string
  kind: ButtonLook['kind']
  ready: boolean
  busy?: boolean | undefined
  onDone: () => void
}

/** Fills while it is held by pointer, Space or Enter; with the words typed (`ready`) a click does. */
function HoldButton({ label, kind, ready, busy, onDone }: HoldButtonProps) {
  const [holding, setHolding] = useState(false)
  const done = useRef(onDone)
  done.current = onDone
  useEffect(() => {
    if (!holding) return
    const timer = setTimeout(() => {
      setHolding(false)
      done.current()
    }, HOLD_MS)
    return () => clearTimeout(timer)
  }, [holding])
  const release = () => setHolding(false)
  return (
    <Button
      kind={kind}
      off={busy}
      className={holding ? 'dl-hold is-held' : 'dl-hold'}
      onPointerDown={() => !busy && !ready && setHolding(true)}
      onPointerUp={release}
      onPointerLeave={release}
      onKeyDown={(event) => {
        if (event.repeat || busy || (event.key !== ' ' && event.key !== 'Enter')) return
        if (!ready) setHolding(true)
      }}
      onKeyUp={release}
      onBlur={release}
      onContextMenu={(event) => event.preventDefault()}
      onClick={() => ready && onDone()}
    >
      {label}
    </Button>
  )
}
