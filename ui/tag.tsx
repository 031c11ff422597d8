import './styles/tag.css'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import { Icon, type IconName } from './icon.tsx'

export type Tone = 'neutral' | 'good' | 'warn' | 'bad' | 'info'

export type TagProps = {
  tone?: Tone | undefined
  icon?: IconName | undefined
  children: ReactNode
  className?: string
}

/** A state in words, with a sign. */
export function Tag({ tone = 'neutral', icon, children, className }: TagProps) {
  return (
    <span className={cx('dl-tag', `dl-tag--${tone}`, className)}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  )
}

export type AvatarProps = { name: string; size?: 's' | 'm' | 'l' | undefined }

/** Initials in the script of the name; hidden, because the name always stands beside it. */
export function Avatar({ name, size = 'm' }: AvatarProps) {
  return (
    <span className={cx('dl-avatar', `dl-avatar--${size}`)} aria-hidden="true">
      {initials(name)}
    </span>
  )
}

/** First letters of the first and the last word: "Natalie A. Baker" is NB. Arabic letters stand apart, unjoined. */
export function initials(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /\p{L}/u.test(word))
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  const letters = ends.map((word) => /\p{L}/u.exec(word ?? '')?.[0]?.toLocaleUpperCase() ?? '')
  return letters.join(letters.some((letter) => /\p{Script=Arabic}/u.test(letter)) ? ' ' : '')
}

export type MeterProps = {
  /** 0 to 1; what lies outside is drawn as full or empty. */
  value: number
  tone?: 'accent' | 'warn' | undefined
  className?: string | undefined
}

/** A quiet bar; the words beside it say the same, so it is hidden from assistive technology. */
export function Meter({ value, tone = 'accent', className }: MeterProps) {
  const width = Math.round(Math.min(1, Math.max(0, value)) * 1000) / 10
  return (
    <svg
      className={cx('dl-meter', `dl-meter--${tone}`, className)}
      viewBox="0 0 100 4"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect className="dl-meter__rest" width="100" height="4" />
      <rect className="dl-meter__value" width={width} height="4" />
    </svg>
  )
}

export type ConnectionProps = { level: 1 | 2 | 3 | 4; children: ReactNode }

/** Four bars and the word: never the bars alone. */
export function Connection({ level, children }: ConnectionProps) {
  return (
    <span className={cx('dl-bars', `dl-bars--${level}`)}>
      <svg viewBox="0 0 16 12" aria-hidden="true">
        <rect x="0" y="8" width="3" height="4" />
        <rect x="4.3" y="5.3" width="3" height="6.7" />
        <rect x="8.6" y="2.6" width="3" height="9.4" />
        <rect x="12.9" y="0" width="3" height="12" />
      </svg>
      <span>{children}</span>
    </span>
  )
}

/** Small counts with their words: 25 attendees, 19 firms, 4 on stage. */
export function Counts({ items }: { items: readonly { id: string; count: string; label: string }[] }) {
  return (
    <ul className="dl-counts">
      {items.map((item) => (
        <li key={item.id}>
          <b className="dl-num">{item.count}</b>
          <span>{item.label}</span>
        </li>
      ))}
    </ul>
  )
}
