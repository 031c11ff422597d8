import { anonymous } from '../../../kernel/actor.ts'
import { dateOf, timeSpan, zoneName } from '../../../kernel/format.ts'
import type { Locale } from '../../../kernel/locale.ts'
import type { MailRequest } from '../../../kernel/mail.ts'
import type { Localized } from '../../../kernel/schemas.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { accessCommands, type Installation } from '../../access/contract.ts'
import { type CallFacts, callsCommands } from '../../calls/contract.ts'
import { type CalendarEntry, calendarFile, senderOf } from '../../calls/views/calendar-file.ts'
import { mailboxOf } from '../../people/views.ts'
import { registrationById } from './desk.ts'

type Found = NonNullable<Awaited<ReturnType<typeof registrationById>>>

/** What every mail about a registration is written from. */
export interface About extends Found {
  readonly call: CallFacts
  readonly installation: Installation
  /** The personal link; null once it was revoked. */
  readonly url: string | null
}

export const inLanguage = (text: Localized, locale: Locale): string =>
  locale === 'ur' ? (text.ur ?? text.en) : text.en

/** Null when the registration is no longer there. */
export async function aboutOf(tx: Tx, registration: string | undefined): Promise<About | null> {
  const found = registration ? await registrationById(tx, registration) : null
  if (!found) return null
  const { call, person } = found.registration
  const access = tx.use(accessCommands)
  return {
    ...found,
    call: await tx.use(callsCommands).get(tx, anonymous, { call }),
    installation: await access.installation(tx, anonymous, {}),
    url: (await access.link(tx, anonymous, { call, person }))?.url ?? null,
  }
}

type Span = Pick<CallFacts, 'startsAt' | 'endsAt'>

/** "Thursday, April 23, 2026, 8:00 – 9:15 AM (EDT)" */
function when({ startsAt, endsAt }: Span, zone: string, locale: Locale): string | null {
  if (!startsAt || !endsAt) return null
  const comma = locale === 'ur' ? '، ' : ', '
  return `${dateOf(startsAt, zone, locale)}${comma}${timeSpan(startsAt, endsAt, zone, locale)} (${zoneName(startsAt, zone)})`
}

/** The zone of somebody who never told hers: that of her firm's country, if it has but one. */
function zoneOfCountry(country: string | null): string | null {
  const zones = country ? new Intl.Locale('und', { region: country }).getTimeZones() : undefined
  return zones?.length === 1 ? (zones[0] ?? null) : null
}

/**
 * The time in each place that matters, each named: at home, at the host, and the reader's own if that is a third.
 * @param span another time than that of the call
 */
export function placesOf(
  { call, installation, organization }: Pick<About, 'call' | 'installation' | 'organization'>,
  request: Pick<MailRequest, 't' | 'locale' | 'recipient'>,
  span: Span = call,
): [place: string, when: string][] {
  const { t, locale, recipient } = request
  const own = recipient.zone ?? zoneOfCountry(organization.country)
  const all: [string, string][] = [
    [(locale === 'ur' ? installation.homePlaceUr : null) ?? installation.homePlace, installation.homeZone],
    [inLanguage(call.hostPlace, locale) || call.zone, call.zone],
    ...(own ? [[t('registration:mail.your_time'), own] satisfies [string, string]] : []),
  ]
  const seen = new Set<string>()
  return all.flatMap(([place, zone]) => {
    const text = when(span, zone, locale)
    if (seen.has(zone) || text === null) return []
    seen.add(zone)
    return [[place, text] satisfies [string, string]]
  })
}

/** Topic and times, as the facts of a mail. */
export const factsOf = (about: About, request: MailRequest): [string, string][] => [
  [request.t('registration:mail.topic'), inLanguage(about.call.topic, request.locale)],
  ...placesOf(about, request),
]

/** The calendar file of a seat; null while the call has no date or the link was revoked. */
export async function invitationOf(
  tx: Tx,
  about: About,
  request: Pick<MailRequest, 't' | 'locale' | 'recipient' | 'from'>,
  method: CalendarEntry['method'],
): Promise<string | null> {
  const { call, registration, url, installation } = about
  if (!call.startsAt || !call.endsAt || !url) return null
  const attendee = await mailboxOf(tx, registration.person)
  const { t, locale } = request
  return calendarFile({
    method,
    uid: `registration-${registration.id}@${new URL(tx.publicUrl).hostname}`,
    // Goes up with every change of the registration and of the call.
    sequence: registration.generation + call.version,
    stamp: tx.now,
    startsAt: call.startsAt,
    endsAt: call.endsAt,
    summary: inLanguage(call.topic, locale),
    description: [
      ...placesOf(about, request).map(([place, text]) => `${place}: ${text}`),
      '',
      t('registration:mail.your_link', { url }),
      t('registration:mail.link_is_yours'),
    ].join('\n'),
    url,
    organizer: { ...senderOf(request.from), name: installation.missionName },
    attendee: attendee ? { name: attendee.name, email: attendee.email, status: 'ACCEPTED' } : null,
  })
}
