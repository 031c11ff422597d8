import { FLOOR_MORE_SECONDS, type RecordFact } from '../contract.ts'
import { type Asked, already, type Decision, facts, type Rules, refused } from './decision.ts'

type FloorCommand =
  | 'raiseHand'
  | 'lowerHand'
  | 'lowerHands'
  | 'giveFloor'
  | 'withdrawFloor'
  | 'extendFloor'
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

  extendFloor({ state: { floor } }) {
    if (floor?.state !== 'speaking') return refused('room.nobody_speaks')
    const { person } = floor
    return facts({ type: 'floor.extended', data: { person, seconds: FLOOR_MORE_SECONDS } })
  },

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

/** When the floor ends by itself (ISO 8601); null while nobody speaks. */
export function floorUntil({ floor }: Pick<Asked['state'], 'floor'>): string | null {
  if (floor?.state !== 'speaking') return null
  return Temporal.Instant.from(floor.since).add({ seconds: floor.seconds }).toString()
}

/** The room itself notices that the time of whoever speaks is over. */
export function decideFloorOver(state: Asked['state'], now: string): Decision {
  const until = floorUntil(state)
  if (!state.floor || until === null) return already
  if (Temporal.Instant.compare(Temporal.Instant.from(now), Temporal.Instant.from(until)) < 0) return already
  return facts({ type: 'floor.ended', data: { person: state.floor.person } })
}
