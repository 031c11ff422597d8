import { expect, it } from 'vitest'
import { people } from '../factories/people.ts'
import { onAir } from '../factories/play.ts'
import { view } from './view.ts'
import { meOf } from './view-people.ts'

const presence = (room: ReturnType<typeof onAir>) => view(room.seen(), 'presence', 'attendees')

it('counts everybody before one screen, also when the screen comes back', () => {
  const room = onAir()
  room.does('fay', 'countHere', { count: 3 })
  expect(presence(room)).toMatchObject({ attendees: 6, firms: 2 })
  expect(meOf(room.seen(), people.fay).count).toBe(3)
  room.does('fay', 'leave')
  expect(presence(room)).toMatchObject({ attendees: 3, firms: 1 })
  room.does('fay', 'enter', { acceptedRules: 2 })
  expect(presence(room)).toMatchObject({ attendees: 6, firms: 2 })
  expect(room.isRefused('officer', 'countHere', { count: 3 })).toBe('room.not_yours')
})

it('counts who walked in or phones in, and their firms; a name is a text, never a fact', () => {
  const room = onAir()
  // FIRM-02 is Fay's firm, spelled by the desk in its own way.
  room.does('officer', 'addGuest', { how: 'walk-in', name: 'Ali Raza', organization: 'firm-02', count: 2 })
  const phone = room.does('officer', 'addGuest', { how: 'phone-in', organization: 'Calder Finch' })
  room.does('host', 'addGuest', { how: 'phone-in' })
  expect(presence(room)).toMatchObject({ attendees: 8, firms: 3 })
  expect(view(room.seen(), 'guests', 'mission')).toMatchObject({
    guests: [
      { how: 'phone-in', name: null, organizationName: null, count: 1 },
      { how: 'phone-in', name: null, organizationName: 'Calder Finch' },
      { how: 'walk-in', name: 'Ali Raza', organizationName: 'firm-02', count: 2 },
    ],
  })
  expect(view(room.seen(), 'guests', 'panel')).toBe(null)
  expect(JSON.stringify(room.record.map(({ data }) => data))).not.toMatch(/Ali|Calder/)
  room.does('officer', 'withdrawGuest', { guest: phone })
  expect(presence(room)).toMatchObject({ attendees: 7, firms: 2 })
  expect(room.isRefused('officer', 'withdrawGuest', { guest: phone })).toBe('room.no_such_person')
  room.does('officer', 'endBroadcast')
  expect(presence(room)).toMatchObject({ attendees: 0, firms: 0 })
})
