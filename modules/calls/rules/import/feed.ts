import { parseRssFeed } from 'feedsmith'
import { type ImportedCall, readItem } from './item.ts'

export interface ReadEntry {
  /** What tells this announcement from every other: its guid, else its link, else its title. */
  readonly source: string
  readonly title: string
  /** Named by a category of ours; null in feeds of others. */
  readonly program: string | null
  readonly series: string | null
  readonly call: ImportedCall
}
export interface ReadFeed {
  readonly title: string
  /** The oldest announcement first: numbers of a series follow it. */
  readonly entries: readonly ReadEntry[]
  /** Announcements beyond what is read of one file. */
  readonly leftOut: number
}

/** What is read of one file at most. */
const MOST_ITEMS = 500

/** Reads RSS 2.0; null when the text is none. */
export function readFeed(xml: string): ReadFeed | null {
  const feed = parsed(xml)
  if (!feed) return null
  const entries = (feed.items ?? []).slice(0, MOST_ITEMS).map((item): ReadEntry => {
    const title = item.title ?? ''
    const category = (folder: string) =>
      item.categories?.find((each) => each.domain?.includes(`/${folder}/`))?.name ?? null
    return {
      source: (item.guid?.value ?? item.link ?? title).trim(),
      title,
      program: category('programs'),
      series: category('series'),
      call: readItem({
        title,
        link: item.link ?? null,
        html: item.content?.encoded ?? item.description ?? '',
      }),
    }
  })
  return {
    title: feed.title ?? '',
    entries: entries.filter((entry) => entry.source !== '').toSorted(byStart),
    leftOut: Math.max(0, (feed.items ?? []).length - MOST_ITEMS),
  }
}

function parsed(xml: string) {
  try {
    return parseRssFeed(xml)
  } catch {
    return null
  }
}

function byStart(a: ReadEntry, b: ReadEntry): number {
  const [first, second] = [a.call.startsAt, b.call.startsAt]
  if (first && second) return Temporal.Instant.compare(first, second)
  return first ? -1 : second ? 1 : 0
}
