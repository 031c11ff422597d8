import { type CallFacts, type Check, type ChecklistItem, isNamed } from '../contract.ts'

/** What may be looked at for the checklist; a subset of `CallFacts`, so that the browser can ask too. */
export type CheckedCall = Pick<
  CallFacts,
  | 'topic'
  | 'description'
  | 'openTo'
  | 'hostPlace'
  | 'startsAt'
  | 'zone'
  | 'endsAt'
  | 'rsvpDeadline'
  | 'capacity'
  | 'sectors'
  | 'countries'
  | 'languages'
> & {
  readonly panel: readonly { readonly role: string; readonly name: { readonly en: string } }[]
  readonly agenda: readonly { readonly minutes: number; readonly title: { readonly en: string } }[]
}

const before = (a: Temporal.Instant, b: Temporal.Instant): boolean => Temporal.Instant.compare(a, b) < 0

/** Each check: required before publishing or advised, and when it is done. In the order of the announcement. */
const TABLE: Readonly<
  Record<Check, { required: boolean; done: (call: CheckedCall, now: Temporal.Instant) => boolean }>
> = {
  topic: { required: true, done: (c) => c.topic.en !== '' },
  host: { required: true, done: (c) => c.panel.some((m) => m.role === 'host') },
  'starts-at': { required: true, done: (c) => c.startsAt !== null },
  'starts-in-future': { required: true, done: (c, now) => c.startsAt === null || before(now, c.startsAt) },
  'working-time': { required: false, done: isWorkingTime },
  duration: { required: true, done: (c) => c.startsAt === null || c.endsAt !== null },
  'host-place': { required: true, done: (c) => c.hostPlace.en !== '' },
  description: { required: true, done: (c) => c.description.en !== '' },
  panel: { required: true, done: (c) => c.panel.some((m) => m.role === 'panelist') },
  agenda: { required: false, done: (c) => c.agenda.length > 0 },
  'agenda-named': { required: true, done: (c) => c.agenda.every(isNamed) },
  'agenda-fits': { required: false, done: agendaFits },
  'rsvp-deadline': { required: true, done: (c) => c.rsvpDeadline !== null },
  'rsvp-before-start': {
    required: true,
    done: (c) => c.rsvpDeadline === null || c.startsAt === null || !before(c.startsAt, c.rsvpDeadline),
  },
  'rsvp-in-future': {
    required: true,
    done: (c, now) => c.rsvpDeadline === null || before(now, c.rsvpDeadline),
  },
  capacity: { required: true, done: (c) => c.capacity !== null },
  sectors: { required: true, done: (c) => c.sectors.length > 0 },
  countries: { required: true, done: (c) => c.countries.length > 0 },
  languages: { required: true, done: (c) => c.languages.length > 0 },
  'open-to': { required: false, done: (c) => c.openTo.en !== '' },
  'second-language': { required: false, done: (c) => Boolean(c.topic.ur && c.description.ur) },
}

/** Friday prayers, and the way there and back, on the clocks of Pakistan. */
const FRIDAY_PRAYERS = { from: '13:00', to: '14:30' } as const

/** Whether nobody at the host's would have to work on a weekend or through Friday prayers. Holidays are not known here. */
function isWorkingTime({ startsAt, endsAt, zone }: CheckedCall): boolean {
  if (startsAt === null) return true
  const begins = startsAt.toZonedDateTimeISO(zone)
  if (begins.dayOfWeek > 5) return false
  if (begins.dayOfWeek < 5 || zone !== 'Asia/Karachi') return true
  const from = begins.withPlainTime(FRIDAY_PRAYERS.from).toInstant()
  const to = begins.withPlainTime(FRIDAY_PRAYERS.to).toInstant()
  return !(before(startsAt, to) && before(from, endsAt ?? startsAt))
}

function agendaFits(call: CheckedCall): boolean {
  const sum = call.agenda.reduce((minutes, item) => minutes + item.minutes, 0)
  if (call.startsAt === null || call.endsAt === null) return true
  return sum <= call.endsAt.since(call.startsAt).total('minutes')
}

/** What is there and what is missing before the call can be published. */
export const checklist = (call: CheckedCall, now: Temporal.Instant): ChecklistItem[] =>
  Object.entries(TABLE).map(([check, { required, done }]) => ({
    check: check as Check,
    required,
    done: done(call, now),
  }))

/** The required checks that are not done. */
export const missing = (call: CheckedCall, now: Temporal.Instant): readonly Check[] =>
  checklist(call, now)
    .filter((item) => item.required && !item.done)
    .map((item) => item.check)
