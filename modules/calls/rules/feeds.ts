import { generateJsonFeed, generateRssFeed } from 'feedsmith'
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { CallFacts } from '../contract.ts'
import { announcementHtml, inLanguage, type Pen, urlOf } from './announcement.ts'
import { FEEDS } from './feed-files.ts'

/** A program or a series as a feed: what it is called, where it stands, and its announced calls, the newest first. */
export interface Channel {
  readonly title: string
  readonly description: string
  /** Path of the page: `/series/pakistan`. */
  readonly path: string
  readonly calls: readonly CallFacts[]
}

/** The same for as long as the call exists, whatever its address becomes. */
const guidOf = (call: string): string => `urn:uuid:${call}`

function titleOf(call: CallFacts, pen: Pen): string {
  const topic = inLanguage(call.topic, pen.locale)
  return call.state === 'cancelled' ? `${pen.t('calls:doors.cancelled')}: ${topic}` : topic
}

/** RSS 2.0, as the RSS Advisory Board's specification 2.0.11 says. */
export function rssOf(channel: Channel, pen: Pen): string {
  return generateRssFeed({
    title: channel.title,
    link: pen.publicUrl + channel.path,
    description: channel.description || channel.title,
    language: pen.locale,
    atom: {
      links: [
        {
          href: `${pen.publicUrl}${channel.path}/${FEEDS.rss.file}`,
          rel: 'self',
          type: FEEDS.rss.type,
        },
      ],
    },
    items: channel.calls.map((call) => ({
      title: titleOf(call, pen),
      link: urlOf(call, pen),
      guid: { value: guidOf(call.id), isPermaLink: false },
      categories: [
        {
          name: inLanguage(call.program.name, pen.locale),
          domain: `${pen.publicUrl}/programs/${call.program.slug}`,
        },
        {
          name: inLanguage(call.series.name, pen.locale),
          domain: `${pen.publicUrl}/series/${call.series.slug}`,
        },
      ],
      description: announcementHtml(call, pen),
      ...(call.publishedAt ? { pubDate: call.publishedAt.toString() } : {}),
    })),
  })
}

/** JSON Feed 1.1 (jsonfeed.org/version/1.1). */
export function jsonFeedOf(channel: Channel, pen: Pen): string {
  const feed = generateJsonFeed({
    title: channel.title,
    home_page_url: pen.publicUrl + channel.path,
    feed_url: `${pen.publicUrl}${channel.path}/${FEEDS.json.file}`,
    description: channel.description || channel.title,
    language: pen.locale,
    items: channel.calls.map((call) => ({
      id: guidOf(call.id),
      url: urlOf(call, pen),
      title: titleOf(call, pen),
      content_html: announcementHtml(call, pen),
      tags: [inLanguage(call.series.name, pen.locale)],
      ...(call.publishedAt ? { date_published: call.publishedAt.toString() } : {}),
    })),
  })
  return JSON.stringify(feed, null, 2)
}

/** iCalendar (RFC 5545): every dated call, in UTC; a cancelled one stays and says so, so that calendars strike it out. */
export function calendarFeedOf(channel: Channel, pen: Pen, stamp: Temporal.Instant): string {
  const calendar = ical({
    prodId: { company: 'Direct Line', product: 'calls', language: 'EN' },
    name: channel.title,
    ...(channel.description ? { description: channel.description } : {}),
    method: ICalCalendarMethod.PUBLISH,
  })
  for (const call of channel.calls) {
    if (!call.startsAt || !call.endsAt) continue
    calendar.createEvent({
      id: `${call.id}@${new URL(pen.publicUrl).hostname}`,
      sequence: call.version,
      stamp,
      start: call.startsAt,
      end: call.endsAt,
      summary: inLanguage(call.topic, pen.locale),
      description: inLanguage(call.description, pen.locale),
      url: urlOf(call, pen),
      status: call.state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    })
  }
  return calendar.toString()
}
