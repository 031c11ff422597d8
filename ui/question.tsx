import './styles/question.css'
import type { ComponentProps, ReactNode } from 'react'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'

export type QuestionRowProps = {
  /** Text that a person wrote: isolated and in its own direction. */
  text: string
  firm?: string | undefined
  /** Quiet facts after the firm: time, with whom it is, who sees the firm. */
  facts?: readonly { id: string; text: ReactNode; late?: boolean }[] | undefined
  /** Only to look at (on desks). */
  votes?: { count: string; label: string } | undefined
  /** A checkbox in place of the votes. */
  select?: ReactNode
  /** A `VoteButton`, at the end (for attendees). */
  vote?: ReactNode
  /** Above the text: "Answering now: …". */
  eyebrow?: ReactNode
  current?: boolean | undefined
  /** Only on the current row; on touch after a tap. */
  actions?: ReactNode
  /** Sent, not yet durable. */
  pending?: boolean | undefined
  /** After the text: an answer, a reason, a line of its states. */
  children?: ReactNode
} & Pick<ComponentProps<'li'>, 'onClick' | 'id' | 'ref'>

/** One question in a list. */
export function QuestionRow(props: QuestionRowProps) {
  const { text, firm, facts, votes, select, vote, eyebrow, current, actions, pending, children, ...rest } =
    props
  const lead = votes ? <Votes {...votes} /> : select
  return (
    <li
      {...rest}
      className={cx(
        'dl-q',
        lead && 'dl-q--lead',
        vote && 'dl-q--vote',
        current && 'is-current',
        pending && 'is-pending',
      )}
      aria-current={current || undefined}
    >
      {lead}
      <div className="dl-q__body">
        {eyebrow && <span className="dl-q__eyebrow">{eyebrow}</span>}
        <p className="dl-read" dir="auto">
          {text}
        </p>
        {(firm || facts?.length) && <Meta firm={firm} facts={facts} />}
        {children}
        {current && actions && <div className="dl-row dl-q__actions">{actions}</div>}
      </div>
      {vote}
    </li>
  )
}

function Meta({ firm, facts }: Pick<QuestionRowProps, 'firm' | 'facts'>) {
  return (
    <p className="dl-meta">
      {firm && (
        <b>
          <bdi>{firm}</bdi>
        </b>
      )}
      {facts?.map((fact) => (
        <span key={fact.id} className={cx('dl-num', fact.late && 'dl-late')}>
          {fact.text}
        </span>
      ))}
    </p>
  )
}

function Votes({ count, label }: { count: string; label: string }) {
  return (
    <div className="dl-votes">
      <Icon name="up" />
      <b className="dl-num">{count}</b>
      <span className="dl-sr">{label}</span>
    </div>
  )
}

export type VoteButtonProps = {
  count: string
  pressed: boolean
  /** Names the question: "Vote for: Does a foreign cloud provider…"; the count is said after it. */
  label: string
  onPress: () => void
  off?: boolean | undefined
  describedBy?: string | undefined
}

/** One vote per firm: a toggle of 52 px. */
export function VoteButton({ count, pressed, label, onPress, off, describedBy }: VoteButtonProps) {
  return (
    <button
      type="button"
      className="dl-vote"
      aria-pressed={pressed}
      aria-label={`${label}, ${count}`}
      aria-disabled={off || undefined}
      aria-describedby={describedBy}
      onClick={() => !off && onPress()}
    >
      <Icon name="up" />
      <b className="dl-num">{count}</b>
    </button>
  )
}

export type NowAnsweringProps = {
  /** "Answering now: Chairman Manzoor" */
  who: ReactNode
  clock?: ReactNode
  text: string
  meta?: ReactNode
  /** A notice at the thing that failed. */
  notice?: ReactNode
  outcomes?: ReactNode
}

/** Who, time, the question large, its outcomes. */
export function NowAnswering({ who, clock, text, meta, notice, outcomes }: NowAnsweringProps) {
  return (
    <div className="dl-nowq">
      <div className="dl-nowq__head">
        <Icon name="answering" />
        <span>{who}</span>
        {clock && <span className="dl-nowq__clock dl-num">{clock}</span>}
      </div>
      <p className="dl-read" dir="auto">
        {text}
      </p>
      {meta && <p className="dl-meta">{meta}</p>}
      {notice}
      {outcomes && <div className="dl-row dl-q__actions">{outcomes}</div>}
    </div>
  )
}

export type PersonRowProps = { place?: ReactNode; name: string; small?: ReactNode; end?: ReactNode }

/** Somebody in a short list: at the door, in the room, with a hand up. */
export function PersonRow({ place, name, small, end }: PersonRowProps) {
  return (
    <li className="dl-person">
      {place !== undefined && <span className="dl-person__place dl-num">{place}</span>}
      <div>
        <b>
          <bdi>{name}</bdi>
        </b>
        {small && <small className="dl-num">{small}</small>}
      </div>
      {end}
    </li>
  )
}
