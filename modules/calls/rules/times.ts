import { AppError } from '../../../kernel/errors.ts'
import type { LocalTime } from '../contract.ts'

/** What a clock on a wall says, as a moment: one, none (the clock was put forward) or two (it was put back). */
export type Reading =
  | { readonly kind: 'exact'; readonly at: Temporal.Instant }
  | { readonly kind: 'gap' | 'overlap'; readonly earlier: Temporal.Instant; readonly later: Temporal.Instant }

/**
 * Reads a local time in its zone. Nothing is guessed: in a gap or an overlap both candidates are named.
 * @throws RangeError when there is no such date (`2026-02-30T10:00`)
 */
export function readLocal(local: string, zone: string): Reading {
  const wall = Temporal.PlainDateTime.from(local, { overflow: 'reject' })
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const later = wall.toZonedDateTime(zone, { disambiguation: 'later' })
  if (earlier.epochNanoseconds === later.epochNanoseconds) return { kind: 'exact', at: earlier.toInstant() }
  const exists = earlier.toPlainDateTime().equals(wall)
  return { kind: exists ? 'overlap' : 'gap', earlier: earlier.toInstant(), later: later.toInstant() }
}

/**
 * The moment an officer means. A gap or an overlap is asked about unless the request says `earlier` or `later`.
 * @throws AppError `invalid` `calls.time_in_gap` / `calls.time_twice` with both candidates; `calls.no_such_date`
 */
export function resolveLocal(time: LocalTime, field: string): Temporal.Instant {
  const reading = attempt(time, field)
  if (reading.kind === 'exact') return reading.at
  if (time.disambiguation) return reading[time.disambiguation]
  const clock = (at: Temporal.Instant) =>
    at.toZonedDateTimeISO(time.zone).toPlainDateTime().toString({ smallestUnit: 'minute' })
  throw new AppError('invalid', reading.kind === 'gap' ? 'calls.time_in_gap' : 'calls.time_twice', {
    params: {
      field,
      local: time.local,
      zone: time.zone,
      earlier: reading.earlier.toString(),
      earlierLocal: clock(reading.earlier),
      later: reading.later.toString(),
      laterLocal: clock(reading.later),
    },
  })
}

function attempt(time: LocalTime, field: string): Reading {
  try {
    return readLocal(time.local, time.zone)
  } catch {
    throw new AppError('invalid', 'calls.no_such_date', {
      fields: [{ path: `set.${field}`, reason: 'calls.no_such_date' }],
    })
  }
}

/** Starts of agenda items that follow each other without a pause. */
export function agendaStarts(
  start: Temporal.Instant | null,
  minutes: readonly number[],
): readonly (Temporal.Instant | null)[] {
  let sum = 0
  return minutes.map((length) => {
    const begins = start?.add({ minutes: sum }) ?? null
    sum += length
    return begins
  })
}

/** The time zone of a country that has one only; null where there is a choice, and of no country. */
export function zoneOfCountry(country: string | null): string | null {
  if (country === null) return null
  const zones = new Intl.Locale('und', { region: country }).getTimeZones() ?? []
  return zones.length === 1 ? (zones[0] ?? null) : null
}
