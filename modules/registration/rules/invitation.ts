import ical, { ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'

export interface Invitation {
  readonly method: 'REQUEST' | 'CANCEL' | 'PUBLISH'
  /** The same for all versions of one invitation. */
  readonly uid: string
  /** Goes up with every version. */
  readonly sequence: number
  readonly stamp: Temporal.Instant
  readonly startsAt: Temporal.Instant
  readonly endsAt: Temporal.Instant
  readonly summary: string
  /** Names both zones and carries the link. */
  readonly description: string
  /** The personal link. */
  readonly url: string
  readonly organizer: { readonly name: string; readonly email: string }
  readonly attendee: { readonly name: string; readonly email: string } | null
}

/** An iCalendar file (RFC 5545, RFC 5546). Times are UTC: every calendar shows them in its own zone, summer time included. */
export function calendarFile(invitation: Invitation): string {
  const calendar = ical({
    prodId: { company: 'Direct Line', product: 'Direct Line', language: 'EN' },
    method: ICalCalendarMethod[invitation.method],
  })
  calendar.createEvent({
    id: invitation.uid,
    sequence: invitation.sequence,
    stamp: invitation.stamp,
    start: invitation.startsAt,
    end: invitation.endsAt,
    summary: invitation.summary,
    description: invitation.description,
    location: invitation.url,
    url: invitation.url,
    organizer: invitation.organizer,
    status: invitation.method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    attendees: invitation.attendee
      ? [{ ...invitation.attendee, rsvp: false, status: ICalAttendeeStatus.ACCEPTED }]
      : [],
  })
  return calendar.toString()
}

/** Name and address of `Direct Line <direct-line@mission.example>`. */
export function senderOf(from: string): { name: string; email: string } {
  const found = /^\s*"?(.*?)"?\s*<([^<>]+)>\s*$/.exec(from)
  return found?.[1] !== undefined && found[2]
    ? { name: found[1] || found[2], email: found[2] }
    : { name: from.trim(), email: from.trim() }
}
