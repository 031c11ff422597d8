import { FLOOR_SECONDS } from '../contract.ts'
import { leaveStage } from './apply-stage.ts'
import type { Hand, Reducers, RoomState } from './state.ts'

type FloorEvent =
  | 'hand.raised'
  | 'hand.lowered'
  | 'hands.lowered'
  | 'floor.granted'
  | 'floor.accepted'
  | 'floor.returned'
  | 'floor.withdrawn'
  | 'floor.extended'
  | 'floor.ended'

/** Who is heard as one: a firm, or a person who represents none. */
export const voiceOf = ({ person, organization }: Pick<Hand, 'person' | 'organization'>): string =>
  organization ?? person

/** One hand more or less moves all the others. */
export const handKeys = (state: RoomState): string[] => [
  'hands',
  ...[...state.hands.keys()].map((person) => `me:${person}`),
]

function drop(state: RoomState, person: string): string[] {
  if (!state.hands.has(person)) return []
  const keys = handKeys(state)
  state.hands.delete(person)
  return keys
}

function clearFloor(state: RoomState): string[] {
  if (!state.floor) return []
  const { person } = state.floor
  state.floor = null
  return ['floor', `me:${person}`, ...leaveStage(state, person)]
}

/** Nobody has the floor and no hand is up: the broadcast is over. */
export function silence(state: RoomState): string[] {
  const keys = [...handKeys(state), ...clearFloor(state)]
  state.hands.clear()
  return keys
}

/** Who goes out of the door takes the hand down; whose line is cut keeps their place. The floor is lost either way. */
export function leaveFloor(state: RoomState, person: string, atWill: boolean): string[] {
  return [
    ...(state.floor?.person === person ? clearFloor(state) : []),
    ...(state.hands.has(person) ? handKeys(state) : []),
    ...(atWill ? drop(state, person) : []),
  ]
}

export const FLOOR_REDUCERS: Reducers<FloorEvent> = {
  'hand.raised'(state, { at, seq, data }) {
    state.hands.set(data.person, { ...data, since: at, seq })
    return handKeys(state)
  },
  'hand.lowered': (state, { data }) => drop(state, data.person),
  'hands.lowered'(state) {
    const keys = handKeys(state)
    state.hands.clear()
    return keys
  },
  'floor.granted'(state, { at, data }) {
    const former = clearFloor(state)
    state.floor = { ...data, state: 'offered', since: at, seconds: FLOOR_SECONDS }
    return ['floor', `me:${data.person}`, ...former, ...drop(state, data.person)]
  },
  'floor.accepted'(state, { at, data }) {
    const voice = voiceOf(data)
    state.spoken.set(voice, (state.spoken.get(voice) ?? 0) + 1)
    if (state.floor) Object.assign(state.floor, { state: 'speaking', since: at })
    return ['floor', `me:${data.person}`, ...handKeys(state)]
  },
  'floor.returned': clearFloor,
  'floor.withdrawn': clearFloor,
  'floor.ended': clearFloor,
  'floor.extended'(state, { seq, data }) {
    state.extended = seq
    if (state.floor) state.floor.seconds += data.seconds
    return ['floor', `me:${data.person}`]
  },
}
