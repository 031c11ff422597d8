import './styles/state.css'
import type { ReactNode } from 'react'
import { Account } from './account.tsx'
import { cx } from './cx.ts'
import { Line, type LineItem } from './line.tsx'

/** `waiting` is neutral: before the state is known, never red. */
export type CallTone = 'green_room' | 'on_air' | 'debrief' | 'waiting'

/** Ring, dot in ring, half disc: the sign differs as well as word and colour. */
function StateSign({ tone }: { tone: CallTone }) {
  return <span className={cx('dl-sign', `dl-sign--${tone}`)} aria-hidden="true" />
}

export type StatePillProps = { tone: CallTone; children: ReactNode }

/** The state of the call in 28 px, for phones and attendees. A live region. */
export function StatePill({ tone, children }: StatePillProps) {
  return (
    <span className={cx('dl-pill', `dl-tone--${tone}`)} role="status">
      <StateSign tone={tone} />
      {children}
    </span>
  )
}

export type Clock = { id: string; time: string; place: string }

export type StateBarProps = {
  tone: CallTone
  /** The state's word: ON AIR. Announced when it changes. */
  word: string
  /** The clock under the word; never announced. */
  since?: ReactNode
  title: ReactNode
  line?: readonly LineItem[] | undefined
  lineLabel?: string | undefined
  clocks?: readonly Clock[] | undefined
  /** The one action that changes the state. */
  action?: ReactNode
}

/** One block of colour, one word, one clock, one action: the head of the live room. */
export function StateBar({ tone, word, since, title, line, lineLabel, clocks, action }: StateBarProps) {
  return (
    <header className={cx('dl-air', `dl-tone--${tone}`)}>
      <div className="dl-air__block">
        <StateSign tone={tone} />
        <div>
          <b role="status">{word}</b>
          {since && <span className="dl-num">{since}</span>}
        </div>
      </div>
      <div className="dl-air__mid">
        <h1>{title}</h1>
        {line && <Line items={line} look="bar" label={lineLabel} />}
      </div>
      <div className="dl-air__clocks">
        {clocks?.map((clock) => (
          <div key={clock.id}>
            <b>{clock.time}</b>
            <small>{clock.place}</small>
          </div>
        ))}
      </div>
      <div className="dl-air__act">
        {action}
        <Account />
      </div>
    </header>
  )
}
