import { type Actor, system } from '../kernel/actor.ts'
import type { Id } from '../kernel/ids.ts'
import type { Tx } from '../kernel/tx.ts'
import { accessCommands } from '../modules/access/contract.ts'
import { type CallFacts, callsCommands } from '../modules/calls/contract.ts'
import { announce, register } from './call.ts'
import { keepRecord } from './past.ts'
import { sample } from './script.ts'

/** What the sample program is made of. */
export interface LoadedSample {
  readonly program: Id
  readonly series: Id
  readonly campaign: Id
  /** Announced, and nobody has been approved yet. */
  readonly call: CallFacts
}

const loader = system('sample')

/**
 * Writes the sample program: two calls that were held within the last year, the third announced for `startsAt`,
 * and its officer. What the installation is called is said with it.
 */
export async function loadSample(tx: Tx, startsAt: Temporal.Instant): Promise<LoadedSample> {
  const { mission, staff } = sample
  await tx.use(accessCommands).present(tx, loader, {
    state: 'sample',
    missionName: mission.name.en,
    missionNameUr: mission.name.ur,
    homeZone: mission.homeZone,
    homePlace: mission.homePlace.en,
    homePlaceUr: mission.homePlace.ur,
    ink: null,
    seal: null,
  })
  const calls = tx.use(callsCommands)
  const program = await calls.createProgram(tx, loader, sample.program)
  const series = await calls.createSeries(tx, loader, { ...sample.series, program })
  const campaign = await calls.createCampaign(tx, loader, sample.campaign)
  await tx.use(accessCommands).enrol(tx, loader, {
    ...staff,
    memberships: [{ role: 'administrator', program: null }],
  })
  for (const earlier of sample.earlier) await holdEarlier(tx, loader, series, earlier, startsAt)
  const call = await announce(tx, loader, { series, campaign, startsAt })
  return { program, series, campaign, call }
}

/** A call that was held before: announced, then live and ended as its record tells. */
async function holdEarlier(
  tx: Tx,
  actor: Actor,
  series: Id,
  earlier: (typeof sample.earlier)[number],
  startsAt: Temporal.Instant,
): Promise<void> {
  const calls = tx.use(callsCommands)
  const { zone } = sample.call
  const heldAt = startsAt.toZonedDateTimeISO(zone).subtract({ months: earlier.monthsAgo }).toInstant()
  const [host] = sample.panel
  if (!host) throw new Error('the sample has no host')
  const { as: _as, shortName: _short, pronoun: _pronoun, ...shown } = host
  const { topic, description, sectors } = earlier
  const call = await calls.createCall(tx, actor, {
    ...sample.call,
    series,
    topic,
    description,
    sectors,
    minutes: 60,
    startsAt: heldAt,
    rsvpDeadline: heldAt.subtract({ hours: 48 }),
    panel: [shown, sample.expert],
    agenda: [
      { title: { en: 'Opening remarks', ur: 'افتتاحی کلمات' }, minutes: 10, speaker: 0 },
      { title: { en: 'Questions from firms', ur: 'فرموں کے سوالات' }, minutes: 50, speaker: 1 },
    ],
  })
  await calls.setState(tx, actor, { call: call.id, to: 'published' })
  await keepRecord(tx, actor, call, heldAt)
}

/** The next call of the series is announced, and firms wait to be approved. */
export async function announceNext(
  tx: Tx,
  loaded: { readonly series: Id; readonly campaign: Id | null },
  startsAt: Temporal.Instant,
): Promise<CallFacts> {
  const { series, campaign } = loaded
  const call = await announce(tx, loader, { series, campaign, startsAt })
  for (const firm of sample.pending) await register(tx, loader, call.id, firm)
  return call
}
