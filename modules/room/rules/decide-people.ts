import type { RecordEventData, RecordFact } from '../contract.ts'
import { type Asked, already, type Decision, facts, type Rules, refused } from './decision.ts'
import type { RoomPerson } from './state.ts'
import { audienceOf, callRoles, isAudience } from './who.ts'

type PeopleCommand =
  | 'enter'
  | 'leave'
  | 'admit'
  | 'refuse'
  | 'setAdmission'
  | 'removePerson'
  | 'setLock'
  | 'openRoom'
  | 'goOnAir'
  | 'endBroadcast'
  | 'endCall'

const arrivalOf = (person: RoomPerson): RecordEventData<'person.entered'> => ({
  person: person.person,
  kind: person.kind,
  roles: person.roles,
  organization: person.organization,
  panelMember: person.panelMember,
  acceptedRules: person.acceptedRules,
})

const letIn = (person: RoomPerson): RecordFact[] => [
  { type: 'person.admitted', data: { person: person.person } },
  { type: 'person.entered', data: arrivalOf(person) },
]

/** Lets in everybody who waits at the door. */
const waiting = ({ people }: Asked['state']): RecordFact[] =>
  [...people.values()].filter(({ place }) => place === 'waiting').flatMap(letIn)

export const PEOPLE_RULES: Rules<PeopleCommand> = {
  enter({ state, facts: call, actor }, { acceptedRules }) {
    const known = state.people.get(actor.person)
    if (known?.place === 'inside' || known?.place === 'waiting') return already
    if (known?.place === 'refused') return refused('room.refused_at_door')
    if (known?.place === 'removed') return refused('room.removed')
    const audience = audienceOf(actor.roles)
    if (audience === 'attendees' && state.phase === 'debrief') return refused('room.broadcast_over')
    if (audience !== 'mission' && acceptedRules !== call.rulesVersion) return refused('room.accept_rules')
    const arrival = {
      person: actor.person,
      kind: actor.kind,
      roles: callRoles(actor.roles),
      organization: actor.organization,
      panelMember: actor.panelMember,
      acceptedRules,
    }
    const knocks =
      (state.admission === 'by hand' && !known?.admitted) ||
      (state.locked && !known?.wasInside && !known?.admitted)
    const waits = audience === 'attendees' && knocks
    return facts({ type: waits ? 'person.waiting' : 'person.entered', data: arrival })
  },

  leave({ state, actor, now }) {
    return leaving(state.people.get(actor.person), 'left', now)
  },

  admit({ state }, { person: id }) {
    const person = state.people.get(id)
    if (person?.place === 'waiting') return { facts: letIn(person) }
    if (person?.place === 'refused' || person?.place === 'removed')
      return facts({ type: 'person.admitted', data: { person: id } })
    return person ? already : refused('room.nobody_waits')
  },

  refuse({ state }, { person: id }) {
    const person = state.people.get(id)
    if (person?.place === 'refused') return already
    if (person?.place !== 'waiting') return refused('room.nobody_waits')
    return facts({ type: 'person.refused', data: { person: id } })
  },

  setAdmission({ state }, { admission }) {
    if (state.admission === admission) return already
    const comeIn = admission === 'automatic' && !state.locked ? waiting(state) : []
    return { facts: [{ type: 'room.admission-set', data: { admission } }, ...comeIn] }
  },

  removePerson({ state }, { person: id, reason }) {
    const person = state.people.get(id)
    if (person?.place === 'removed') return already
    if (person?.place !== 'inside') return refused('room.nobody_inside')
    if (!isAudience(person)) return refused('room.only_audience_removed')
    return facts({ type: 'person.removed', data: { person: id, reason } })
  },

  setLock({ state }, { locked }) {
    if (state.locked === locked) return already
    if (locked) return facts({ type: 'room.locked', data: {} })
    const comeIn = state.admission === 'automatic' ? waiting(state) : []
    return { facts: [{ type: 'room.unlocked', data: {} }, ...comeIn] }
  },

  openRoom: ({ state, facts: call }) =>
    call.published
      ? facts({ type: 'room.opened', data: { admission: state.admission } })
      : refused('room.not_published'),

  /** The first agenda item starts with the broadcast. */
  goOnAir({ facts: call }) {
    const first = call.agenda[0]
    return facts(
      { type: 'room.on-air', data: {} },
      ...(first
        ? ([{ type: 'agenda.started', data: { item: first.id, groundRules: first.groundRules } }] as const)
        : []),
    )
  },

  endBroadcast: (asked, { seen }) => end(asked, seen, { type: 'room.debrief', data: {} }),

  endCall: (asked, { seen }) => end(asked, seen, { type: 'room.ended', data: {} }),
}

/** One officer ends it while another gives more time: whoever was first wins, and the other decides anew. */
const end = ({ state }: Asked, seen: number | null, ended: RecordFact): Decision =>
  state.phase === 'on air' && seen !== null && state.extended > seen
    ? refused('room.extended_meanwhile')
    : { facts: [...endOfAgenda(state), ended] }

const endOfAgenda = (state: Asked['state']): RecordFact[] =>
  state.running ? [{ type: 'agenda.finished', data: {} }] : []

function leaving(person: RoomPerson | undefined, why: 'left' | 'connection', lastSeen: string): Decision {
  if (person?.place !== 'inside' && person?.place !== 'waiting') return already
  return facts({ type: 'person.left', data: { person: person.person, why, lastSeen } })
}

/** The room itself notices that the last of a person's sockets is gone; `lastSeen` is when it closed (ISO 8601). */
export const decideLost = (state: Asked['state'], person: string, lastSeen: string): Decision =>
  leaving(state.people.get(person), 'connection', lastSeen)
