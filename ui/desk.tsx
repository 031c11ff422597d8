import './styles/desk.css'
import './styles/room.css'
import { type ReactNode, use } from 'react'
import { useTranslation } from 'react-i18next'
import { Account } from './account.tsx'
import { cx } from './cx.ts'
import { Mark } from './icon.tsx'
import { SkipLink } from './layout.tsx'
import { BandContext, useNav } from './nav.ts'

export type DeskTab = { id: string; href: string; label: ReactNode; current?: boolean | undefined }
export type LinkLike = (props: {
  href: string
  className?: string | undefined
  children: ReactNode
  'aria-current'?: 'page' | undefined
  'aria-label'?: string | undefined
}) => ReactNode

export type DeskBarProps = {
  title: ReactNode
  /** "Call 4 · May 21" */
  small?: ReactNode
  homeHref: string
  tabs?: readonly DeskTab[] | undefined
  tabsLabel?: string | undefined
  end?: ReactNode
  /** The router's link; a plain `a` without it. */
  link?: LinkLike | undefined
}

const Plain: LinkLike = (props) => <a {...props} />

const isHere = (href: string) => globalThis.location?.pathname === href

/** The bar of every desk: mark, what this is about, the call's places (or the slices' when `tabs` is left out), who is here. */
export function DeskBar({
  title,
  small,
  homeHref,
  tabs,
  tabsLabel,
  end,
  link: LinkTo = Plain,
}: DeskBarProps) {
  const { t } = useTranslation()
  const nav = useNav()
  const places =
    tabs ??
    nav.map((each) => ({ id: each.href, href: each.href, label: t(each.label), current: isHere(each.href) }))
  return (
    <header className="dl-bar">
      <LinkTo className="dl-brand" href={homeHref} aria-label={t('home')}>
        <Mark />
      </LinkTo>
      <h1>
        {title}
        {small && <small>{small}</small>}
      </h1>
      {places.length > 0 && (
        <nav className="dl-tabs" aria-label={tabsLabel ?? t(tabs ? 'places' : 'desk')}>
          {places.map((tab) => (
            <LinkTo key={tab.id} href={tab.href} aria-current={tab.current ? 'page' : undefined}>
              {tab.label}
            </LinkTo>
          ))}
        </nav>
      )}
      <div className="dl-bar__end">
        {end}
        <Account />
      </div>
    </header>
  )
}

export type DeskProps = {
  bar: ReactNode
  /** A `Band` under the bar. */
  band?: ReactNode
  /** A `KeyBar`. */
  foot?: ReactNode
  /** `scroll`: the page scrolls as a whole (forms, lists). `fit`: panes scroll, the page does not. */
  fit?: boolean | undefined
  theme?: 'light' | 'dark' | undefined
  className?: string | undefined
  children: ReactNode
}

/** The frame of a desk: dense, one screen high when it has panes. Dark in the live room. */
export function Desk({ bar, band, foot, fit, theme = 'light', className, children }: DeskProps) {
  const everywhere = use(BandContext)
  return (
    <div className={fit ? 'dl-desk dl-desk--fit' : 'dl-desk'} data-density="desk" data-theme={theme}>
      <SkipLink />
      {bar}
      <div>{band ?? everywhere}</div>
      <main id="main" tabIndex={-1} className={className}>
        {children}
      </main>
      {foot}
    </div>
  )
}

export type RoomProps = Omit<DeskProps, 'theme' | 'bar'> & { bar?: ReactNode; phone?: boolean | undefined }

/** The live room for people on stage and in the audience: dark, larger, made for a phone first. */
export function Room({ bar, band, foot, fit, phone, className, children }: RoomProps) {
  return (
    <div className={cx('dl-room', fit && 'dl-room--fit', phone && 'dl-room--phone')} data-theme="dark">
      <SkipLink />
      {bar}
      <div>{band}</div>
      <main id="main" tabIndex={-1} className={className}>
        {children}
      </main>
      {foot}
    </div>
  )
}

export type RoomTopProps = {
  pill: ReactNode
  title: ReactNode
  titleHidden?: boolean | undefined
  end?: ReactNode
}

/** The top line of the room: state, topic, time left. */
export function RoomTop({ pill, title, titleHidden, end }: RoomTopProps) {
  return (
    <header className="dl-top">
      {pill}
      <h1 className={titleHidden ? 'dl-sr' : undefined}>{title}</h1>
      <div className="dl-top__end">
        {end}
        <Account />
      </div>
    </header>
  )
}

/** A page of a desk that scrolls: a title, what it is about, then cards and forms of 960 px at most. */
export function DeskPage({
  title,
  lead,
  end,
  children,
}: {
  title: ReactNode
  lead?: ReactNode
  end?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="dl-deskpage">
      <header>
        <div>
          <h2>{title}</h2>
          {lead && <p className="dl-quiet">{lead}</p>}
        </div>
        {end && <div className="dl-row">{end}</div>}
      </header>
      {children}
    </div>
  )
}

export type SegmentsProps = {
  label: string
  items: readonly {
    id: string
    label: ReactNode
    count?: string | undefined
    current?: boolean | undefined
    onPick: () => void
  }[]
}

/** Parts of one list: Pending 300, Approved 64. */
export function Segments({ label, items }: SegmentsProps) {
  return (
    <fieldset className="dl-seg" aria-label={label}>
      {items.map((item) => (
        <button key={item.id} type="button" aria-pressed={item.current ?? false} onClick={item.onPick}>
          {item.label} {item.count !== undefined && <b className="dl-num">{item.count}</b>}
        </button>
      ))}
    </fieldset>
  )
}
