import { guestText } from '../contract.ts'
import { already, facts, type Rules, refused } from './decision.ts'

export const GUEST_RULES: Rules<'countHere' | 'addGuest' | 'withdrawGuest'> = {
  countHere({ state, actor: { person } }, { count }) {
    return state.people.get(person)?.count === count
      ? already
      : facts({ type: 'person.counted', data: { person, count } })
  },

  addGuest({ newId }, { how, name, organization, count }) {
    const guest = newId()
    const text = guestText({ name, organizationName: organization })
    return facts({
      type: 'guest.came',
      data: { guest, how, count, named: text !== null },
      ...(text === null ? {} : { text, person: guest }),
    })
  },

  withdrawGuest: ({ state }, { guest }) =>
    state.guests.has(guest)
      ? facts({ type: 'guest.withdrawn', data: { guest } })
      : refused('room.no_such_person'),
}
