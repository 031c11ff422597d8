import { dateOf, sameDay, timeSpan, zoneName } from '../../../kernel/format.ts'
import type { Locale } from '../../../kernel/locale.ts'
import type { Localized } from '../../../kernel/schemas.ts'
import type { CallFacts, Home, PanelMemberFacts } from '../contract.ts'

/** What an announcement is written with. */
export interface Pen {
  readonly home: Home
  readonly locale: Locale
  /** Origin of every link. */
  readonly publicUrl: string
  /** Says `calls:key` in the reader's language. */
  readonly t: (key: string) => string
}

export const inLanguage = (text: Localized, locale: Locale): string =>
  locale === 'ur' ? text.ur || text.en : text.en

export const urlOf = (call: Pick<CallFacts, 'slug'>, { publicUrl }: Pick<Pen, 'publicUrl'>): string =>
  `${publicUrl}/calls/${call.slug}`

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (c) => ESCAPES[c] ?? c)

/**
 * A call as HTML for feeds, in the field order of the program's announcements since 2014: topic, host, date and time in both zones,
 * description, panel, RSVP deadline, link. Times are `<time>` with their zone and people are h-cards (microformats2),
 * so that whoever imports the feed has the same instants and names again.
 */
export function announcementHtml(call: CallFacts, pen: Pen): string {
  const { t, locale } = pen
  const label = (key: string) => `<strong>${escaped(t(`calls:feed.${key}`))}:</strong>`
  const [first = '', ...more] = inLanguage(call.description, locale).split(/\n{2,}/)
  const panel = call.panel.filter(
    (member) => member.id !== call.host?.id && member.state !== 'declined' && member.state !== 'replaced',
  )
  const when = whenHtml(call, pen)
  const parts = [
    `<p>${label('topic')} ${escaped(inLanguage(call.topic, locale))}</p>`,
    call.host && `<p>${label('host')} ${personHtml('span', call.host, locale)}</p>`,
    when && `<p>${label('when')} ${when}</p>`,
    first && `<p>${label('description')} ${escaped(first)}</p>`,
    ...more.map((paragraph) => `<p>${escaped(paragraph)}</p>`),
    panel.length > 0 &&
      `<p>${label('panel')}</p><ul>${panel.map((member) => personHtml('li', member, locale)).join('')}</ul>`,
    call.rsvpDeadline && `<p>${label('deadline')} ${deadlineHtml(call.rsvpDeadline, pen)}</p>`,
    `<p><a href="${escaped(urlOf(call, pen))}">${escaped(t('calls:feed.link'))}</a></p>`,
  ]
  return parts.filter(Boolean).join('\n')
}

function personHtml(tag: 'li' | 'span', person: PanelMemberFacts, locale: Locale): string {
  const part = (name: string, text: Localized) =>
    inLanguage(text, locale) && `<span class="${name}">${escaped(inLanguage(text, locale))}</span>`
  const parts = [
    part('p-name', person.name),
    part('p-job-title', person.title),
    part('p-org', person.organization),
  ]
  const comma = locale === 'ur' ? '، ' : ', '
  return `<${tag} class="h-card" data-role="${person.role}">${parts.filter(Boolean).join(comma)}</${tag}>`
}

/** "Thursday, April 23, 2026; 8:00 – 9:15 AM EDT, Washington (5:00 – 6:15 PM PKT, Islamabad)" */
function whenHtml(call: CallFacts, { home, locale }: Pen): string | null {
  const { startsAt, endsAt, zone } = call
  if (!startsAt || !endsAt) return null
  const separator = locale === 'ur' ? '؛ ' : '; '
  const one = (inZone: string, place: string, withDay: boolean) => {
    const text = `${timeSpan(startsAt, endsAt, inZone, locale)} ${zoneName(startsAt, inZone)}`
    const day = withDay ? `${dateOf(startsAt, inZone, locale)}${separator}` : ''
    return `<time class="dt-start" ${stamp(startsAt, inZone)} data-minutes="${call.minutes}">${escaped(day + text)}</time>, <span class="p-locality">${escaped(place)}</span>`
  }
  const host = inLanguage(call.hostPlace, locale) || placeOfZone(zone)
  if (home.zone === zone) return one(zone, host, true)
  const inBrackets = one(zone, host, !sameDay(startsAt, home.zone, zone))
  return `${one(home.zone, home.place, true)} (${inBrackets})`
}

function deadlineHtml(at: Temporal.Instant, { home, locale }: Pen): string {
  const clock = timeSpan(at, at, home.zone, locale)
  const text = `${dateOf(at, home.zone, locale)}; ${clock} ${zoneName(at, home.zone)}`
  return `<time ${stamp(at, home.zone)}>${escaped(text)}</time>, ${escaped(home.place)}`
}

/** HTML has no place for the name of a zone in `datetime`: it stands beside it. */
const stamp = (at: Temporal.Instant, zone: string): string =>
  `datetime="${at.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', smallestUnit: 'minute' })}" data-zone="${escaped(zone)}"`

/** `America/New_York` is New York. */
const placeOfZone = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
