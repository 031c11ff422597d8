import './styles/record.css'
import { type KeyboardEvent, type ReactNode, type Ref, useState } from 'react'
import { Key } from './button.tsx'
import { cx } from './cx.ts'
import { Icon, type IconName } from './icon.tsx'

export type EntryKind<Id extends string = string> = {
  id: Id
  label: string
  icon: IconName
  digit: string
  off?: boolean
}

export type EntryComposerProps<Id extends string> = {
  kinds: readonly EntryKind<Id>[]
  kindsLabel: string
  kind: Id
  onKind: (kind: Id) => void
  text: string
  onText: (text: string) => void
  fieldLabel: string
  /** The minute when typing began, and its words. */
  stamp?: { time: string; label: string } | undefined
  /** Speaker, owner, due date: what this kind needs. */
  children?: ReactNode
  /** The Record button. */
  action: ReactNode
  onRecord: () => void
  onRecall?: (() => void) | undefined
  /** Before the field's own keys; `preventDefault` keeps the key from them. */
  onFieldKey?: ((event: KeyboardEvent<HTMLTextAreaElement>) => void) | undefined
  fieldRef?: Ref<HTMLTextAreaElement> | undefined
}

/** The rapporteur's field: a digit and a space at the start of a line pick the kind; Enter records. */
export function EntryComposer<Id extends string>(props: EntryComposerProps<Id>) {
  const { kinds, kindsLabel, kind, onKind, text, onText, fieldLabel, stamp, children, action } = props
  const [before, setBefore] = useState<{ kind: Id; digit: string } | null>(null)
  const type = (next: string) => {
    const picked = kinds.find((each) => !each.off && next === `${each.digit} `)
    if (picked && !text.includes(' ')) {
      setBefore({ kind, digit: picked.digit })
      onKind(picked.id)
      onText('')
      return
    }
    setBefore(null)
    onText(next)
  }
  /** Backspace at once after a digit has picked a kind: it was meant as a digit. */
  const takeBack = (): boolean => {
    if (!before || text !== '') return false
    onKind(before.kind)
    onText(before.digit)
    setBefore(null)
    return true
  }
  return (
    <div className="dl-write">
      <div className="dl-kinds">
        <fieldset aria-label={kindsLabel}>
          {kinds.map((each) => (
            <button
              key={each.id}
              type="button"
              className="dl-btn dl-btn--quiet"
              aria-pressed={each.id === kind}
              aria-disabled={each.off || undefined}
              onClick={() => !each.off && onKind(each.id)}
            >
              <Icon name={each.icon} />
              {each.label}
              <Key>{each.digit}</Key>
            </button>
          ))}
        </fieldset>
        {stamp && (
          <p className="dl-kinds__stamp">
            <b className="dl-num">{stamp.time}</b> {stamp.label}
          </p>
        )}
      </div>
      <textarea
        ref={props.fieldRef}
        className="usa-textarea"
        dir="auto"
        aria-label={fieldLabel}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          props.onFieldKey?.(event)
          if (event.defaultPrevented) return
          if (event.key === 'Backspace' && takeBack()) event.preventDefault()
          else if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault()
            props.onRecord()
          } else if (event.key === 'ArrowUp' && text === '') props.onRecall?.()
        }}
      />
      <div className="dl-row dl-write__row">
        {children}
        <div className="dl-write__action">{action}</div>
      </div>
    </div>
  )
}

export type RecordEntryProps = {
  time: string
  icon: IconName
  /** "Quote · CDA Baker" */
  kind: ReactNode
  /** What was recorded; `was` is struck through when it was corrected. */
  text: ReactNode
  was?: string | undefined
  state?: ReactNode
  /** Sent, not yet durable: a hollow point. */
  pending?: boolean | undefined
  actions?: ReactNode
}

/** One entry of the record: minute, kind, speaker, text, state. */
export function RecordEntry({ time, icon, kind, text, was, state, pending, actions }: RecordEntryProps) {
  return (
    <li className={cx('dl-entry', pending ? 'is-next' : 'is-done')}>
      <div className="dl-entry__head">
        <time>{time}</time>
        <Icon name={icon} />
        <span>{kind}</span>
        {state && <span className="dl-entry__state">{state}</span>}
      </div>
      <p className="dl-read" dir="auto">
        {was && <del>{was}</del>} {was ? <ins>{text}</ins> : text}
      </p>
      {actions && <div className="dl-row">{actions}</div>}
    </li>
  )
}

/** The list of entries: the line, standing. */
export function RecordList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ol className="dl-line dl-line--vertical dl-entries" aria-label={label}>
      {children}
    </ol>
  )
}
