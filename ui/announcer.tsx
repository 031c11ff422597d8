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

export type Announce = (text: string, how?: 'polite' | 'assertive') => void

const Context = createContext<Announce>(() => undefined)

/** At most one polite sentence in three seconds; the newest wins. */
const PAUSE_MS = 3000

/** The shell's two live regions. Assertive: the state of the call, the line, the microphone, the floor, a turn. */
export function Announcer({ children }: { children: ReactNode }) {
  const [polite, setPolite] = useState('')
  const [assertive, setAssertive] = useState('')
  const waiting = useRef<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)

  const release = useCallback(() => {
    timer.current = null
    if (waiting.current === null) return
    setPolite(waiting.current)
    waiting.current = null
    timer.current = setTimeout(release, PAUSE_MS)
  }, [])

  const announce = useCallback<Announce>(
    (text, how = 'polite') => {
      if (how === 'assertive') {
        setAssertive(text)
        return
      }
      waiting.current = text
      if (!timer.current) release()
    },
    [release],
  )

  useEffect(() => () => void (timer.current && clearTimeout(timer.current)), [])
  return (
    <Context value={announce}>
      {children}
      <div className="dl-sr" aria-live="polite" data-live="polite">
        {polite}
      </div>
      <div className="dl-sr" aria-live="assertive" data-live="assertive">
        {assertive}
      </div>
    </Context>
  )
}

/** Says a sentence to assistive technology; see screens.md for what is polite and what is assertive. */
export function useAnnounce(): Announce {
  return useContext(Context)
}

type Toast = { id: number; text: string; undo: (() => void) | undefined }
/** Answers what ends it before its time. */
type ShowToast = (text: string, undo?: () => void) => () => void

const ToastContext = createContext<{ show: ShowToast; toasts: readonly Toast[]; drop: (id: number) => void }>(
  {
    show: () => () => undefined,
    toasts: [],
    drop: () => undefined,
  },
)

/** How long the last action can be taken back. */
const UNDO_MS = 10_000

/** Keeps what was just done for ten seconds; `ToastList` draws it. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const announce = useAnnounce()
  const [toasts, setToasts] = useState<readonly Toast[]>([])
  const next = useRef(0)
  const drop = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), [])
  const show = useCallback<ShowToast>(
    (text, undo) => {
      const id = next.current++
      setToasts([{ id, text, undo }])
      announce(text)
      setTimeout(() => drop(id), UNDO_MS)
      return () => drop(id)
    },
    [announce, drop],
  )
  const value = useMemo(() => ({ show, toasts, drop }), [show, toasts, drop])
  return <ToastContext value={value}>{children}</ToastContext>
}

/** Shows a sentence about what was done, and offers to undo it for ten seconds. */
export function useToast(): ShowToast {
  return useContext(ToastContext).show
}

export function useToasts() {
  return useContext(ToastContext)
}
