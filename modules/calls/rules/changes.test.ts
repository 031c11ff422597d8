import { describe, expect, it } from 'vitest'
import { differences, mergeText, refuseLateChange, refuseLateDeadline, refuseTooFewSeats } from './changes.ts'

const at = (text: string) => Temporal.Instant.from(text)

describe('a text in two languages', () => {
  const before = { en: 'Cloud', ur: 'کلاؤڈ' }
  it('keeps the language that was not touched', () => {
    expect(mergeText(before, { en: 'Clouds' })).toEqual({ en: 'Clouds', ur: 'کلاؤڈ' })
    expect(mergeText(before, undefined)).toEqual(before)
  })
  it('has no Urdu once it was emptied', () => {
    expect(mergeText(before, { ur: '' })).toEqual({ en: 'Cloud', ur: null })
  })
})

describe('the history of a change', () => {
  it('keeps facts in the event and what people wrote apart, and says nothing of what stayed', () => {
    const start = at('2026-04-23T12:00:00Z')
    const diff = differences(
      { topic: { en: 'A', ur: null }, capacity: 60, startsAt: null, minutes: 75 },
      { topic: { en: 'B', ur: null }, capacity: 80, startsAt: start, minutes: 75 },
      new Set(['topic']),
    )
    expect(diff).toEqual({
      fields: ['topic', 'capacity', 'startsAt'],
      facts: { capacity: { before: 60, after: 80 }, startsAt: { before: null, after: start } },
      texts: { topic: { before: { en: 'A', ur: null }, after: { en: 'B', ur: null } } },
    })
  })
})

describe('a change that comes too late', () => {
  it.each([
    ['ended', ['topic'], 'calls.is_ended'],
    ['cancelled', ['topic'], 'calls.is_cancelled'],
    ['live', ['startsAt'], 'calls.too_late_for_field'],
    ['published', ['number'], 'calls.too_late_for_field'],
  ] as const)('of a call that is %s: %s', (state, fields, reason) => {
    expect(() => refuseLateChange(state, fields)).toThrow(reason)
  })

  it.each([
    ['draft', ['number', 'startsAt', 'topic']],
    ['published', ['startsAt', 'topic', 'capacity']],
    ['live', ['description', 'stageLink']],
  ] as const)('is not one while it is %s and only %s change', (state, fields) => {
    expect(() => refuseLateChange(state, fields)).not.toThrow()
  })
})

describe('the RSVP deadline', () => {
  const call = { startsAt: at('2026-04-23T12:00:00Z'), rsvpDeadline: at('2026-04-23T12:00:01Z') }
  it('after the start is refused', () => {
    expect(() => refuseLateDeadline({ ...call, state: 'draft' }, ['rsvpDeadline'])).toThrow(
      'calls.rsvp_after_call',
    )
    expect(() => refuseLateDeadline({ ...call, state: 'published' }, ['startsAt'])).toThrow(
      'calls.rsvp_after_call',
    )
  })
  it('may stand while the start of a draft moves: the checklist says it', () => {
    expect(() => refuseLateDeadline({ ...call, state: 'draft' }, ['startsAt'])).not.toThrow()
  })
  it('may be the very start', () => {
    const same = { startsAt: call.startsAt, rsvpDeadline: call.startsAt }
    expect(() => refuseLateDeadline({ ...same, state: 'draft' }, ['rsvpDeadline'])).not.toThrow()
  })
})

describe('the seats', () => {
  it('cannot be fewer than those given away', () => {
    expect(() => refuseTooFewSeats(24, 25)).toThrow('calls.capacity_below_approved')
    expect(() => refuseTooFewSeats(25, 25)).not.toThrow()
    expect(() => refuseTooFewSeats(null, 25)).not.toThrow()
  })
})
