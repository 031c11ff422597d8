import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { system } from '../kernel/actor.ts'
import type { Id } from '../kernel/ids.ts'
import { accessCommands } from '../modules/access/contract.ts'
import { type CallFacts, callsCommands } from '../modules/calls/contract.ts'
import type { App } from '../server/app.ts'
import { admitCast, type Cast, finishReadout, moderatorLink } from './call.ts'
import { api, openLink } from './client.ts'
import { announceNext, loadSample } from './load.ts'
import { realPace } from './pace.ts'
import { playCall } from './play.ts'
import { sample, script } from './script.ts'
import { trustOwnCertificate } from './trust.ts'
import { startVoices, type Voices } from './voices.ts'

export interface DemoParts {
  readonly app: App
  /** 1 is real time. */
  readonly speed: number
  readonly folder: string
  readonly say: (message: string) => void
  readonly signal: AbortSignal
}

const me = system('demo')
const LINK_MINUTES = 24 * 60
/** The next call of the sample is announced for so many weeks ahead, and moved to today when its turn comes. */
const WEEKS_AHEAD = 4
const BREATH_MS = 3000

/**
 * Loads the sample program where it is missing, prints the links, and plays the call from outside until `signal` ends it.
 * When a call ends its readout stays, and the next numbered one opens.
 */
