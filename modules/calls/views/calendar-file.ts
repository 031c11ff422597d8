import ical, { ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { MailAttachment } from '../../../kernel/mail.ts'

export interface CalendarEntry {
  /** `REQUEST` and `CANCEL` travel by mail; `PUBLISH` is what one downloads. */
  readonly method: 'REQUEST' | 'CANCEL' | 'PUBLISH'
  /** The same for all versions of one entry. */
  readonly uid: string
  /** Goes up with every version. */
  readonly sequence: number
  readonly stamp: Temporal.Instant
  readonly startsAt: Temporal.Instant
  readonly endsAt: Temporal.Instant
  readonly summary: string
  readonly description?: string
  /** Where one takes part: the personal link, or the public page. */
  readonly url: string
  readonly organizer: { readonly name: string; readonly email: string }
  readonly attendee: {
    readonly name: string
    readonly email: string
    readonly status: 'ACCEPTED' | 'NEEDS-ACTION'
  } | null
}

/** An iCalendar file (RFC 5545, RFC 5546). Times are UTC: every calendar shows them in its own zone, summer time included. */
export function calendarFile(entry: CalendarEntry): string {
  const calendar = ical({
    prodId: { company: 'Direct Line', product: 'Direct Line', language: 'EN' },
    method: ICalCalendarMethod[entry.method],
  })
  const { attendee } = entry
  calendar.createEvent({
    id: entry.uid,
    sequence: entry.sequence,
    stamp: entry.stamp,
    start: entry.startsAt,
    end: entry.endsAt,
    summary: entry.summary,
    ...(entry.description ? { description: entry.description } : {}),
    location: entry.url,
    url: entry.url,
    organizer: entry.organizer,
    status: entry.method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    // What is published is for whoever reads it: it names nobody who is asked (RFC 5546, 3.2.1).
    attendees:
      attendee && entry.method !== 'PUBLISH'
        ? [
            {
              name: attendee.name,
              email: attendee.email,
              rsvp: false,
              status:
                attendee.status === 'ACCEPTED' ? ICalAttendeeStatus.ACCEPTED : ICalAttendeeStatus.NEEDSACTION,
            },
          ]
        : [],
  })
  return calendar.toString()
}

/** The file as a part of a mail that mail programs act on. */
export const calendarAttachment = (content: string, method: 'REQUEST' | 'CANCEL'): MailAttachment => ({
  filename: 'direct-line.ics',
  contentType: `text/calendar; charset=utf-8; method=${method}`,
  content,
  icalMethod: method,
})

/** Name and address of `Direct Line <direct-line@mission.example>`. */
export function senderOf(from: string): { name: string; email: string } {
  const found = /^\s*"?(.*?)"?\s*<([^<>]+)>\s*$/.exec(from)
  return found?.[1] !== undefined && found[2]
    ? { name: found[1] || found[2], email: found[2] }
    : { name: from.trim(), email: from.trim() }
}
