import type { CallRole } from '../../../kernel/actor.ts'
import {
  firmKey,
  type GuestName,
  type GuestWay,
  guestNameOf,
  type RecordEvent,
  type RecordEventData,
} from '../../room/contract.ts'
import type { EventRef } from '../contract.ts'

export type PartOnCall = 'stage' | 'attendee' | 'observer' | 'staff'

/** One person's presence: a person, however many sockets and however often they came and went. */
export interface Presence {
  readonly person: string
  readonly part: PartOnCall
  readonly roles: readonly CallRole[]
  readonly organization: string | null
  readonly panelMember: string | null
  readonly first: string
  readonly last: string
  /** Whole minutes in the room, rounded; of attendees while it was on air, since before they only waited. */
  readonly minutes: number
  readonly visits: number
  /** Whether they were there at any moment while the call was on air. */
  readonly onAir: boolean
  /** How many people: those before one screen, or entered together at the desk. */
  readonly count: number
  /** Set for who came without a link: how, and what the desk wrote down. */
  readonly guest: (GuestName & { readonly how: GuestWay }) | null
  readonly from: readonly EventRef[]
}

interface Stay {
  readonly from: string
  until: string | null
}

interface Visitor {
  arrival: RecordEventData<'person.entered'>
  readonly stays: Stay[]
  readonly from: EventRef[]
  count: number
  readonly guest: Presence['guest']
}

interface Course {
  readonly visitors: Map<string, Visitor>
  onAir: string | null
  offAir: string | null
  last: string
}

/** Who was in the room, in the order in which they came. `until` is the moment to which an open stay counts. */
export function attendanceOf(stream: string, record: readonly RecordEvent[]): Presence[] {
  const course: Course = { visitors: new Map(), onAir: null, offAir: null, last: record.at(-1)?.at ?? '' }
  for (const event of record) follow(course, stream, event)
  return [...course.visitors.entries()].map(([person, visitor]) => presenceOf(person, visitor, course))
}

/** People with the role attendee who were there while the call was on air: those a readout counts. */
export const attendeesOf = (presences: readonly Presence[]): Presence[] =>
  presences.filter((presence) => presence.part === 'attendee' && presence.onAir)

/** How many people these are. */
export const headcount = (presences: readonly Presence[]): number =>
  presences.reduce((sum, { count }) => sum + count, 0)

/** How many organizations they represent; `nameOf` tells a guest's firm from one that is here already. */
export function firmsOf(
  presences: readonly Presence[],
  nameOf: (presence: Presence) => string | null,
): number {
  const known = presences.filter(({ organization }) => organization !== null)
  const names = new Set(known.map((presence) => firmKey(nameOf(presence) ?? '')))
  const others = presences.flatMap(({ guest }) =>
    guest?.organizationName ? [firmKey(guest.organizationName)] : [],
  )
  return (
    new Set(known.map(({ organization }) => organization)).size +
    new Set(others.filter((firm) => !names.has(firm))).size
  )
}

/** As somebody who walked in would have entered: no link, no file. */
const guestArrival = (guest: string): RecordEventData<'person.entered'> => ({
  person: guest,
  kind: 'grant',
  roles: ['attendee'],
  organization: null,
  panelMember: null,
  acceptedRules: null,
})

function follow(course: Course, stream: string, event: RecordEvent): void {
  switch (event.type) {
    case 'room.on-air':
      course.onAir ??= event.at
      return
    case 'room.debrief':
      course.offAir ??= event.at
      endStays(course, event.at, (visitor) => ['attendee', 'observer'].includes(partOf(visitor.arrival)))
      return
    case 'room.ended':
      course.offAir ??= event.at
      endStays(course, event.at, () => true)
      return
    case 'person.entered': {
      const known = course.visitors.get(event.data.person)
      const visitor = known ?? { arrival: event.data, stays: [], from: [], count: 1, guest: null }
      visitor.arrival = event.data
      if (visitor.stays.at(-1)?.until !== null) visitor.stays.push({ from: event.at, until: null })
      visitor.from.push({ stream, seq: event.seq })
      course.visitors.set(event.data.person, visitor)
      return
    }
    case 'person.counted': {
      const visitor = course.visitors.get(event.data.person)
      if (!visitor) return
      visitor.count = event.data.count
      visitor.from.push({ stream, seq: event.seq })
      return
    }
    case 'guest.came': {
      const { guest, how, count } = event.data
      course.visitors.set(guest, {
        arrival: guestArrival(guest),
        stays: [{ from: event.at, until: null }],
        from: [{ stream, seq: event.seq }],
        count,
        guest: { how, ...guestNameOf(event.text) },
      })
      return
    }
    case 'guest.withdrawn':
      course.visitors.delete(event.data.guest)
      return
    case 'person.left':
    case 'person.removed':
    case 'person.refused': {
      const stay = course.visitors.get(event.data.person)?.stays.at(-1)
      const until = event.type === 'person.left' ? event.data.lastSeen : event.at
      if (stay && stay.until === null) stay.until = later(until, stay.from)
      return
    }
  }
}

function endStays(course: Course, at: string, leaves: (visitor: Visitor) => boolean): void {
  for (const visitor of course.visitors.values()) {
    const stay = visitor.stays.at(-1)
    if (stay && stay.until === null && leaves(visitor)) stay.until = at
  }
}

function partOf(arrival: RecordEventData<'person.entered'>): PartOnCall {
  if (arrival.kind === 'staff') return 'staff'
  const { roles } = arrival
  if (roles.some((role) => role !== 'attendee' && role !== 'observer')) return 'stage'
  return roles.includes('attendee') ? 'attendee' : 'observer'
}

function presenceOf(person: string, visitor: Visitor, course: Course): Presence {
  const { arrival, stays } = visitor
  const part = partOf(arrival)
  const onAirFrom = course.onAir
  const onAirUntil = course.offAir ?? course.last
  const ended = stays.map((stay) => ({ from: stay.from, until: stay.until ?? course.last }))
  const onAirStays = onAirFrom
    ? ended.flatMap((stay) => overlap(stay, { from: onAirFrom, until: onAirUntil }))
    : []
  const counted = part === 'attendee' || part === 'observer' ? onAirStays : ended
  return {
    person,
    part,
    roles: arrival.roles,
    organization: arrival.organization,
    panelMember: arrival.panelMember,
    first: ended[0]?.from ?? course.last,
    last: ended.at(-1)?.until ?? course.last,
    minutes: Math.round(counted.reduce((sum, stay) => sum + minutesOf(stay), 0)),
    visits: stays.length,
    onAir: onAirStays.length > 0,
    count: visitor.count,
    guest: visitor.guest,
    from: visitor.from,
  }
}

interface Span {
  readonly from: string
  readonly until: string
}

/** The common part of two spans. One that only touches counts as no presence. */
function overlap(a: Span, b: Span): Span[] {
  const from = later(a.from, b.from)
  const until = later(a.until, b.until) === a.until ? b.until : a.until
  return Temporal.Instant.compare(from, until) < 0 ? [{ from, until }] : []
}

const later = (a: string, b: string): string => (Temporal.Instant.compare(a, b) >= 0 ? a : b)

const minutesOf = ({ from, until }: Span): number =>
  Temporal.Instant.from(from).until(Temporal.Instant.from(until)).total('minutes')
