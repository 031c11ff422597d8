import './styles/line.css'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

export type LineItem = {
  id: string
  state: 'done' | 'now' | 'next'
  label: ReactNode
  /** A second, quiet line: who, when, how long. */
  small?: ReactNode
  /** A column before the label (a time, in a public agenda) or after it (on a desk). */
  time?: ReactNode
  /** Under the label, for what belongs to the point itself: a meter, a clock. */
  below?: ReactNode
}

export type LineProps = {
  items: readonly LineItem[]
  orientation?: 'horizontal' | 'vertical' | undefined
  /** `agenda`: time before the label (public pages). `desk`: time at the row's end. `bar`: one compact row. */
  look?: 'plain' | 'agenda' | 'desk' | 'bar' | undefined
  label?: string | undefined
  className?: string | undefined
}

/** Points in order: filled is done, coloured with a halo is now, hollow is to come. The product's one ornament. */
export function Line({ items, orientation = 'horizontal', look = 'plain', label, className }: LineProps) {
  const classes = cx('dl-line', `dl-line--${orientation}`, look !== 'plain' && `dl-line--${look}`, className)
  return (
    <ol className={classes} aria-label={label}>
      {items.map((item) => (
        <li
          key={item.id}
          className={`is-${item.state}`}
          aria-current={item.state === 'now' ? 'step' : undefined}
        >
          {item.time && <span className="dl-line__time dl-num">{item.time}</span>}
          <span className="dl-line__text">
            {item.label}
            {item.small && <small>{item.small}</small>}
            {item.below}
          </span>
        </li>
      ))}
    </ol>
  )
}
