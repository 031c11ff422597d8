import { describe, expect, it } from 'vitest'
import { doorOf } from './door.ts'

const at = (text: string) => Temporal.Instant.from(text)

describe('whether one can register', () => {
  const call = {
    state: 'published' as const,
    startsAt: at('2026-04-23T12:00:00Z'),
    rsvpDeadline: at('2026-04-21T21:00:00Z'),
    capacity: 60,
  }
  const now = at('2026-04-02T09:00:00Z')
  it.each([
    [0, 'open'],
    [44, 'open'],
    [45, 'nearly-full'],
    [59, 'nearly-full'],
    [60, 'full'],
  ] as const)('with %i of 60 seats given away: %s', (approved, door) => {
    expect(doorOf(call, approved, now)).toBe(door)
  })
  it('ends with the deadline, to the second', () => {
    expect(doorOf(call, 0, call.rsvpDeadline)).toBe('open')
    expect(doorOf(call, 0, call.rsvpDeadline.add({ seconds: 1 }))).toBe('deadline-past')
  })
  it('is told by the state of the call once it is no longer coming', () => {
    expect(doorOf({ ...call, state: 'live' }, 0, now)).toBe('live')
    expect(doorOf({ ...call, state: 'cancelled' }, 0, now)).toBe('cancelled')
  })
})
