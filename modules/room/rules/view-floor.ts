import type { FloorView, HandsView, MeView } from '../contract.ts'
import { voiceOf } from './apply-floor.ts'
import { floorUntil } from './decide-floor.ts'
import type { Hand, RoomState } from './state.ts'
import type { Seen } from './view-parts.ts'

/** The order of hands: who has not spoken, nor anybody of their firm, comes first; then who raised first. */
export function orderOfHands({ hands, people, spoken }: RoomState): Hand[] {
  const heard = (hand: Hand): boolean => spoken.has(voiceOf(hand))
  return [...hands.values()]
    .filter(({ person }) => people.get(person)?.place === 'inside')
    .sort((a, b) => Number(heard(a)) - Number(heard(b)) || a.seq - b.seq)
}

export const handsOf = ({ state, directory }: Seen): HandsView => ({
  hands: orderOfHands(state).map((hand) => ({
    person: hand.person,
    name: directory.person(hand.person)?.name ?? null,
    organizationName: hand.organization ? (directory.organization(hand.organization) ?? null) : null,
    since: hand.since,
    spoken: state.spoken.get(voiceOf(hand)) ?? 0,
  })),
})

export function floorOf({ state: room, directory }: Seen): FloorView | null {
  const { floor } = room
  if (!floor) return null
  const { person, organization, state, since } = floor
  const organizationName = organization ? (directory.organization(organization) ?? null) : null
  const name = directory.person(person)?.name ?? null
  return {
    state,
    since,
    until: floorUntil(room),
    firm: state === 'speaking' ? organizationName : null,
    person,
    name,
    organizationName,
  }
}

export function myHandOf({ state }: Seen, person: string): MeView['hand'] {
  const hand = state.hands.get(person)
  const before = hand ? orderOfHands(state).indexOf(hand) : -1
  return hand && before >= 0 ? { since: hand.since, before } : null
}

export const myFloorOf = ({ state: room }: Seen, person: string): MeView['floor'] =>
  room.floor?.person === person
    ? { state: room.floor.state, since: room.floor.since, until: floorUntil(room) }
    : null
