import type { Locale } from './locale.ts'

/** What Intl is asked for: Urdu of Pakistan with Western digits, English of the United States. */
export const intlTag: Record<Locale, string> = { en: 'en-US', ur: 'ur-PK-u-nu-latn' }

/** An instant as ISO 8601 in UTC, as the API sends it, or as Temporal has it. */
export type Moment = string | Temporal.Instant

/** One time in one named zone, ready to be shown. */
export type ZonedSpan = {
  place: string
  /** "8:00 – 9:15 AM" */
  time: string
  /** "Thursday, April 23, 2026" */
  date: string
  /** "EDT" */
  zone: string
  /** For `<time datetime>`. */
  iso: string
}

export const instantOf = (moment: Moment): Temporal.Instant =>
  typeof moment === 'string' ? Temporal.Instant.from(moment) : moment

const ms = (moment: Moment) => instantOf(moment).epochMilliseconds

const made = new Map<string, Intl.DateTimeFormat>()

/** Intl's formatters are slow to make and the same few are used all the time. */
function dates(locale: Locale, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, zone, options])
  const known = made.get(key)
  if (known) return known
  const format = new Intl.DateTimeFormat(intlTag[locale], { ...options, timeZone: zone })
  made.set(key, format)
  return format
}

const CLOCK = { hour: 'numeric', minute: '2-digit', hour12: true } as const

/** Urdu says the part of the day before the hour (شام 5:00); Intl has the word, with a postposition that we leave out. */
function urduClock(moment: Moment, zone: string) {
  const parts = dates('ur', zone, { ...CLOCK, dayPeriod: 'long' }).formatToParts(ms(moment))
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  return { period: part('dayPeriod').replace(' میں', ''), clock: `${part('hour')}:${part('minute')}` }
}

/** "5:34 PM". The place must stand beside it or in the column's head. */
export function timeOf(moment: Moment, zone: string, locale: Locale): string {
  // A time is not broken over two lines: \u00a0.
  if (locale !== 'ur') return dates(locale, zone, CLOCK).format(ms(moment)).replace(/\s/, '\u00a0')
  const { period, clock } = urduClock(moment, zone)
  return `${period}\u00a0${clock}`
}

/** "5:34": for the agenda and the record, under a head that names the place. */
export function minuteOf(moment: Moment, zone: string, locale: Locale): string {
  const parts = dates(locale, zone, CLOCK).formatToParts(ms(moment))
  return parts
    .filter((part) => part.type === 'hour' || part.type === 'minute')
    .map((part) => part.value)
    .join(':')
}

/** "8:00 – 9:15 AM" */
export function timeSpan(start: Moment, end: Moment, zone: string, locale: Locale): string {
  if (locale !== 'ur') return dates(locale, zone, CLOCK).formatRange(ms(start), ms(end))
  const [from, to] = [urduClock(start, zone), urduClock(end, zone)]
  const until = from.period === to.period ? to.clock : `${to.period} ${to.clock}`
  return `${from.period} ${from.clock} تا ${until}`
}

/** "Thursday, April 23, 2026" */
export function dateOf(moment: Moment, zone: string, locale: Locale): string {
  const options = { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' } as const
  const text = dates(locale, zone, options).format(ms(moment))
  return locale === 'ur' ? text.replace(/،(?= \d{4}$)/, '') : text
}

/** "Thursday, April 23": for a day that is near, where the year is known. */
export const dayOf = (moment: Moment, zone: string, locale: Locale): string =>
  dates(locale, zone, { weekday: 'long', month: 'long', day: 'numeric' }).format(ms(moment))

/** "Thu, April 23" or with the year: "Apr 23, 2026" */
export function shortDate(moment: Moment, zone: string, locale: Locale, year = false): string {
  const options = year
    ? ({ year: 'numeric', month: 'short', day: 'numeric' } as const)
    : ({ weekday: 'short', month: 'long', day: 'numeric' } as const)
  return dates(locale, zone, options).format(ms(moment))
}

/** "Thu, April 23, 5:00 PM" */
export function dateTime(moment: Moment, zone: string, locale: Locale): string {
  const comma = locale === 'ur' ? '، ' : ', '
  return `${shortDate(moment, zone, locale)}${comma}${timeOf(moment, zone, locale)}`
}

/** Whether a moment is of the same day as now on a clock of that zone. `now` is the reader's. */
export function isToday(moment: Moment, zone: string, now: Temporal.Instant): boolean {
  const day = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone).toPlainDate()
  return day(Temporal.Instant.fromEpochMilliseconds(ms(moment))).equals(day(now))
}

