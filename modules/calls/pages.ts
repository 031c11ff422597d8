import { anyone, STAFF } from '../../kernel/access.ts'
import { type Actor, holdsRole } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Locale } from '../../kernel/locale.ts'
import { mailDesk } from '../../kernel/mail.ts'
import type { Page, PageRequest, PageResult } from '../../kernel/module.ts'
import { zone } from '../../kernel/schemas.ts'
import type { Tx } from '../../kernel/tx.ts'
import { accessCommands, type Installation } from '../access/contract.ts'
import { hasPublishedReadout } from '../outcomes/views.ts'
import type {
  CallFacts,
  CallPageProps,
  Home,
  HomePageProps,
  ListedCall,
  ListedPage,
  PanelMemberFacts,
  ProgramPageProps,
  SeriesPageProps,
  ShownPerson,
  WordsPageProps,
} from './contract.ts'
import { feedPages } from './pages/feeds.ts'
import { stageCalendarPages } from './pages/stage-calendar.ts'
import { subscriptionPages } from './pages/subscriptions.ts'
import { callsIn, pastCalls, upcomingCalls } from './reads/calls.ts'
import { listPrograms, listSeries, programBy, seriesBy } from './reads/programs.ts'
import { type Seats, seatsOf } from './reads/seats.ts'
import { doorOf } from './rules/door.ts'
import { PER_PAGE, pageOf } from './rules/pages.ts'
import { calendarFile, senderOf } from './views/calendar-file.ts'
import { factsBySlug } from './views/facts.ts'

const view = <P extends object>(name: string, props: P): PageResult => ({ view: `calls/${name}`, props })

async function homePage(tx: Tx, actor: Actor, request: PageRequest): Promise<PageResult> {
  const installation = await tx.use(accessCommands).installation(tx, actor, {})
  if (installation.state === 'new') return { redirect: '/welcome' }
  return view<HomePageProps>('HomePage', {
    programs: (await listPrograms(tx, null)).map(({ slug, name, purpose }) => ({ slug, name, purpose })),
    upcoming: await listedPage(tx, await upcomingCalls(tx), request.query['upcoming']),
    past: await listedPage(tx, await pastCalls(tx, PER_PAGE), undefined),
    home: homeOf(installation, request.locale),
  })
}

async function callPage(tx: Tx, actor: Actor, request: PageRequest): Promise<PageResult> {
  const call = await visibleCall(tx, actor, request)
  const seats = (await seatsOf(tx, [call.id])).get(call.id)
  const installation = await tx.use(accessCommands).installation(tx, actor, {})
  const asked = zone.safeParse(request.query['zone'])
  return view<CallPageProps>('CallPage', {
    call: {
      ...listedCall(call, seats, tx.now),
      description: call.description,
      openTo: call.openTo,
      panel: call.panel
        .filter((member) => member.state !== 'declined' && member.state !== 'replaced')
        .map(shown),
      agenda: call.agenda.map((item) => ({ ...item, startsAt: iso(item.startsAt) })),
      campaign: call.campaign?.name ?? null,
      rsvpDeadline: iso(call.rsvpDeadline),
      sectors: call.sectors,
      countries: call.countries,
      languages: call.languages,
      groundRules: call.groundRules,
      cancelReason: call.cancelReason,
    },
    seats:
      call.capacity === null
        ? null
        : { capacity: call.capacity, left: Math.max(0, call.capacity - (seats?.approved ?? 0)) },
    readout: await hasPublishedReadout(tx, call.id),
    home: homeOf(installation, request.locale),
    mine: asked.success ? asked.data : null,
  })
}

async function calendarPage(tx: Tx, actor: Actor, request: PageRequest): Promise<PageResult> {
  const call = await visibleCall(tx, actor, request)
  if (!call.startsAt || !call.endsAt) throw new AppError('not_found', 'calls.unknown_call')
  const text = request.locale === 'ur' ? (call.topic.ur ?? call.topic.en) : call.topic.en
  const { missionName } = await tx.use(accessCommands).installation(tx, actor, {})
  const body = calendarFile({
    method: call.state === 'cancelled' ? 'CANCEL' : 'PUBLISH',
    uid: `${call.id}@${new URL(tx.publicUrl).hostname}`,
    sequence: call.version,
    stamp: tx.now,
    startsAt: call.startsAt,
    endsAt: call.endsAt,
    summary: text,
    url: `${tx.publicUrl}/calls/${call.slug}`,
    organizer: { ...senderOf(await tx.use(mailDesk).sender(tx, actor, {})), name: missionName },
    attendee: null,
  })
  return { body, contentType: 'text/calendar; charset=utf-8', filename: `${call.slug}.ics` }
}

/**
 * Announced calls are for everyone; a draft, or one that was given up before it was announced, only for its program's staff.
 * @throws AppError `not_found`; `gone` when its announcement was taken back
 */
