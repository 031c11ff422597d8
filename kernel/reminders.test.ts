import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reminderDue, reminderOwed } from './reminders.ts'

const start = Temporal.Instant.from('2026-04-23T12:00:00Z')
const earlier = (duration: Temporal.DurationLike) => start.subtract(duration)
const long = earlier({ hours: 24 * 14 })

describe('a reminder', () => {
  it.each([
    [{ hours: 24, seconds: 1 }, null],
    [{ hours: 24 }, 'day'],
    [{ hours: 20 }, 'day'],
    [{ hours: 19, minutes: 59 }, null],
    [{ hours: 1, seconds: 1 }, null],
    [{ hours: 1 }, 'hour'],
    [{ minutes: 20 }, 'hour'],
    [{ minutes: 19 }, null],
    [{ minutes: -1 }, null],
  ] as const)('%o before the start: %s', (ahead, reminder) => {
    expect(reminderDue(start, earlier(ahead))?.reminder ?? null).toBe(reminder)
  })

  it('is for those who knew of the start before it was due', () => {
    const owed = (known: Temporal.DurationLike, now: Temporal.DurationLike) =>
      reminderOwed(start, earlier(known), earlier(now))
    expect(owed({ hours: 3 }, { hours: 1 })).toBe('hour')
    expect(owed({ minutes: 10 }, { minutes: 5 })).toBeNull()
    expect(owed({ hours: 23 }, { hours: 22 })).toBeNull()
    expect(owed({ hours: 24 }, { hours: 24 })).toBe('day')
  })

  it('is a day by the clock of the world: a day of 23 or 25 hours moves nothing', () => {
    // Clocks go forward in New York on March 8 and back on November 1, 2026: 24 hours before is another hour on the wall.
    for (const local of ['2026-03-08T12:00', '2026-11-01T12:00']) {
      const at = Temporal.PlainDateTime.from(local).toZonedDateTime('America/New_York').toInstant()
      expect(reminderDue(at, at.subtract({ hours: 24 }))?.reminder).toBe('day')
      expect(reminderDue(at, at.subtract({ hours: 24, seconds: 1 }))).toBeNull()
    }
  })

  it('whenever it is looked at, minute by minute, comes once each and in order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 2000 }), (second, known) => {
        const seen: string[] = []
        for (let minutes = 25 * 60; minutes > 0; minutes -= 1) {
          const now = earlier({ minutes }).add({ seconds: second })
          const owed = reminderOwed(start, known > 1800 ? long : earlier({ minutes: known }), now)
          if (owed && seen.at(-1) !== owed) seen.push(owed)
        }
        expect(seen).toEqual(known >= 24 * 60 ? ['day', 'hour'] : known >= 60 ? ['hour'] : [])
      }),
    )
  })
})
