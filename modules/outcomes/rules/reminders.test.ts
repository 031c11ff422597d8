import { expect, test } from 'vitest'
import { occasionOf } from './reminders.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const since = day('2026-09-08')

test.each([
  ['2026-09-18', '2026-09-15', null],
  ['2026-09-18', '2026-09-16', 'before'],
  ['2026-09-18', '2026-09-17', null],
  ['2026-09-18', '2026-09-18', 'due'],
  ['2026-09-18', '2026-09-19', null],
  ['2026-09-18', '2026-09-25', 'overdue'],
  ['2026-09-18', '2026-10-02', 'overdue'],
  [null, '2026-09-08', null],
  [null, '2026-09-14', null],
  [null, '2026-09-15', 'undated'],
])('what is due %s is asked for on %s: %s', (due, today, occasion) => {
  expect(occasionOf({ due, since }, day(today))).toBe(occasion)
})
