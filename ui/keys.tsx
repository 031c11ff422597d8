import './styles/desk.css'
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { Keys } from './button.tsx'
import { Dialog } from './dialog.tsx'

export type KeyBinding = {
  /** `KeyboardEvent.code`: the place on the keyboard, so that an Urdu layout works. */
  code: string
  shift?: boolean | undefined
  alt?: boolean | undefined
  /** What it does, in words, for the list of keys. */
  label: string
  run: (event: KeyboardEvent) => void
  /** While a button or link has the focus, the key does what it does there. */
  yields?: boolean | undefined
}

type Registry = {
  on: boolean
  setOn: (on: boolean) => void
  add: (bindings: { current: readonly KeyBinding[] }) => () => void
  list: () => readonly KeyBinding[]
  help: boolean
  setHelp: (open: boolean) => void
}

const Context = createContext<Registry | null>(null)
const STORE = 'dl-keys'

/** The Latin name of a place on the keyboard: `KeyA` is A, `Slash` is /. */
function keyName({ code, shift, alt }: Pick<KeyBinding, 'code' | 'shift' | 'alt'>): string {
  const names: Record<string, string> = {
    Slash: '/',
    Enter: '⏎',
    Escape: 'Esc',
    Space: '␣',
    ArrowDown: '↓',
    ArrowUp: '↑',
  }
  if (code === 'Slash' && shift) return '?'
  const name = names[code] ?? code.replace(/^(Key|Digit)/, '')
  return [alt && 'Alt', shift && 'Shift', name].filter(Boolean).join(' ')
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
    ? !(target instanceof HTMLInputElement && /^(checkbox|radio|button)$/.test(target.type))
    : false
}

const onControl = ({ target }: KeyboardEvent): boolean =>
  target instanceof Element && target.closest('button, a[href], summary') !== null

function fits(event: KeyboardEvent, key: KeyBinding): boolean {
  if (key.yields && onControl(event)) return false
  return event.code === key.code && event.shiftKey === Boolean(key.shift) && event.altKey === Boolean(key.alt)
}

/** Listens once for the whole app. One letter acts only while no field has the focus, and can be turned off (WCAG 2.1.4). */
export function KeysProvider({ children }: { children: ReactNode }) {
  const [on, setOnState] = useState(() => globalThis.localStorage?.getItem(STORE) !== 'off')
  const [help, setHelp] = useState(false)
  const sets = useRef(new Set<{ current: readonly KeyBinding[] }>())
  const add = useCallback((bindings: { current: readonly KeyBinding[] }) => {
    sets.current.add(bindings)
    return () => void sets.current.delete(bindings)
  }, [])
  const list = useCallback(() => [...sets.current].flatMap((set) => set.current), [])
  const setOn = useCallback((next: boolean) => {
    globalThis.localStorage?.setItem(STORE, next ? 'on' : 'off')
    setOnState(next)
  }, [])

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.isComposing) return
      if (document.querySelector('dialog[open]') || (typing(event.target) && !event.altKey)) return
      if (event.code === 'Slash' && event.shiftKey) return setHelp(true)
      if (!on && !event.altKey) return
      const key = list().findLast((each) => fits(event, each))
      if (!key) return
      event.preventDefault()
      key.run(event)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [on, list])

  const value = useMemo<Registry>(
    () => ({ on, setOn, add, list, help, setHelp }),
    [on, setOn, add, list, help],
  )
  return (
    <Context value={value}>
      {children}
      <KeyHelp />
    </Context>
  )
}

/** Binds keys while the component is mounted; the latest bindings are always the ones that run. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const registry = useContext(Context)
  const latest = useRef(bindings)
  latest.current = bindings
  const add = registry?.add
  useEffect(() => add?.(latest), [add])
}

function KeyHelp() {
  const { t } = useTranslation('ui')
  const registry = useContext(Context)
  if (!registry) return null
  const { on, setOn, help, setHelp, list } = registry
  return (
    <Dialog open={help} title={t('keys.title')} onClose={() => setHelp(false)}>
      <label className="dl-keys__switch">
        <input type="checkbox" checked={on} onChange={(event) => setOn(event.target.checked)} />{' '}
        {t('keys.switch')}
      </label>
      <ul className="dl-keys__list">
        {[...list(), { code: 'Slash', shift: true, label: t('keys.all'), run: () => undefined }].map(
          (key) => (
            <li key={`${keyName(key)}-${key.label}`}>
              <span>
                <Keys combo={keyName(key)} />
              </span>
              {key.label}
            </li>
          ),
        )}
      </ul>
    </Dialog>
  )
}

export type KeyBarProps = {
  /** The most used keys: `{ keys: 'J K', label: 'move' }`. */
  items: readonly { keys: string; label: string }[]
  /** At the end: to which event the record is saved. */
  saved?: ReactNode
}

/** The foot of a desk. */
export function KeyBar({ items, saved }: KeyBarProps) {
  const { t } = useTranslation('ui')
  const registry = useContext(Context)
  return (
    <section className="dl-keybar" aria-label={t('keys.bar')}>
      {registry?.on !== false &&
        items.map((item) => (
          <span key={item.keys} className="dl-keybar__item">
            <Keys combo={item.keys} /> {item.label}
          </span>
        ))}
      <button type="button" className="dl-keybar__all" onClick={() => registry?.setHelp(true)}>
        <Keys combo="?" /> {t('keys.all')}
      </button>
      {saved && <span className="dl-keybar__end dl-num">{saved}</span>}
    </section>
  )
}
