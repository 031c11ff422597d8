import { expect, test } from 'vitest'
import { isToday } from './format.ts'

test('what is today depends on whose clock is looked at', () => {
  const now = Temporal.Instant.from('2026-04-02T21:00:00Z')
  const evening = '2026-04-02T18:30:00Z'
  expect(isToday(evening, 'America/New_York', now)).toBe(true)
  expect(isToday(evening, 'Asia/Karachi', now)).toBe(false)
  expect(isToday('2026-04-01T23:00:00-04:00', 'America/New_York', now)).toBe(false)
})
