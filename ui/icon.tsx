import './styles/base.css'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

const hand =
  'M8 12.500V6a1.5 1.5 0 0 1 3 0v5M11 11V4.500a1.5 1.5 0 0 1 3 0V11M14 11V6a1.5 1.5 0 0 1 3 0v8.500c0 3.6-2.2 6-5.5 6-2.6 0-4-1.1-5.2-3.200l-2-3.600c-.5-.9.2-1.9 1.2-1.9.6 0 1 .3 1.3.8L8 14'
const micOff =
  'M15 9.5V6a3 3 0 0 0-5.8-1M9 9v2a3 3 0 0 0 4.6 2.5M5.5 11.5a6.5 6.5 0 0 0 10.3 5.300M18.5 11.500a6.5 6.5 0 0 1-.6 2.700M12 18v3M3.5 3.500l17 17'
const headphones =
  'M4 14v-2a8 8 0 0 1 16 0v2M4 14.500A1.5 1.5 0 0 1 5.5 13H7v6H5.500A1.5 1.5 0 0 1 4 17.500zM20 14.500a1.5 1.5 0 0 0-1.5-1.500H17v6h1.500a1.5 1.5 0 0 0 1.5-1.500z'
const globe =
  'M3.5 12h17M12 3.500c2.5 2.4 3.7 5.2 3.7 8.500s-1.2 6.1-3.7 8.500c-2.5-2.4-3.7-5.2-3.7-8.500S9.5 5.9 12 3.500Z'

