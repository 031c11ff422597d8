/** The kinds of feed and the file each has under the page of a program or series. */
export const FEEDS = {
  rss: { file: 'feed.xml', type: 'application/rss+xml' },
  json: { file: 'feed.json', type: 'application/feed+json' },
  calendar: { file: 'calendar.ics', type: 'text/calendar' },
} as const
export type FeedKind = keyof typeof FEEDS
