import './styles/pane.css'
import { type ReactNode, useId } from 'react'
import { cx } from './cx.ts'

export type PaneProps = {
  title: ReactNode
  count?: ReactNode
  /** At the end of the head: one button or a quiet sentence. */
  end?: ReactNode
  foot?: ReactNode
  children?: ReactNode
  /** The body scrolls by itself; on by default. */
  scroll?: boolean | undefined
  /** Name of the scrolling body when the title alone says too little. */
  bodyLabel?: string | undefined
  /** What is shown is old: dimmed. */
  stale?: boolean | undefined
  className?: string | undefined
}

/** A part of a desk: head of 44 px, a body that scrolls and can be reached by keyboard, an optional foot. */
export function Pane({
  title,
  count,
  end,
  foot,
  children,
  scroll = true,
  bodyLabel,
  stale,
  className,
}: PaneProps) {
  const id = useId()
  const heading = `${id}-title`
  return (
    <section className={cx('dl-pane', stale && 'dl-stale', className)} aria-labelledby={heading}>
      <header>
        <h2 id={heading}>
          {title} {count !== undefined && <span className="dl-pane__count dl-num">{count}</span>}
        </h2>
        {end && <div className="dl-pane__end">{end}</div>}
      </header>
      {scroll ? (
        <ScrollBody label={bodyLabel} labelledBy={heading}>
          {children}
        </ScrollBody>
      ) : (
        children
      )}
      {foot && <div className="dl-pane__foot">{foot}</div>}
    </section>
  )
}

type ScrollBodyProps = { label?: string | undefined; labelledBy?: string | undefined; children: ReactNode }

/** What scrolls by itself must be reachable by keyboard and have a name. */
export function ScrollBody({ label, labelledBy, children }: ScrollBodyProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups controls; this groups what one reads
    <div
      className="dl-scroll"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region takes the focus so that arrow keys scroll it
      tabIndex={0}
      role="group"
      aria-label={label}
      aria-labelledby={label ? undefined : labelledBy}
    >
      {children}
    </div>
  )
}

export type SubheadProps = { children: ReactNode; count?: ReactNode; end?: ReactNode }

/** A heading between the rows of a pane: "Assigned 2 · the panelist sees it". */
export function Subhead({ children, count, end }: SubheadProps) {
  return (
    <h3 className="dl-subhead">
      <span>{children}</span> {count !== undefined && <span className="dl-pane__count dl-num">{count}</span>}
      {end && <span className="dl-subhead__end">{end}</span>}
    </h3>
  )
}

export type SidePanelProps = {
  /** Person, title, firm: with an `h2` whose id is `titleId`. */
  head: ReactNode
  titleId: string
  bodyLabel: string
  children: ReactNode
  /** Why an action is off; give it the id that the button's `aria-describedby` names. */
  reason?: ReactNode
  /** Always in the same order, so that the eye learns it. */
  actions?: ReactNode
  /** Under 1100 px the panel is a sheet: `true` while it is open there. */
  open?: boolean | undefined
}

/** The file of one thing beside a list: head, scrolling sections, foot with reason and actions. */
export function SidePanel({ head, titleId, bodyLabel, children, reason, actions, open }: SidePanelProps) {
  return (
    <aside className={cx('dl-side', open && 'is-open')} aria-labelledby={titleId}>
      <div className="dl-side__head">{head}</div>
      <ScrollBody label={bodyLabel}>{children}</ScrollBody>
      {(reason || actions) && (
        <div className="dl-side__foot">
          {reason && <div className="dl-side__reason">{reason}</div>}
          {actions && <div className="dl-side__actions">{actions}</div>}
        </div>
      )}
    </aside>
  )
}

export type SideSectionProps = { title: ReactNode; end?: ReactNode; children: ReactNode }

export function SideSection({ title, end, children }: SideSectionProps) {
  return (
    <section className="dl-side__section">
      <h3>
        {title} {end}
      </h3>
      {children}
    </section>
  )
}

export type FactRow = { id: string; term: ReactNode; value: ReactNode; small?: ReactNode }

/** Terms and their values, in two columns. */
export function Facts({ rows, className }: { rows: readonly FactRow[]; className?: string | undefined }) {
  return (
    <dl className={cx('dl-facts', className)}>
      {rows.map((row) => (
        <div key={row.id}>
          <dt>{row.term}</dt>
          <dd>
            {row.value}
            {row.small && <small>{row.small}</small>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