/** 24 px drawings, stroked with the text's colour. */
const drawings = {
  alert: <path d="M12 4 2.8 19.500h18.400zM12 10v4.500M12 17.200v.1" />,
  check: <path d="m5 12.5 4.5 4.500L19 7.5" />,
  close: <path d="M6 6l12 12M18 6 6 18" />,
  up: <path d="m6 14 6-6 6 6" />,
  down: <path d="m6 10 6 6 6-6" />,
  forward: <path d="m9 6 6 6-6 6" />,
  back: <path d="m15 6-6 6 6 6" />,
  plus: <path d="M12 5v14M5 12h14" />,
  question: (
    <path d="M4 6.500a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-5.500L8 20v-3.500H6a2 2 0 0 1-2-2z" />
  ),
  answering: <path d="M4 10v4h3l8 4.500V5.500L7 10zM18.5 9.500a3.5 3.5 0 0 1 0 5" />,
  hand: <path d={hand} />,
  mic: (
    <>
      <rect x="9" y="3" width="6" height="11" rx="3" />
      <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />
    </>
  ),
  micOff: <path d={micOff} />,
  offline: (
    <path d="M2.5 8.500C8 3.7 16 3.7 21.5 8.500M6 12.300c3.6-3 8.4-3 12 0M9.5 16c1.5-1.2 3.5-1.2 5 0M12 19.500v.1M3.5 3.500l17 17" />
  ),
  online: (
    <path d="M2.5 8.500C8 3.7 16 3.7 21.5 8.500M6 12.300c3.6-3 8.4-3 12 0M9.5 16c1.5-1.2 3.5-1.2 5 0M12 19.500v.1" />
  ),
  record: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <circle cx="12" cy="12" r="3.5" fill="currentColor" />
    </>
  ),
  lock: (
    <>
      <rect x="5" y="10.5" width="14" height="9.5" rx="2" />
      <path d="M8 10.500V8a4 4 0 0 1 8 0v2.5" />
    </>
  ),
  calendar: (
    <>
      <rect x="4" y="5.5" width="16" height="14.5" rx="2" />
      <path d="M4 10h16M8.5 3v4M15.5 3v4" />
    </>
  ),
  mail: (
    <>
      <rect x="3.5" y="5.5" width="17" height="13" rx="2" />
      <path d="m4 7 8 6 8-6" />
    </>
  ),
  leave: <path d="M10 4.500H6.500a2 2 0 0 0-2 2v11a2 2 0 0 0 2 2H10M14.5 8l4 4-4 4M18 12H9.5" />,
  headphones: <path d={headphones} />,
  quote: <path d="M9.5 7C6.8 8 5.5 10 5.5 13v3.500h4V12H7.800M18 7c-2.7 1-4 3-4 6v3.500h4V12h-1.7" />,
  flag: <path d="M6 21V4M6 4.500h11l-2.5 4 2.5 4H6" />,
  topic: <path d="M9 4 7 20M17 4l-2 16M4.5 9h16M3.5 15h16" />,
  point: <path d="M5 7h14M5 12h14M5 17h9" />,
  more: <path d="M6 12v.1M12 12v.1M18 12v.1" strokeWidth="3" />,
  pencil: <path d="M4.5 19.5 5.5 15 16 4.500l3.5 3.500L9 18.500zM13.5 7l3.5 3.5" />,
  eye: (
    <>
      <path d="M2.5 12C4.7 7.9 7.9 5.8 12 5.800s7.3 2.1 9.5 6.200c-2.2 4.1-5.4 6.2-9.5 6.200S4.7 16.1 2.5 12Z" />
      <circle cx="12" cy="12" r="2.7" />
    </>
  ),
  clock: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 7.500V12l3 2" />
    </>
  ),
  globe: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d={globe} />
    </>
  ),
  search: (
    <>
      <circle cx="11" cy="11" r="6.5" />
      <path d="m16 16 4.5 4.5" />
    </>
  ),
  shield: <path d="M12 3.5 5 6v5.500c0 4.3 2.8 7.3 7 9 4.2-1.7 7-4.7 7-9V6zM9 12l2.2 2.200L15.2 10" />,
  person: (
    <>
      <circle cx="12" cy="8" r="4" />
      <path d="M4.500 20.500c.6-4 3.500-6 7.500-6s6.900 2 7.500 6" />
    </>
  ),
  people: (
    <>
      <circle cx="9" cy="8.500" r="3.500" />
      <path d="M2.500 19.500c.5-3.500 3-5.200 6.500-5.200s6 1.700 6.500 5.200M15.500 5.300a3.500 3.500 0 0 1 0 6.400M18 14.800c2 .7 3.200 2.300 3.500 4.700" />
    </>
  ),
  link: (
    <path d="M10 14a4 4 0 0 0 5.700 0l3-3a4 4 0 0 0-5.700-5.700l-1 1M14 10a4 4 0 0 0-5.700 0l-3 3a4 4 0 0 0 5.700 5.700l1-1" />
  ),
  copy: (
    <>
      <rect x="8.500" y="8.500" width="11" height="11" rx="2" />
      <path d="M15.500 8.500v-2a2 2 0 0 0-2-2h-7a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h2" />
    </>
  ),
  download: <path d="M12 4v11M7 10.500l5 5 5-5M5 19.500h14" />,
  trash: <path d="M5 7h14M10 7V4.500h4V7M7 7l.8 12.500h8.400L17 7M10.500 10.500v6M13.500 10.500v6" />,
  undo: <path d="M8.500 5 4.500 9l4 4M4.500 9H14a5 5 0 0 1 0 10H9" />,
  info: (
    <>
      <circle cx="12" cy="12" r="8.500" />
      <path d="M12 11v5M12 7.800v.1" />
    </>
  ),
  print: (
    <path d="M7 9V4h10v5M7 17H5a1.500 1.500 0 0 1-1.500-1.500v-5A1.500 1.500 0 0 1 5 9h14a1.500 1.500 0 0 1 1.500 1.500v5A1.500 1.500 0 0 1 19 17h-2M7 14h10v6.500H7z" />
  ),
  camera: (
    <path d="M3.500 7.500A1.500 1.500 0 0 1 5 6h9a1.500 1.500 0 0 1 1.500 1.500v9A1.500 1.500 0 0 1 14 18H5a1.500 1.500 0 0 1-1.500-1.500zM15.500 10.500l5-3v9l-5-3" />
  ),
  cameraOff: (
    <path d="M9 6h5a1.500 1.500 0 0 1 1.500 1.500v5M15.500 16.500A1.500 1.500 0 0 1 14 18H5a1.500 1.500 0 0 1-1.500-1.500v-9A1.500 1.500 0 0 1 5 6M17 9.600l3.500-2.100v9l-2-1.200M3.500 3.500l17 17" />
  ),
  screen: <path d="M4 5h16v11H4zM9 20h6M12 16v4M12 13V8.500M9.500 10.500 12 8l2.500 2.500" />,
  layout: <path d="M4 5h16v14H4zM4 14h16M10.700 14v5M13.300 14v5" />,
  pip: <path d="M4 5h16v14H4zM12 12h6v5h-6z" />,
  pin: <path d="M9 4h6l-1 6 3 3H7l3-3zM12 13v7" />,
  slides: <path d="M4 4.500h16M5 4.500v10h14v-10M12 14.500V18M8 20.500l4-2.500 4 2.500" />,
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof drawings

/** Icons that point along the reading direction turn round in a right-to-left page. */
const mirrored: ReadonlySet<IconName> = new Set<IconName>(['leave', 'forward', 'back', 'undo', 'answering'])

export type IconProps = { name: IconName; className?: string | undefined }

/** A decoration beside words: always hidden from assistive technology, never the only sign. */
export function Icon({ name, className }: IconProps) {
  return (
    <svg
      className={cx('dl-icon', mirrored.has(name) && 'dl-icon--flip', className)}
      viewBox="0 0 24 24"
      aria-hidden="true"
    >
      {drawings[name]}
    </svg>
  )
}

/** The product's mark: two points on one line. */
export function Mark() {
  return (
    <svg className="dl-mark" viewBox="0 0 40 16" aria-hidden="true">
      <circle cx="6" cy="8" r="5" />
      <path d="M11 8h18" />
      <circle cx="34" cy="8" r="3.75" className="dl-mark__hollow" />
    </svg>
  )
}
