import './styles/readout.css'
import type { KeyboardEvent, ReactNode } from 'react'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'

export type SentenceProps = {
  /** Number of its source card; absent for a sentence that was written here. */
  number?: string | undefined
  /** Said after the sentence: "source 4", "written here". */
  spoken: string
  changed?: boolean | undefined
  current?: boolean | undefined
  onPick: () => void
  children: string
}

/** Solid underline: from the record. Dotted: written here. Amber and thicker: its source changed. */
export function Sentence({ number, spoken, changed, current, onPick, children }: SentenceProps) {
  const classes = cx('dl-sen', !number && 'is-own', changed && 'is-changed', current && 'is-current')
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    onPick()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button is a box and would not flow as a sentence among sentences
    <span
      role="button"
      tabIndex={0}
      className={classes}
      aria-current={current || undefined}
      onClick={onPick}
      onKeyDown={key}
    >
      {children}
      <sup aria-hidden="true">{number ?? '✎'}</sup>
      <span className="dl-sr"> ({spoken})</span>
    </span>
  )
}

export type SourceCardProps = {
  number?: string | undefined
  /** "Quote · 5:02 PM" */
  head: ReactNode
  state?: ReactNode
  /** The words of the source, shown when the card is open. */
  text?: ReactNode
  /** Speaker, event numbers. */
  facts?: ReactNode
  current?: boolean | undefined
  changed?: boolean | undefined
  actions?: ReactNode
  id?: string | undefined
}

/** One source of the readout: number, kind, minute, speaker, event, state. */
export function SourceCard({
  number,
  head,
  state,
  text,
  facts,
  current,
  changed,
  actions,
  id,
}: SourceCardProps) {
  const open = current || changed
  return (
    <li
      id={id}
      className={cx('dl-source', current && 'is-current', changed && 'is-changed', !open && 'is-compact')}
    >
      <div className="dl-source__head">
        <b className="dl-num">{number ?? '✎'}</b>
        <span className="dl-num">{head}</span>
        {state}
      </div>
      {open && text && (
        <p className="dl-read" dir="auto">
          {text}
        </p>
      )}
      {facts && <p className="dl-source__facts">{facts}</p>}
      {open && actions && <div className="dl-row">{actions}</div>}
    </li>
  )
}

export type Fact = {
  id: string
  state: 'missing' | 'left_out' | 'present'
  text: ReactNode
  action?: ReactNode
}

const signs = { missing: 'alert', left_out: 'lock', present: 'check' } as const
const order = ['missing', 'left_out', 'present'] as const

/** Missing first with one action each, left out with its reason, then present. */
export function FactList({ facts, label }: { facts: readonly Fact[]; label: string }) {
  const sorted = order.flatMap((state) => facts.filter((fact) => fact.state === state))
  return (
    <ul className="dl-factlist" aria-label={label}>
      {sorted.map((fact) => (
        <li key={fact.id} className={`is-${fact.state}`}>
          <Icon name={signs[fact.state]} />
          <span>
            {fact.text}
            {fact.action && <span className="dl-factlist__action">{fact.action}</span>}
          </span>
        </li>
      ))}
    </ul>
  )
}
