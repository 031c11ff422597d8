import type { Reducers } from './state.ts'

export const GUEST_REDUCERS: Reducers<'person.counted' | 'guest.came' | 'guest.withdrawn'> = {
  'person.counted'(state, { data }) {
    const person = state.people.get(data.person)
    if (person) person.count = data.count
    return ['presence', `me:${data.person}`, `person:${data.person}`]
  },
  'guest.came'(state, { at, seq, data }) {
    const { guest, how, count } = data
    state.guests.set(guest, { guest, how, count, since: at, text: seq })
    return ['presence', 'guests']
  },
  'guest.withdrawn'(state, { data }) {
    state.guests.delete(data.guest)
    return ['presence', 'guests']
  },
}
