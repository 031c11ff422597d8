import { readLocal } from '../times.ts'
import { dayOf, NUMERIC, type WrittenDate, writtenDates } from './written-date.ts'
import { readZone, type ZoneReading } from './zones.ts'

/** What is read of a written time; what is not certain is null and named in `doubts`. */
export interface ReadTime {
  readonly at: Temporal.Instant | null
  /** The place the announcement names last, in brackets: the host's. */
  readonly zone: string | null
  /** The place it names first. */
  readonly homeZone: string | null
  readonly minutes: number | null
  /** Whether a day was named and no time. */
  readonly wholeDay: Temporal.PlainDate | null
  readonly doubts: readonly string[]
  readonly notes: readonly string[]
}

const NOTHING: ReadTime = {
  at: null,
  zone: null,
  homeZone: null,
  minutes: null,
  wholeDay: null,
  doubts: [],
  notes: [],
}
const doubted = (says: string, rest: Partial<ReadTime> = {}): ReadTime => ({
  ...NOTHING,
  ...rest,
  doubts: [says],
})

interface Clock {
  readonly index: number
  readonly end: number
  readonly said: string
  /** Minutes after midnight; two where neither a.m. nor p.m. is said. */
  readonly minute: number
  readonly open: boolean
}

const CLOCK =
  /\b(?:(\d{1,2})(?:[:.](\d\d))?\s*([ap])\.?\s?m\b\.?|(noon|midnight)\b|([01]\d|2[0-3])[:.]?([0-5]\d)(?:\s*(?:hrs?|hours|h)\b)?(?!\d)|(\d{1,2})(?::([0-5]\d))?(?=\s*(?:-|\u2013|\u2014|to)\s*\d))/giu

function clocksIn(text: string): readonly Clock[] {
  return [...text.matchAll(CLOCK)].flatMap((match): Clock[] => {
    const [said, hour, minute, half, word, hour24, minute24, bare, bareMinute] = match
    const at = { index: match.index, end: match.index + said.length, said: said.trim() }
    if (word) return [{ ...at, minute: word.toLowerCase() === 'noon' ? 720 : 0, open: false }]
    if (hour24) return [{ ...at, minute: Number(hour24) * 60 + Number(minute24), open: false }]
    const hours = Number(hour ?? bare)
    if (hours < 1 || hours > 12) return []
    const minutes = (hours % 12) * 60 + Number(minute ?? bareMinute ?? 0)
    return [{ ...at, minute: minutes + (half?.toLowerCase() === 'p' ? 720 : 0), open: !half }]
  })
}

interface Spoken {
  readonly date: WrittenDate | null
  readonly start: Clock
  readonly minutes: number | null
  readonly zone: ZoneReading
}

