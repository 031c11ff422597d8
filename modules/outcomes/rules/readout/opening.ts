import { list } from '../../../../kernel/format.ts'
import type { Localized } from '../../../../kernel/schemas.ts'
import type { Paragraph, Sentence } from '../../contract.ts'
import { attendanceOf, attendeesOf, firmsOf, headcount } from '../attendance.ts'
import { type Desk, fromRecord, paragraphOf } from './draft.ts'
import { capital, clause, headlineCase, inLocale, missionIn, withArticle } from './language.ts'
import { byHost, ownersOf } from './sayable.ts'
import type { Fact, Seat } from './source.ts'

/** "American ICT Firms Engage Pakistani Officials on …", or, without the mission's words for it, the topic. */
export function headline({ locale, say, source }: Desk): Sentence {
  const { audienceShort, officialsShort, subjectShort } = source.wording
  if (!audienceShort || !officialsShort || !subjectShort) {
    return fromRecord({
      key: 'headline',
      asserts: 'headline',
      text: inLocale(source.title.value, locale),
      sources: source.title.from,
    })
  }
  const text = say('headline', {
    audience: inLocale(audienceShort.value, locale),
    officials: inLocale(officialsShort.value, locale),
    subject: inLocale(subjectShort.value, locale),
  })
  return fromRecord({
    key: 'headline',
    asserts: 'headline',
    text: locale === 'en' ? headlineCase(text) : text,
    sources: [...audienceShort.from, ...officialsShort.from, ...subjectShort.from],
  })
}

/** Who hosted, and how many representatives of what: people, not sockets. */
export function opening(desk: Desk): Paragraph | null {
  const { locale, say, source, host } = desk
  const presences = attendanceOf(source.stream, source.record)
  const came = attendeesOf(presences)
  const people = headcount(came)
  const organizations = firmsOf(came, ({ person }) => source.people.get(person)?.organization ?? null)
  const { audience, officials, subject } = source.wording
  const who = representatives(desk, people, organizations)
  const about = subject
    ? say('subject', { subject: inLocale(subject.value, locale) })
    : say('subject_title', { title: inLocale(source.title.value, locale) })
  const context = came.length === 0 ? 'nobody' : undefined
  const text = say('opening', {
    context,
    host: host ? fullName(desk, host) : capital(missionIn(source.mission.value, locale)),
    who,
    officials: officials ? inLocale(officials.value, locale) : say('the_panel'),
    about,
  })
  return paragraphOf('opening', [
    fromRecord({
      key: 'opening',
      asserts: 'host and number',
      text,
      sources: [
        // Once for each person, however often they came back; where several are counted, all that says so.
        ...came.flatMap((presence) => (presence.count > 1 ? presence.from : presence.from.slice(0, 1))),
        ...onAirRefs(desk),
        ...(host ?? source.mission).from,
        ...from(came.length > 0 ? audience : null),
        ...from(officials),
        ...(subject ? subject.from : source.title.from),
      ],
      people: [host?.person ?? null],
    }),
  ])
}

/** "25 representatives from U.S. … firms", or "of 19 organizations", or just how many. */
function representatives({ locale, say, source }: Desk, count: number, organizations: number): string {
  const { audience } = source.wording
  if (audience) return say('people_of_audience', { count, audience: inLocale(audience.value, locale) })
  if (organizations === 0) return say('people', { count })
  return say('people_of_organizations', {
    count,
    organizations: say('organizations', { count: organizations }),
  })
}

const from = (fact: Fact<Localized> | null) => fact?.from ?? []

/** The moments between which people are counted. */
function onAirRefs({ source }: Desk) {
  return source.record
    .filter((event) => event.type === 'room.on-air' || event.type === 'room.debrief')
    .map((event) => ({ stream: source.stream, seq: event.seq }))
}

/** The officials with their titles, and what they discussed. */
export function panel(desk: Desk): Paragraph | null {
  const { locale, say, host, officials, points } = desk
  const topics = points.filter(
    (point) =>
      point.kind === 'topic' &&
      point.text !== null &&
      (point.aspect === null || (point.aspect === 'remark' && !byHost(point, host))),
  )
  const discussed =
    topics.length > 0
      ? list(
          topics.map((topic) => clause(topic.text ?? '')),
          locale,
        )
      : null
  const topicRefs = topics.flatMap((topic) => topic.from)
  if (officials.length === 0) {
    if (!discussed) return null
    const text = say('discussed', { topics: discussed })
    return paragraphOf('panel', [
      fromRecord({
        key: 'panel',
        asserts: 'discussed',
        text,
        sources: topicRefs,
        people: ownersOf(desk.source, topics),
      }),
    ])
  }
  const text = say(discussed ? 'joined_to_discuss' : 'joined', {
    context: host ? undefined : 'no_host',
    officials: list(
      officials.map((seat) => titledName(desk, seat)),
      locale,
    ),
    host: host ? shortName(desk, host) : '',
    topics: discussed,
  })
  return paragraphOf('panel', [
    fromRecord({
      key: 'panel',
      asserts: 'officials',
      text,
      sources: [
        ...officials.flatMap((seat) => [...seat.from, ...entriesOf(desk, seat)]),
        ...(host?.from ?? []),
        ...topicRefs,
      ],
      people: [
        ...[...officials, ...(host ? [host] : [])].map((seat) => seat.person),
        ...ownersOf(desk.source, topics),
      ],
    }),
  ])
}

/** When somebody of the panel came in. */
function entriesOf({ source }: Desk, seat: Seat) {
  return source.record
    .filter((event) => event.type === 'person.entered' && event.data.panelMember === seat.id)
    .map((event) => ({ stream: source.stream, seq: event.seq }))
}

/** "U.S. Chargé d’Affaires (CDA) Natalie A. Baker" */
function fullName({ locale, say }: Desk, seat: Seat): string {
  const name = inLocale(seat.name, locale)
  return seat.title ? say('title_and_name', { title: inLocale(seat.title, locale), name }) : name
}

/** "Chairman of the Special Technology Zones Authority Azfar Manzoor" */
function titledName({ locale, say }: Desk, seat: Seat): string {
  const name = inLocale(seat.name, locale)
  const title = seat.title ? inLocale(seat.title, locale) : null
  const organization = seat.organization ? inLocale(seat.organization, locale) : null
  const office = organization && locale === 'en' ? withArticle(organization) : organization
  if (title && office)
    return say('official', { title, organization: office, name, context: seat.pronoun ?? undefined })
  if (title) return say('title_and_name', { title, name })
  return office ? say('person_of', { name, organization: office }) : name
}

/** "CDA Baker" */
export const shortName = ({ locale }: Desk, seat: Seat): string =>
  inLocale(seat.shortName ?? seat.name, locale)