export async function runDemo(parts: DemoParts): Promise<void> {
  const { app, say, signal } = parts
  if (!(parts.speed > 0))
    throw new Error('--speed takes a number above 0: 1 is real time, 10 ten times as fast.')
  await trustOwnCertificate(app.url)
  let failures = 0
  while (!signal.aborted) {
    try {
      const call = await firstCall(parts)
      await playOne(parts, call)
      if (!signal.aborted)
        say(`Call ${call.series.number} has ended. Its readout: ${app.url}/desk/calls/${call.id}/readout`)
      failures = 0
      await pause(BREATH_MS / parts.speed, signal)
    } catch (error) {
      if (signal.aborted) return
      failures += 1
      say(`The demo stumbled and begins again: ${error instanceof Error ? error.message : String(error)}`)
      await pause(Math.min(60_000, 2 ** failures * 1000), signal)
    }
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<unknown> =>
  sleep(ms, undefined, { signal }).catch(() => undefined)

/** The call to be played now: the third of the new sample; in a sample that was there before, the one that is announced. */
async function firstCall({ app, say }: DemoParts): Promise<CallFacts> {
  const { state } = await app.context.transaction(me, (tx) => tx.use(accessCommands).installation(tx, me, {}))
  if (state !== 'sample') {
    say('Writing the sample program')
    return await app.context.transaction(me, async (tx) => {
      const { call } = await loadSample(tx, tx.now.add({ minutes: 1 }))
      return call
    })
  }
  const calls = await callsOf(app)
  for (const { id, state: stands } of calls) if (stands === 'live') await endLeftOver(app, id)
  const announced = calls.find((call) => call.state === 'published')
  return announced ?? (await announceAfter(app, calls.at(-1)))
}

/** The calls of the sample's series, by number. */
async function callsOf(app: App): Promise<readonly CallFacts[]> {
  const all = await app.context.transaction(me, (tx) => tx.use(callsCommands).list(tx, me, {}))
  return all
    .filter(({ series }) => series.name.en === sample.series.name.en)
    .toSorted((a, b) => a.series.number - b.series.number)
}

/** A call that was live when the demo was last stopped: its moderator ends it, as any call is ended. */
async function endLeftOver(app: App, call: Id): Promise<void> {
  const link = await app.context.transaction(me, (tx) => moderatorLink(tx, me, call))
  if (!link) return
  const command = { id: crypto.randomUUID(), name: 'endCall', input: {} }
  await api(await openLink(app.url, link), 'POST', `/calls/${call}/commands`, command)
}

async function announceAfter(app: App, last: CallFacts | undefined): Promise<CallFacts> {
  if (!last) throw new Error('the sample program has no call')
  return await app.context.transaction(me, (tx) => {
    const loaded = { series: last.series.id, campaign: last.campaign?.id ?? null }
    return announceNext(tx, loaded, tx.now.add({ hours: WEEKS_AHEAD * 7 * 24 }))
  })
}

const officerLink = async (app: App): Promise<string> => {
  const link = await app.context.transaction(me, (tx) =>
    tx.use(accessCommands).signInLink(tx, me, { email: sample.staff.email, minutes: LINK_MINUTES }),
  )
  if (!link) throw new Error('the officer of the sample is not there')
  return link
}

/** Plays a call to its end. The one after it is announced before this one begins. */
async function playOne(parts: DemoParts, announced: CallFacts): Promise<void> {
  const { app, speed, signal } = parts
  const now = app.context.clock.now()
  const zone = announced.zone
  const first = script[0]?.at ?? 0
  const onAir = now.add({ milliseconds: Math.round((-first * 60_000) / speed) })
  await moveTo(app, announced, onAir)
  const cast = await app.context.transaction(me, async (tx) =>
    admitCast(tx, me, await tx.use(callsCommands).get(tx, me, { call: announced.id })),
  )
  await announceAfter(app, announced)
  await showLinks(parts, cast)
  // Played faster than life, nobody could follow a voice.
  const voices = speed === 1 ? startVoices(voicesOf(app, cast, announced)) : null
  const { finished, inUrdu } = await playCall({
    url: app.url,
    cast,
    today: now.toZonedDateTimeISO(zone).toPlainDate(),
    pace: realPace(first, speed, signal),
  }).finally(() => voices?.stop())
  if (finished) await app.context.transaction(me, (tx) => finishReadout(tx, me, announced.id, inUrdu))
}

/** Who is heard: everybody of the panel who has a link, and the firms that get the floor; by the letters of their names. */
function voicesOf(app: App, cast: Cast, { panel }: CallFacts): Voices {
  const nicks = Object.entries(cast.seats)
  const given = new Set(script.flatMap((line) => ('givesFloorTo' in line ? [line.givesFloorTo] : [])))
  return {
    url: app.url,
    call: cast.call,
    panel: panel.flatMap(({ id, name }) => {
      const nick = nicks.find(([, seat]) => seat === id)?.[0]
      const link = nick && cast.links[nick]
      return link ? [{ initials: initialsOf(name?.en ?? ''), link, seat: id }] : []
    }),
    firms: sample.firms
      .flatMap(({ people }) => people)
      .filter(({ as }) => given.has(as))
      .flatMap(({ as, name }) => {
        const [link, person] = [cast.links[as], cast.persons[as]]
        return link && person ? [{ initials: initialsOf(name), link, person }] : []
      }),
  }
}

/** First and last. */
function initialsOf(name: string): string {
  const letters = name.toUpperCase().match(/\b[A-Z]/g) ?? []
  return `${letters[0] ?? ''}${letters.at(-1) ?? ''}`
}

/** The call is moved to now, with the rules of its page. */
async function moveTo(app: App, call: CallFacts, at: Temporal.Instant): Promise<void> {
  const local = (instant: Temporal.Instant) => ({
    local: instant.toZonedDateTimeISO(call.zone).toPlainDateTime().toString({ smallestUnit: 'minute' }),
    zone: call.zone,
  })
  const set = { startsAt: local(at), rsvpDeadline: local(at.subtract({ hours: 48 })) }
  await app.context.transaction(me, (tx) => tx.use(callsCommands).change(tx, me, { call: call.id, set }))
}

/** Three people one may be, in three windows at once. Written beside the data, too: a terminal scrolls. */
async function showLinks({ app, folder, say }: DemoParts, cast: Cast): Promise<void> {
  const links = {
    officer: await officerLink(app),
    official: cast.links['khan'] ?? '',
    firm: cast.links['silas'] ?? '',
    rapporteur: cast.links['rapporteur'] ?? '',
    page: `${app.url}/calls/${cast.slug}`,
    room: `${app.url}/desk/calls/${cast.call}/room`,
    call: cast.call,
  }
  say('')
  say(`Call ${cast.number} of the sample goes on air now. Be three people, in three windows:`)
  say(`  the officer                   ${links.officer}`)
  say(`  an official, on a phone       ${links.official}`)
  say(`  a firm                        ${links.firm}`)
  say(`  the rapporteur                ${links.rapporteur}`)
  say(`  everybody: the public page    ${links.page}`)
  say('')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'links.json'), `${JSON.stringify(links, null, 2)}\n`, { mode: 0o600 })
}
