import { timeOf } from '../../../ui/format.ts'
import type { Locale } from '../../../ui/locale.ts'
import type { RoomFacts } from '../contract.ts'
import { localize } from './words.ts'

/** A clock on a wall: `5:34 PM` in that zone. `at` in epoch milliseconds. */
export const wallClock = (at: number, zone: string, locale: Locale): string =>
  timeOf(Temporal.Instant.fromEpochMilliseconds(Math.floor(at)), zone, locale)

/** The two clocks of a call, the host's first, each with its place. */
export const clocksOf = (facts: RoomFacts, at: number, locale: Locale) => [
  {
    id: 'host',
    time: wallClock(at, facts.zone, locale),
    place: localize(facts.hostPlace, locale) ?? facts.zone,
  },
  ...(facts.homeZone === facts.zone
    ? []
    : [{ id: 'home', time: wallClock(at, facts.homeZone, locale), place: facts.homePlace }]),
]