async function visibleCall(tx: Tx, actor: Actor, request: PageRequest): Promise<CallFacts> {
  const call = await factsBySlug(tx, request.params['slug'] ?? '')
  if (!call) throw new AppError('not_found', 'calls.unknown_call')
  if (holdsRole(actor, STAFF, call.program.id)) return call
  if (call.publishedAt === null) throw new AppError('not_found', 'calls.unknown_call')
  if (call.state === 'draft') throw new AppError('gone', 'calls.taken_back')
  return call
}

async function programPage(tx: Tx, actor: Actor, request: PageRequest): Promise<PageResult> {
  const program = await programBy(tx, { slug: request.params['slug'] ?? '' })
  if (!program) throw new AppError('not_found', 'calls.unknown_program')
  const calls = await announced(tx, { programs: [program.id] })
  return view<ProgramPageProps>('ProgramPage', {
    program: { slug: program.slug, name: program.name, purpose: program.purpose },
    series: (await listSeries(tx, null, program.id)).map(({ slug, name, description }) => ({
      slug,
      name,
      description,
    })),
    ...(await parted(tx, calls, request)),
    home: homeOf(await tx.use(accessCommands).installation(tx, actor, {}), request.locale),
  })
}

async function seriesPage(tx: Tx, actor: Actor, request: PageRequest): Promise<PageResult> {
  const series = await seriesBy(tx, { slug: request.params['slug'] ?? '' })
  const program = series && (await programBy(tx, { id: series.program }))
  if (!series || !program) throw new AppError('not_found', 'calls.unknown_series')
  return view<SeriesPageProps>('SeriesPage', {
    program: { slug: program.slug, name: program.name },
    series: { slug: series.slug, name: series.name, description: series.description },
    ...(await parted(tx, await announced(tx, { series: series.id }), request)),
    home: homeOf(await tx.use(accessCommands).installation(tx, actor, {}), request.locale),
  })
}

const announced = (tx: Tx, filter: { programs?: readonly string[]; series?: string }) =>
  callsIn(tx, { ...filter, states: ['published', 'live', 'ended'] })

async function parted(tx: Tx, calls: readonly CallFacts[], { query }: PageRequest) {
  const past = calls.filter((call) => call.state === 'ended').toReversed()
  const upcoming = calls.filter((call) => call.state !== 'ended')
  return {
    upcoming: await listedPage(tx, upcoming, query['upcoming']),
    past: await listedPage(tx, past, query['past']),
  }
}

/** Only of the calls that are shown it is asked how many seats are taken. */
async function listedPage(
  tx: Tx,
  calls: readonly CallFacts[],
  asked: string | undefined,
): Promise<ListedPage> {
  const { items, ...where } = pageOf(calls, asked)
  return { items: await listed(tx, items), ...where }
}

async function listed(tx: Tx, calls: readonly CallFacts[]): Promise<ListedCall[]> {
  const seats = await seatsOf(
    tx,
    calls.map((call) => call.id),
  )
  return calls.map((call) => listedCall(call, seats.get(call.id), tx.now))
}

function listedCall(call: CallFacts, seats: Seats | undefined, now: Temporal.Instant): ListedCall {
  return {
    slug: call.slug,
    state: call.state,
    door: doorOf(call, seats?.approved ?? 0, now),
    topic: call.topic,
    program: { slug: call.program.slug, name: call.program.name },
    series: { slug: call.series.slug, name: call.series.name, number: call.series.number },
    host: call.host && shown(call.host),
    startsAt: iso(call.startsAt),
    endsAt: iso(call.endsAt),
    zone: call.zone,
    hostPlace: call.hostPlace,
  }
}

const shown = ({ id, role, name, title, organization, bio }: PanelMemberFacts): ShownPerson => ({
  id,
  role,
  name,
  title,
  organization,
  bio,
})
const iso = (at: Temporal.Instant | null): string | null => at?.toString() ?? null
const homeOf = (installation: Installation, locale: Locale): Home => ({
  zone: installation.homeZone,
  place: (locale === 'ur' ? installation.homePlaceUr : null) ?? installation.homePlace,
})

const page = (path: string, handle: Page['handle']): Page => ({ method: 'GET', path, access: anyone, handle })
const words = (name: WordsPageProps['words']): Page =>
  page(`/${name}`, async () => view<WordsPageProps>('WordsPage', { words: name }))

export const pages = {
  home: page('/', homePage),
  call: page('/calls/:slug', callPage),
  calendar: page('/calls/:slug/calendar.ics', calendarPage),
  program: page('/programs/:slug', programPage),
  series: page('/series/:slug', seriesPage),
  ...stageCalendarPages,
  ...feedPages,
  ...subscriptionPages,
  privacy: words('privacy'),
  accessibility: words('accessibility'),
} satisfies Readonly<Record<string, Page>>