/** The times of a text in order, each with the date before it, how long it lasts and the zone in words after it. */
function spokenTimes(text: string, dates: readonly WrittenDate[]): readonly Spoken[] {
  const blank = dates.reduce(
    (rest, date) =>
      rest.slice(0, date.index) + '#'.repeat(date.length) + rest.slice(date.index + date.length),
    text,
  )
  const clocks = clocksIn(blank)
  const times: Spoken[] = []
  for (let n = 0; n < clocks.length; n += 1) {
    const start = clocks[n]
    if (!start) break
    const next = clocks[n + 1]
    const until =
      next && /^\s*(?:-|\u2013|\u2014|to|until)\s*$/.test(blank.slice(start.end, next.index)) ? next : null
    if (until) n += 1
    const after = until?.end ?? start.end
    const stop = clocks[n + 1]?.index ?? blank.length
    const words = /^[^();/#\u00b7|]*/.exec(blank.slice(after, stop))?.[0] ?? ''
    const date = dates.findLast((each) => each.index < start.index) ?? dates[0] ?? null
    times.push({ date, ...lasting(start, until), zone: readZone(words) })
  }
  return times
}

const HALF_DAY = 720

/** `11:00 – 12:30 p.m.` begins in the morning: of the two readings the one that ends after it began, within half a day. */
function lasting(start: Clock, until: Clock | null): { start: Clock; minutes: number | null } {
  if (!until) return { start, minutes: null }
  const readings = start.open ? [start.minute, start.minute + HALF_DAY] : [start.minute]
  const lengths = readings.map((minute) => ({
    start: { ...start, minute, open: false },
    minutes: (until.minute - minute + 1440) % 1440,
  }))
  return lengths.toSorted((a, b) => a.minutes - b.minutes)[0] ?? { start, minutes: null }
}

interface Candidate {
  readonly zone: string
  readonly at: Temporal.Instant
}

/** Every moment the words may mean; a zone whose clocks do not show the named offset on that day is none. */
function candidates(spoken: Spoken, days: readonly Temporal.PlainDate[]): readonly Candidate[] {
  const { zone, start } = spoken
  if (zone.kind !== 'zones') return []
  const time = Temporal.PlainTime.from({ hour: Math.floor(start.minute / 60), minute: start.minute % 60 })
  return days.flatMap((day) =>
    zone.meanings.flatMap(({ zone: name, offset }): Candidate[] => {
      const reading = readLocal(day.toPlainDateTime(time).toString({ smallestUnit: 'minute' }), name)
      if (reading.kind !== 'exact') return []
      const shown = reading.at.toZonedDateTimeISO(name).offsetNanoseconds / 60e9
      return offset === null || shown === offset ? [{ zone: name, at: reading.at }] : []
    }),
  )
}

const sameMoment = (a: Candidate, b: Candidate): boolean => a.at.equals(b.at)

/**
 * Reads a written time: `Thursday, November 13, 2014; 10:00 a.m. EST (2100 BST)`. Where a word may mean several zones, the other time
 * decides: only moments on which all agree are believed.
 * @param year the year where the text has none; null when nothing tells
 */
export function readWrittenTime(text: string, year: number | null): ReadTime {
  if (NUMERIC.test(text)) return doubted(`“${text}” may be two different days`)
  const dates = writtenDates(text)
  const first = dates[0]
  if (!first) return doubted(`“${text}” names no date`)
  const firstYear = first.year ?? year
  if (firstYear === null) return doubted(`“${first.said}” has no year`)
  const day = dayOf(first, firstYear)
  if (typeof day === 'string') return doubted(day)
  const times = spokenTimes(text, dates)
  const [main, ...others] = times
  if (!main) return { ...NOTHING, wholeDay: day }
  if (main.start.open) return doubted(`“${main.start.said}” says neither a.m. nor p.m.`)
  return agreed(main, others, day)
}

function agreed(main: Spoken, others: readonly Spoken[], day: Temporal.PlainDate): ReadTime {
  const mine = candidates(main, [day])
  const whole = { minutes: main.minutes }
  if (mine.length === 0) return doubted(whyNone(main), whole)
  const doubts: string[] = []
  const notes: string[] = []
  let left = mine
  let host: Candidate | null = null
  for (const other of others) {
    const days = daysOf(other, day)
    if (typeof days === 'string') return doubted(days, whole)
    if (other.zone.kind === 'local') {
      doubts.push(whyLocal(other, days, left))
      continue
    }
    const theirs = candidates(other, days)
    if (theirs.length === 0) {
      doubts.push(whyNone(other))
      continue
    }
    const both = theirs.filter((each) => left.some((one) => sameMoment(one, each)))
    if (both.length === 0) return doubted('the times in the two places are not the same moment', whole)
    left = left.filter((one) => both.some((each) => sameMoment(one, each)))
    host = both.length === 1 ? (both[0] ?? null) : host
    notes.push(...whyThere(other, host))
  }
  const [one, ...more] = left
  if (!one || more.some((each) => !sameMoment(each, one))) return doubted(whyMany(main), whole)
  return {
    at: one.at,
    zone: host?.zone ?? (others.length === 0 && more.length === 0 ? one.zone : null),
    homeZone: more.length === 0 ? one.zone : null,
    minutes: main.minutes,
    wholeDay: null,
    doubts,
    notes,
  }
}

/** The day that is said for another place; without one, the same day or one beside it. */
function daysOf(other: Spoken, day: Temporal.PlainDate): readonly Temporal.PlainDate[] | string {
  const near = [day, day.add({ days: 1 }), day.subtract({ days: 1 })]
  if (!other.date) return near
  const said = dayOf(other.date, other.date.year ?? day.year)
  if (typeof said === 'string') return said
  return said.equals(day) ? near : [said]
}

function offsetOf(other: Spoken, days: readonly Temporal.PlainDate[], at: Temporal.Instant): string {
  const time = Temporal.PlainTime.from({
    hour: Math.floor(other.start.minute / 60),
    minute: other.start.minute % 60,
  })
  const utc = at.toZonedDateTimeISO('UTC').toPlainDateTime()
  const gaps = days.map((day) => utc.until(day.toPlainDateTime(time), { largestUnit: 'minutes' }).minutes)
  const gap = gaps.find((minutes) => Math.abs(minutes) <= 14 * 60)
  if (gap === undefined) return 'another day'
  const rest = Math.abs(gap) % 60
  return `UTC${gap < 0 ? '−' : '+'}${Math.floor(Math.abs(gap) / 60)}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`
}

/** That a word for several zones was read as one of them. */
const whyThere = ({ zone }: Spoken, host: Candidate | null): string[] =>
  zone.kind === 'zones' && zone.meanings.length > 1 && host
    ? [`${zone.said} is ${host.zone}: only there it is the same moment`]
    : []

function whyLocal(other: Spoken, days: readonly Temporal.PlainDate[], left: readonly Candidate[]): string {
  const says = whyNone(other)
  const [one] = left
  return one ? `${says} (the clock there shows ${offsetOf(other, days, one.at)})` : says
}

function whyNone({ start, zone }: Spoken): string {
  if (zone.kind === 'none') return `“${start.said}” says no time zone`
  if (zone.kind === 'zones') return `“${start.said} ${zone.said}”: no clock shows ${zone.said} on that day`
  if (zone.kind === 'local') return `“${start.said} ${zone.said}” does not say where`
  return `“${start.said} ${zone.said}”: the time zone is not known here`
}

const whyMany = ({ start, zone }: Spoken): string =>
  zone.kind === 'zones'
    ? `“${start.said} ${zone.said}” may be the time of ${zone.meanings.map((each) => each.zone).join(' or ')}`
    : `“${start.said}” may be several moments`
