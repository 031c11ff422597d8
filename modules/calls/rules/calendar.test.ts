import { describe, expect, it } from 'vitest'
import { calendarOf } from './calendar.ts'
import { doorOf } from './door.ts'

const at = (text: string) => Temporal.Instant.from(text)

describe('the calendar file of a call', () => {
  const entry = {
    uid: 'c1@dl.example',
    stamp: at('2026-04-02T09:00:00.123Z'),
    starts: at('2026-04-23T12:00:00Z'),
    ends: at('2026-04-23T13:15:00Z'),
    summary: 'Cloud; data, and \\ more',
    url: 'https://dl.example/calls/cloud',
    version: 4,
    cancelled: false,
  }
  it('says when, in UTC, and escapes what has a meaning', () => {
    const lines = calendarOf(entry).split('\r\n')
    expect(lines).toContain('DTSTART:20260423T120000Z')
    expect(lines).toContain('DTEND:20260423T131500Z')
    expect(lines).toContain('DTSTAMP:20260402T090000Z')
    expect(lines).toContain('SUMMARY:Cloud\\; data\\, and \\\\ more')
    expect(lines).toContain('STATUS:CONFIRMED')
  })
  it('folds lines of more than 75 octets without cutting a letter', () => {
    const summary = 'پاکستان کے ابھرتے ہوئے آئی ٹی شعبے میں تجارتی مواقع اور سرمایہ کاری'
    const text = calendarOf({ ...entry, summary })
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:${summary}`)
  })
  it('says when the call was cancelled', () => {
    expect(calendarOf({ ...entry, cancelled: true })).toContain('STATUS:CANCELLED')
  })
})

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
