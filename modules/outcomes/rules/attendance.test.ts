import { expect, test } from 'vitest'
import { organizationId, personId, recordWriter, seat } from '../factories/record.ts'
import { attendanceOf, attendeesOf, firmsOf, headcount } from './attendance.ts'

const stream = 'record:sample'
const laura = personId(1)
const omar = personId(2)

test('a person who comes back is one person, with the minutes of all visits', () => {
  const call = recordWriter()
  call.attendee(-5, laura, organizationId(1))
  call.onAir()
  call.leaves(10, laura)
  call.attendee(20, laura, organizationId(1))
  call.debrief(60)
  call.end(70)
  const [only, ...others] = attendanceOf(stream, call.record)
  expect(others).toEqual([])
  expect(only).toMatchObject({ person: laura, part: 'attendee', visits: 2, minutes: 50, onAir: true })
  expect(only?.first).toBe('2026-04-23T11:55:00Z')
  expect(only?.last).toBe('2026-04-23T13:00:00Z')
  expect(only?.from).toHaveLength(2)
})

test('a second socket of the same person changes nothing', () => {
  const call = recordWriter()
  call.onAir()
  call.attendee(1, laura, null)
  call.attendee(2, laura, null)
  call.debrief(31)
  call.end(32)
  expect(attendanceOf(stream, call.record)).toMatchObject([{ visits: 1, minutes: 30 }])
})

test('who only waited before it began did not attend', () => {
  const call = recordWriter()
  call.attendee(-10, laura, null)
  call.leaves(-1, laura)
  call.attendee(-1, omar, null)
  call.onAir()
  call.debrief(30)
  call.end(31)
  const presences = attendanceOf(stream, call.record)
  expect(presences.map(({ person, onAir, minutes }) => [person, onAir, minutes])).toEqual([
    [laura, false, 0],
    [omar, true, 30],
  ])
  expect(attendeesOf(presences).map(({ person }) => person)).toEqual([omar])
})

test('the panel stays for the debrief and is no attendee', () => {
  const call = recordWriter()
  const official = seat(1, { name: { en: 'Tomas Verrin', ur: null } })
  call.member(-10, official)
  call.onAir()
  call.debrief(60)
  call.end(70)
  const presences = attendanceOf(stream, call.record)
  expect(presences).toMatchObject([{ part: 'stage', minutes: 80 }])
  expect(attendeesOf(presences)).toEqual([])
})

test('people before one screen, walk-ins and phone-ins count as people, their firms once each', () => {
  const call = recordWriter()
  const guestId = personId(50)
  call.attendee(-5, laura, organizationId(1))
  call.attendee(-5, omar, organizationId(2))
  call.onAir()
  call.put(1, { type: 'person.counted', data: { person: laura, count: 3 } })
  call.put(2, {
    type: 'guest.came',
    data: { guest: guestId, how: 'walk-in', count: 2, named: true },
    text: 'Ali Raza\nNORTHVALE cloud',
  })
  const phone = { guest: personId(51), how: 'phone-in', count: 1, named: true } as const
  call.put(10, { type: 'guest.came', data: phone, text: '\nCalder Finch' })
  call.put(11, { type: 'guest.came', data: { ...phone, guest: personId(52) }, text: '\nA mistake' })
  call.put(12, { type: 'guest.withdrawn', data: { guest: personId(52) } })
  call.put(30, { type: 'person.removed', data: { person: omar, reason: 'disturbs' } })
  call.debrief(60)
  const came = attendeesOf(attendanceOf(stream, call.record))
  expect(
    came.map(({ person, count, minutes, guest }) => [person, count, minutes, guest?.name ?? null]),
  ).toEqual([
    [laura, 3, 60, null],
    [omar, 1, 30, null],
    [guestId, 2, 58, 'Ali Raza'],
    [phone.guest, 1, 50, null],
  ])
  expect(headcount(came)).toBe(7)
  const names = new Map([[organizationId(1), 'Northvale Cloud']])
  expect(firmsOf(came, ({ organization }) => names.get(organization ?? '') ?? null)).toBe(3)
})
