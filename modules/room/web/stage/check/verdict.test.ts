import { expect, test } from 'vitest'
import { verdictOf } from './verdict.ts'

const fine = { connectMs: 300, roundTripMs: 40, lost: 0, upBits: 2_000_000, tcp: false }

test('what the line can carry becomes a word', () => {
  expect(verdictOf(fine)).toBe('good')
  expect(verdictOf({ ...fine, upBits: null, roundTripMs: null })).toBe('good')
  expect(verdictOf({ ...fine, upBits: 250_000 })).toBe('weak')
  expect(verdictOf({ ...fine, lost: 0.05 })).toBe('weak')
  expect(verdictOf({ ...fine, roundTripMs: 900 })).toBe('weak')
  expect(verdictOf({ ...fine, upBits: 90_000 })).toBe('sound')
  expect(verdictOf({ ...fine, lost: 0.2 })).toBe('sound')
})
