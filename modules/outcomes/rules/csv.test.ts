import { expect, test } from 'vitest'
import type { Attendance, AttendanceRow } from '../contract.ts'
import { attendanceCsv } from './csv.ts'

const row = (name: string | null): AttendanceRow => ({
  person: '0190aaaa-0000-7000-8000-000000000001',
  name,
  title: 'Founder, "Sites"',
  organization: null,
  organizationName: null,
  part: 'attendee',
  roles: ['attendee'],
  first: '2026-04-23T11:58:00Z',
  last: '2026-04-23T13:00:00Z',
  minutes: 60,
  visits: 1,
  onAir: true,
  count: 1,
  how: 'link',
  named: null,
})
const attendance = (...rows: AttendanceRow[]): Attendance => ({
  zone: 'Asia/Karachi',
  place: { en: 'Islamabad', ur: null },
  onAirAt: null,
  offAirAt: null,
  attendees: rows.length,
  organizations: 0,
  medianMinutes: 60,
  rows,
  absent: [],
  mayErase: false,
})
const linesOf = (csv: string) => csv.split('\r\n').slice(1, -1)

test('times are the host’s, with their offset; quotes and commas are kept', () => {
  const csv = attendanceCsv(attendance(row('Elena Dunmore')), (key) => key)
  expect(csv.startsWith('\uFEFF')).toBe(true)
  expect(linesOf(csv)).toEqual([
    'Elena Dunmore,"Founder, ""Sites""",,part_attendee,2026-04-23T16:58:00+05:00,2026-04-23T18:00:00+05:00,60,1,yes,1',
  ])
})

test.each(['=HYPERLINK("http://evil.example")', '+1', '-1', '@SUM(A1)', '\tx'])(
  'a name that a spreadsheet would run stays a name: %j',
  (name) => {
    const [line = ''] = linesOf(attendanceCsv(attendance(row(name)), (key) => key))
    expect(line.replace(/^"/, '').startsWith(`'${name.slice(0, 1)}`)).toBe(true)
  },
)

test('a name that was removed says so', () => {
  expect(linesOf(attendanceCsv(attendance(row(null)), (key) => key))[0]).toMatch(/^removed,/)
})
