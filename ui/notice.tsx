import './styles/notice.css'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import { Icon, type IconName } from './icon.tsx'
import type { Tone } from './tag.tsx'

const signs: Record<Tone, IconName> = {
  neutral: 'info',
  info: 'info',
  good: 'check',
  warn: 'alert',
  bad: 'alert',
}

export type NoticeProps = {
  tone?: Tone | undefined
  icon?: IconName | undefined
  title?: ReactNode
  children?: ReactNode
  action?: ReactNode
  /** Say it at once: for what failed just now. */
  live?: boolean | undefined
}

/** Stands at the thing it is about. */
export function Notice({ tone = 'neutral', icon = signs[tone], title, children, action, live }: NoticeProps) {
  return (
    <div className={cx('dl-notice', `dl-notice--${tone}`)} role={live ? 'alert' : undefined}>
      <Icon name={icon} />
      <div className="dl-notice__text">
        {title && <b>{title}</b>} {children}
        {action && <div className="dl-notice__action">{action}</div>}
      </div>
    </div>
  )
}

export type BandProps = {
  kind: 'lost' | 'fail' | 'lobby'
  title: ReactNode
  /** What still works. */
  children?: ReactNode
  action?: ReactNode
}

/** Under the bar, for the whole screen; never two: the worst wins. */
export function Band({ kind, title, children, action }: BandProps) {
  return (
    <div className={cx('dl-band', `dl-band--${kind}`)} role={kind === 'lobby' ? 'status' : 'alert'}>
      <Icon name={kind === 'lost' ? 'offline' : kind === 'fail' ? 'alert' : 'clock'} />
      <span>
        <b>{title}</b> {children}
      </span>
      {action}
    </div>
  )
}

export type EmptyProps = {
  icon?: IconName | undefined
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
}

/** What arrives here, and one action at most. */
export function Empty({ icon = 'question', title, children, action }: EmptyProps) {
  return (
    <div className="dl-empty">
      <Icon name={icon} />
      <b>{title}</b>
      {children && <p>{children}</p>}
      {action}
    </div>
  )
}

export type SkeletonProps = { rows?: number | undefined; shape?: 'text' | 'row' | 'tile' | undefined }

/** The final geometry before the content is there; the screen says in words that it loads. */
export function Skeleton({ rows = 3, shape = 'text' }: SkeletonProps) {
  return (
    <div className={`dl-skeleton dl-skeleton--${shape}`} aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
        <div key={row}>
          <span />
          <span />
          <span />
        </div>
      ))}
    </div>
  )
}
