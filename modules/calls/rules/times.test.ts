import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../kernel/errors.ts'
import { agendaStarts, readLocal, resolveLocal } from './times.ts'

const ZONES = Intl.supportedValuesOf('timeZone')
const minutesOf2026 = fc.integer({ min: 0, max: 366 * 24 * 60 })
const wallClock = minutesOf2026.map((minutes) =>
  Temporal.PlainDateTime.from('2026-01-01T00:00').add({ minutes }).toString({ smallestUnit: 'minute' }),
)

function failureOf(work: () => unknown): AppError {
  try {
    work()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('it did not fail')
}

describe('a time that an officer writes', () => {
  it('is the moment at which the clock of that place says so', () => {
    expect(resolveLocal({ local: '2026-04-23T17:00', zone: 'Asia/Karachi' }, 'startsAt').toString()).toBe(
      '2026-04-23T12:00:00Z',
    )
  })

  it('is asked about when the clock skips it', () => {
    const error = failureOf(() =>
      resolveLocal({ local: '2026-03-08T02:30', zone: 'America/New_York' }, 'startsAt'),
    )
    expect(error.reason).toBe('calls.time_in_gap')
    expect(error.params).toMatchObject({
      earlier: '2026-03-08T06:30:00Z',
      earlierLocal: '2026-03-08T01:30',
      later: '2026-03-08T07:30:00Z',
      laterLocal: '2026-03-08T03:30',
    })
  })

  it('is asked about when the clock shows it twice', () => {
    const error = failureOf(() =>
      resolveLocal({ local: '2026-11-01T01:30', zone: 'America/New_York' }, 'startsAt'),
    )
    expect(error.reason).toBe('calls.time_twice')
    expect(error.params).toMatchObject({ earlier: '2026-11-01T05:30:00Z', later: '2026-11-01T06:30:00Z' })
  })

  it('is read as the officer answered', () => {
    const time = { local: '2026-11-01T01:30', zone: 'America/New_York' }
    expect(resolveLocal({ ...time, disambiguation: 'earlier' }, 'startsAt').toString()).toBe(
      '2026-11-01T05:30:00Z',
    )
    expect(resolveLocal({ ...time, disambiguation: 'later' }, 'startsAt').toString()).toBe(
      '2026-11-01T06:30:00Z',
    )
  })

  it('is refused when there is no such day', () => {
    expect(
      failureOf(() => resolveLocal({ local: '2026-02-30T10:00', zone: 'Asia/Karachi' }, 'startsAt')).reason,
    ).toBe('calls.no_such_date')
  })

  it('in any zone of the world is never guessed: exact times say themselves again, others name two', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), wallClock, (zone, local) => {
        const reading = readLocal(local, zone)
        const shown = (at: Temporal.Instant) =>
          at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' })
        if (reading.kind === 'exact') return shown(reading.at) === local
        const ordered = Temporal.Instant.compare(reading.earlier, reading.later) < 0
        const both = [shown(reading.earlier), shown(reading.later)]
        return (
          ordered && (reading.kind === 'overlap' ? both.every((s) => s === local) : !both.includes(local))
        )
      }),
      { numRuns: 2000 },
    )
  })

  it('at every change of a clock in 2026 is a gap or an overlap just there', () => {
    const changing = ZONES.filter((zone) => transition(zone) !== null)
    expect(changing.length).toBeGreaterThan(50)
    for (const zone of changing) {
      const at = transition(zone)
      if (!at) continue
      const before = at.subtract({ nanoseconds: 1 }).offsetNanoseconds
      const put = at.offsetNanoseconds - before
      const wall = at
        .toInstant()
        .toZonedDateTimeISO('UTC')
        .toPlainDateTime()
        .add({ nanoseconds: Math.min(before, at.offsetNanoseconds) })
        .add({ minutes: 1 })
      expect([zone, readLocal(wall.toString({ smallestUnit: 'minute' }), zone).kind]).toEqual([
        zone,
        put > 0 ? 'gap' : 'overlap',
      ])
    }
  })
})

/** The first change of the clock in 2026, or null. */
function transition(zone: string): Temporal.ZonedDateTime | null {
  const next = Temporal.ZonedDateTime.from(`2026-01-01T00:00[${zone}]`).getTimeZoneTransition('next')
  return next && next.year === 2026 ? next : null
}

describe('the agenda', () => {
  it('begins with the call, each item when the one before ends', () => {
    const start = Temporal.Instant.from('2026-04-23T12:00:00Z')
    expect(agendaStarts(start, [8, 10, 10]).map(String)).toEqual([
      '2026-04-23T12:00:00Z',
      '2026-04-23T12:08:00Z',
      '2026-04-23T12:18:00Z',
    ])
  })

  it('has no times while the call has no date', () => {
    expect(agendaStarts(null, [8, 10])).toEqual([null, null])
  })
})
