import type { RecordEventData } from '../contract.ts'
import { handKeys, leaveFloor, silence } from './apply-floor.ts'
import { leaveStage } from './apply-stage.ts'
import { EVERYBODY, type Place, type Reducers, type RoomPerson, type RoomState } from './state.ts'
import { isAudience } from './who.ts'

type PeopleEvent =
  | 'room.opened'
  | 'room.on-air'
  | 'room.debrief'
  | 'room.ended'
  | 'room.admission-set'
  | 'room.locked'
  | 'room.unlocked'
  | 'person.removed'
  | 'person.waiting'
  | 'person.admitted'
  | 'person.refused'
  | 'person.entered'
  | 'person.left'

/** The audience is out. Whoever had no link is counted no more either, though nobody of them left. */
const ALL_OUT = ['call', EVERYBODY, 'stage', 'presence']

const keysOf = (person: RoomPerson): string[] => [
  `person:${person.person}`,
  `me:${person.person}`,
  'presence',
  ...(person.panelMember ? [`panel:${person.panelMember}`] : []),
]

function arrive(
  state: RoomState,
  arrival: RecordEventData<'person.entered'>,
  place: Place,
  at: string,
): readonly string[] {
  const known = state.people.get(arrival.person)
  const person: RoomPerson = {
    ...arrival,
    place,
    since: at,
    admitted: known?.admitted ?? false,
    removal: null,
    count: known?.count ?? 1,
    wasInside: place === 'inside' || (known?.wasInside ?? false),
  }
  state.people.set(arrival.person, person)
  // A hand that was up while the line was cut is up again, in its place.
  return ['lobby', ...(state.hands.has(arrival.person) ? handKeys(state) : []), ...keysOf(person)]
}

function put(state: RoomState, id: string, place: Place, at: string): readonly string[] {
  const person = state.people.get(id)
  if (!person) return []
  person.place = place
  person.since = at
  return ['lobby', ...keysOf(person)]
}

function lock(state: RoomState, locked: boolean): string[] {
  state.locked = locked
  return ['call']
}

/** Everybody whom `leaves` names is outside from now on: one event for three thousand, not three thousand events. */
function empty(state: RoomState, at: string, leaves: (person: RoomPerson) => boolean): string[] {
  const gone = [...state.people.values()].filter(
    (person) => (person.place === 'inside' || person.place === 'waiting') && leaves(person),
  )
  return gone.flatMap((person) => put(state, person.person, 'outside', at))
}

export const PEOPLE_REDUCERS: Reducers<PeopleEvent> = {
  'room.opened'(state, { at, data }) {
    state.phase = 'green room'
    state.since = at
    state.openedAt = at
    state.admission = data.admission
    return ['call', EVERYBODY]
  },
  'room.on-air'(state, { at }) {
    state.phase = 'on air'
    state.since = at
    state.onAirAt = at
    return ['call', EVERYBODY, 'stage']
  },
  'room.debrief'(state, { at }) {
    state.phase = 'debrief'
    state.since = at
    state.broadcastEndedAt = at
    state.stage.slides = null
    const answering = state.answering ? [`question:${state.answering.question}`] : []
    state.answering = null
    return [...ALL_OUT, ...silence(state), ...answering, ...empty(state, at, isAudience)]
  },
  'room.ended'(state, { at }) {
    state.phase = 'ended'
    state.since = at
    state.endedAt = at
    state.broadcastEndedAt ??= at
    state.stage.slides = null
    const answering = state.answering ? [`question:${state.answering.question}`] : []
    state.answering = null
    return [...ALL_OUT, ...silence(state), ...answering, ...empty(state, at, () => true)]
  },
  'room.admission-set'(state, { data }) {
    state.admission = data.admission
    return ['call']
  },
  'room.locked': (state) => lock(state, true),
  'room.unlocked': (state) => lock(state, false),
  'person.removed'(state, { at, data }) {
    const person = state.people.get(data.person)
    // Admitted before is not admitted again.
    if (person) Object.assign(person, { admitted: false, wasInside: false, removal: data.reason })
    return [...leaveFloor(state, data.person, true), ...put(state, data.person, 'removed', at)]
  },
  'person.waiting': (state, { at, data }) => arrive(state, data, 'waiting', at),
  'person.entered': (state, { at, data }) => arrive(state, data, 'inside', at),
  'person.admitted'(state, { at, data }) {
    const person = state.people.get(data.person)
    if (person) Object.assign(person, { admitted: true, removal: null })
    return put(state, data.person, 'outside', at)
  },
  'person.refused': (state, { at, data }) => put(state, data.person, 'refused', at),
  'person.left': (state, { at, data }) => [
    ...leaveStage(state, data.person),
    ...leaveFloor(state, data.person, data.why === 'left'),
    ...put(state, data.person, 'outside', at),
  ],
}
