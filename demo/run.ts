import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { system } from '../kernel/actor.ts'
import type { Id } from '../kernel/ids.ts'
import { accessCommands } from '../modules/access/contract.ts'
import { type CallFacts, callsCommands } from '../modules/calls/contract.ts'
import type { App } from '../server/app.ts'
import { admitCast, type Cast } from './call.ts'
import { api, type Session, signIn } from './client.ts'
import { announceNext, loadSample } from './load.ts'
import { realPace } from './pace.ts'
import { playCall } from './play.ts'
import { sample, script } from './script.ts'

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
  let next = await firstCall(parts)
  while (!signal.aborted) {
    try {
      const call = next
      next = await playOne(parts, call)
      if (!signal.aborted)
        say(`Call ${call.series.number} has ended. Its readout: ${app.url}/desk/calls/${call.id}/readout`)
    } catch (error) {
      if (signal.aborted) return
      say(
        `The demo stumbled and begins the next call: ${error instanceof Error ? error.message : String(error)}`,
      )
      next = await firstCall(parts)
    }
    await sleep(BREATH_MS / parts.speed, undefined, { signal }).catch(() => undefined)
  }
}

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

/** A call that was live when the demo was last stopped: it ends as any call does. */
async function endLeftOver(app: App, call: Id): Promise<void> {
  await api(await officerOf(app), 'POST', `/calls/${call}/commands`, {
    id: crypto.randomUUID(),
    name: 'endCall',
    input: {},
  })
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

const officerOf = async (app: App): Promise<Session> => signIn(app.url, await officerLink(app))

/** Plays a call to its end; answers the one after it, which is announced before this one begins. */
async function playOne(parts: DemoParts, announced: CallFacts): Promise<CallFacts> {
  const { app, speed, signal } = parts
  const now = app.context.clock.now()
  const zone = announced.zone
  const first = script[0]?.at ?? 0
  const onAir = now.add({ milliseconds: Math.round((-first * 60_000) / speed) })
  await moveTo(app, announced, onAir)
  const cast = await app.context.transaction(me, async (tx) =>
    admitCast(tx, me, await tx.use(callsCommands).get(tx, me, { call: announced.id })),
  )
  const next = await announceAfter(app, announced)
  await showLinks(parts, cast)
  await playCall({
    url: app.url,
    cast,
    officer: () => officerLink(app),
    today: now.toZonedDateTimeISO(zone).toPlainDate(),
    pace: realPace(first, speed, signal),
  })
  return next
}

/** The officer moves the call to now, as an officer may. */
async function moveTo(app: App, call: CallFacts, at: Temporal.Instant): Promise<void> {
  const local = (instant: Temporal.Instant) => ({
    local: instant.toZonedDateTimeISO(call.zone).toPlainDateTime().toString({ smallestUnit: 'minute' }),
    zone: call.zone,
  })
  await api(await officerOf(app), 'PATCH', `/calls/${call.id}`, {
    set: { startsAt: local(at), rsvpDeadline: local(at.subtract({ hours: 48 })) },
  })
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
