import type { RecordFact } from '../contract.ts'
import { type Asked, already, facts, type Rules, refused } from './decision.ts'

type FloorCommand =
  | 'raiseHand'
  | 'lowerHand'
  | 'lowerHands'
  | 'giveFloor'
  | 'withdrawFloor'
  | 'acceptFloor'
  | 'returnFloor'

export const FLOOR_RULES: Rules<FloorCommand> = {
  raiseHand({ state, actor: { person, organization } }) {
    if (state.hands.has(person) || state.floor?.person === person) return already
    return facts({ type: 'hand.raised', data: { person, organization } })
  },

  lowerHand: ({ state, actor: { person } }) =>
    state.hands.has(person) ? facts({ type: 'hand.lowered', data: { person } }) : already,

  lowerHands: ({ state }) => (state.hands.size > 0 ? facts({ type: 'hands.lowered', data: {} }) : already),

  giveFloor({ state }, { person }) {
    if (state.floor?.person === person) return already
    const hand = state.hands.get(person)
    if (!hand || state.people.get(person)?.place !== 'inside') return refused('room.no_hand')
    const { organization } = hand
    return { facts: [...taken(state), { type: 'floor.granted', data: { person, organization } }] }
  },

  withdrawFloor: ({ state }) => ({ facts: taken(state) }),

  acceptFloor({ state, actor: { person } }) {
    const { floor } = state
    if (floor?.person !== person) return refused('room.floor_not_yours')
    if (floor.state === 'speaking') return already
    return facts({ type: 'floor.accepted', data: { person, organization: floor.organization } })
  },

  returnFloor({ state, actor: { person } }) {
    const { floor } = state
    if (floor?.person !== person) return already
    return facts({ type: 'floor.returned', data: { person, spoke: floor.state === 'speaking' } })
  },
}

/** The floor is one: who has it must lose it before somebody else gets it. */
const taken = ({ floor }: Asked['state']): RecordFact[] =>
  floor
    ? [{ type: 'floor.withdrawn', data: { person: floor.person, spoke: floor.state === 'speaking' } }]
    : []