/** A day of the calendar without a time: `2026-05-07` is "May 7". */
export function calendarDay(day: string, locale: Locale): string {
  const noon = Temporal.PlainDate.from(day)
    .toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' })
    .toInstant()
  return dates(locale, 'UTC', { month: 'long', day: 'numeric' }).format(ms(noon))
}

/** What Intl calls GMT+5 has a name that people use. Source: the zones' own usage in tzdata's `asia` file and CLDR. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  'Asia/Karachi': 'PKT',
  'Asia/Kolkata': 'IST',
  'Asia/Dubai': 'GST',
}

/** "EDT", "PKT", or "GMT+3" where nothing better is known. Latin in every language. */
export function zoneName(moment: Moment, zone: string): string {
  const parts = dates('en', zone, { timeZoneName: 'short' }).formatToParts(ms(moment))
  return ABBREVIATIONS[zone] ?? parts.find((part) => part.type === 'timeZoneName')?.value ?? zone
}

/** "UTC+5" */
export function offsetName(moment: Moment, zone: string): string {
  const { offsetNanoseconds } = instantOf(moment).toZonedDateTimeISO(zone)
  const minutes = Math.abs(offsetNanoseconds) / 60e9
  const rest = minutes % 60 ? `:${String(minutes % 60).padStart(2, '0')}` : ''
  return `UTC${offsetNanoseconds < 0 ? '−' : '+'}${Math.floor(minutes / 60)}${rest}`
}

/** Both ends of a call in one zone. */
export function zonedSpan(
  start: Moment,
  end: Moment,
  zone: string,
  place: string,
  locale: Locale,
): ZonedSpan {
  return {
    place,
    time: timeSpan(start, end, zone, locale),
    date: dateOf(start, zone, locale),
    zone: zoneName(start, zone),
    iso: isoOf(start, zone),
  }
}

/** For `<time datetime>`: with the zone's offset. */
const isoOf = (moment: Moment, zone: string): string =>
  instantOf(moment).toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', smallestUnit: 'minute' })

/** Hours between the clocks of two zones at a moment: 9, or 5.5. */
export function hoursApart(moment: Moment, zoneA: string, zoneB: string): number {
  const offset = (zone: string) => instantOf(moment).toZonedDateTimeISO(zone).offsetNanoseconds
  return Math.abs(offset(zoneA) - offset(zoneB)) / 3.6e12
}

/** Whether it is the same day of the calendar in both zones. */
export function sameDay(moment: Moment, zoneA: string, zoneB: string): boolean {
  const day = (zone: string) => instantOf(moment).toZonedDateTimeISO(zone).toPlainDate()
  return day(zoneA).equals(day(zoneB))
}

/** A running clock: `14:12`, `1:04:09`. Negative is shown without its sign; the words beside it say "over". */
export function clock(milliseconds: number): string {
  const seconds = Math.floor(Math.abs(milliseconds) / 1000)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const shown = parts[0] ? parts : parts.slice(1)
  return shown
    .map((part, index) => (index === 0 && shown.length === 3 ? String(part) : String(part).padStart(2, '0')))
    .join(':')
}

const STEPS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** "3 minutes ago", "in 2 days", "now" */
export function relative(moment: Moment, now: Moment, locale: Locale): string {
  const format = new Intl.RelativeTimeFormat(intlTag[locale], { numeric: 'auto' })
  const gap = ms(moment) - ms(now)
  const step = STEPS.find(([, size]) => Math.abs(gap) >= size)
  return step ? format.format(Math.trunc(gap / step[1]), step[0]) : format.format(0, 'second')
}

export const number = (value: number, locale: Locale): string =>
  new Intl.NumberFormat(intlTag[locale]).format(value)

/** "a, b, and c" */
export const list = (items: readonly string[], locale: Locale): string =>
  new Intl.ListFormat(intlTag[locale], { type: 'conjunction' }).format(items)

/** "Pakistan" for PK */
export const countryName = (code: string, locale: Locale): string =>
  new Intl.DisplayNames(intlTag[locale], { type: 'region' }).of(code) ?? code

/** "Urdu" for ur */
export const languageName = (code: string, locale: Locale): string =>
  new Intl.DisplayNames(intlTag[locale], { type: 'language' }).of(code) ?? code
