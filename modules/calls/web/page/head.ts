import type { PageContext } from '../../../../ui/index.ts'
import type { CallPageProps, Door } from '../../contract.ts'
import { FEEDS, type FeedKind } from '../../rules/feed-files.ts'
import { say } from '../say.ts'

const AVAILABILITY: Partial<Record<Door, string>> = {
  open: 'InStock',
  'nearly-full': 'LimitedAvailability',
  full: 'SoldOut',
}

/** A call as search engines read it: schema.org `Event`, online. */
export function eventJsonLd({ call, seats }: CallPageProps, page: PageContext): object {
  const url = `${page.publicUrl}/calls/${call.slug}`
  const availability = AVAILABILITY[call.door]
  return {
    '@type': 'Event',
    name: say(call.topic, page.locale),
    description: say(call.description, page.locale),
    url,
    inLanguage: call.languages,
    ...(call.startsAt ? { startDate: call.startsAt, endDate: call.endsAt } : {}),
    eventStatus: `https://schema.org/${call.door === 'cancelled' ? 'EventCancelled' : 'EventScheduled'}`,
    eventAttendanceMode: 'https://schema.org/OnlineEventAttendanceMode',
    location: { '@type': 'VirtualLocation', url },
    organizer: { '@type': 'Organization', name: page.brand.mission, url: page.publicUrl },
    superEvent: {
      '@type': 'EventSeries',
      name: say(call.series.name, page.locale),
      url: `${page.publicUrl}/series/${call.series.slug}`,
    },
    performer: call.panel.map((member) => ({
      '@type': 'Person',
      name: say(member.name, page.locale),
      jobTitle: say(member.title, page.locale) || undefined,
      ...(member.organization.en
        ? { worksFor: { '@type': 'Organization', name: say(member.organization, page.locale) } }
        : {}),
    })),
    ...(seats ? { maximumAttendeeCapacity: seats.capacity, remainingAttendeeCapacity: seats.left } : {}),
    ...(availability
      ? {
          offers: {
            '@type': 'Offer',
            price: 0,
            priceCurrency: 'USD',
            url: `${url}/register`,
            availability: `https://schema.org/${availability}`,
            ...(call.rsvpDeadline ? { validThrough: call.rsvpDeadline } : {}),
          },
        }
      : {}),
  }
}

const LONGEST_DESCRIPTION = 200

/** The first sentence or two, for messengers and search engines. */
export function shortDescription(text: string): string {
  const one = text.replace(/\s+/g, ' ').trim()
  if (one.length <= LONGEST_DESCRIPTION) return one
  return `${one.slice(0, one.lastIndexOf(' ', LONGEST_DESCRIPTION))} …`
}

/** The feeds of a program or series, for feed readers to find (`path`: `/series/pakistan`). */
export const feedLinks = (path: string, title: string) =>
  (Object.keys(FEEDS) as FeedKind[]).map((kind) => ({
    rel: 'alternate',
    type: FEEDS[kind].type,
    href: `${path}/${FEEDS[kind].file}`,
    title,
  }))
