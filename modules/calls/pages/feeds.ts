import { anyone } from '../../../kernel/access.ts'
import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import { mailDesk } from '../../../kernel/mail.ts'
import type { Page, PageRequest, PageResult } from '../../../kernel/module.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { accessCommands } from '../../access/contract.ts'
import type { CallFacts } from '../contract.ts'
import { callsIn } from '../reads/calls.ts'
import { programBy, seriesBy } from '../reads/programs.ts'
import { inLanguage, type Pen } from '../rules/announcement.ts'
import { FEEDS, type FeedKind } from '../rules/feed-files.ts'
import { type Channel, calendarFeedOf, jsonFeedOf, rssOf } from '../rules/feeds.ts'

/** How many calls a feed holds, the newest announcement first. */
const LONGEST = 100

type Of = 'program' | 'series'

async function channelOf(tx: Tx, of: Of, request: PageRequest): Promise<Channel> {
  const slug = request.params['slug'] ?? ''
  const found = of === 'program' ? await programBy(tx, { slug }) : await seriesBy(tx, { slug })
  if (!found) throw new AppError('not_found', `calls.unknown_${of}`)
  const said = 'purpose' in found ? found.purpose : found.description
  return {
    title: inLanguage(found.name, request.locale),
    description: inLanguage(said, request.locale),
    path: of === 'program' ? `/programs/${slug}` : `/series/${slug}`,
    calls: newestFirst(await callsIn(tx, of === 'program' ? { programs: [found.id] } : { series: found.id })),
  }
}

/** Everything that was announced, a call that was cancelled since included: whoever has read of it reads that, too. */
const newestFirst = (calls: readonly CallFacts[]): readonly CallFacts[] =>
  calls
    .flatMap((call) => (call.publishedAt && call.state !== 'draft' ? [{ call, at: call.publishedAt }] : []))
    .toSorted((a, b) => Temporal.Instant.compare(b.at, a.at))
    .slice(0, LONGEST)
    .map(({ call }) => call)

async function penOf(tx: Tx, actor: Actor, { locale }: PageRequest): Promise<Pen> {
  const { homeZone, homePlace, homePlaceUr } = await tx.use(accessCommands).installation(tx, actor, {})
  return {
    home: { zone: homeZone, place: (locale === 'ur' ? homePlaceUr : null) ?? homePlace },
    locale,
    publicUrl: tx.publicUrl,
    t: await tx.use(mailDesk).words(tx, actor, { locale }),
  }
}

const feed = (of: Of, kind: FeedKind): Page => ({
  method: 'GET',
  path: `/${of === 'program' ? 'programs' : 'series'}/:slug/${FEEDS[kind].file}`,
  access: anyone,
  async handle(tx, actor, request): Promise<PageResult> {
    const channel = await channelOf(tx, of, request)
    const pen = await penOf(tx, actor, request)
    const write = { rss: rssOf, json: jsonFeedOf, calendar: calendarFeedOf }[kind]
    return { body: write(channel, pen, tx.now), contentType: `${FEEDS[kind].type}; charset=utf-8` }
  },
})

export const feedPages = {
  programRss: feed('program', 'rss'),
  programJson: feed('program', 'json'),
  programCalendar: feed('program', 'calendar'),
  seriesRss: feed('series', 'rss'),
  seriesJson: feed('series', 'json'),
  seriesCalendar: feed('series', 'calendar'),
} satisfies Readonly<Record<string, Page>>
