/** A call as a calendar entry without any personal link. */
export interface CalendarEntry {
  readonly uid: string
  readonly stamp: Temporal.Instant
  readonly starts: Temporal.Instant
  readonly ends: Temporal.Instant
  readonly summary: string
  readonly url: string
  readonly version: number
  readonly cancelled: boolean
}

const utc = (at: Temporal.Instant): string =>
  at.toString({ smallestUnit: 'second' }).replaceAll('-', '').replaceAll(':', '')

/** RFC 5545, section 3.3.11: what means something in a value is escaped. */
const escaped = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n')

/** RFC 5545, section 3.1: lines of 75 octets at most, continued by a space. */
function folded(line: string): string {
  let out = ''
  let octets = 0
  for (const character of line) {
    const size = new TextEncoder().encode(character).length
    if (octets + size > 75) {
      out += '\r\n '
      octets = 1
    }
    out += character
    octets += size
  }
  return out
}

/** The file, as RFC 5545 says. Times are in UTC: every calendar shows them in its own zone. */
export const calendarOf = (entry: CalendarEntry): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Direct Line//calls//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${entry.uid}`,
    `DTSTAMP:${utc(entry.stamp)}`,
    `DTSTART:${utc(entry.starts)}`,
    `DTEND:${utc(entry.ends)}`,
    `SEQUENCE:${entry.version}`,
    `SUMMARY:${escaped(entry.summary)}`,
    `URL:${entry.url}`,
    `STATUS:${entry.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n')
