import type { RecordEvent } from '../../modules/room/contract.ts'
import { setting } from '../../modules/room/factories/people.ts'
import { type Model, type ModelPerson, type Must, ms, sideOf } from './model.ts'

/** The door, who is inside and how many they are, hands and the floor. */
export function takePerson(model: Model, event: RecordEvent, must: Must): boolean {
  return takeDoor(model, event, must) || takeCount(model, event, must) || takeFloor(model, event, must)
}

function takeDoor(model: Model, event: RecordEvent, must: Must): boolean {
  switch (event.type) {
    case 'room.admission-set':
      must(model.admission !== event.data.admission, 'it was so')
      model.admission = event.data.admission
      return true
    case 'room.locked':
    case 'room.unlocked':
      must(model.locked === (event.type === 'room.unlocked'), 'it was so')
      model.locked = event.type === 'room.locked'
      return true
    case 'person.waiting':
    case 'person.entered':
      arrive(model, event, must)
      return true
    case 'person.admitted': {
      const person = known(model, event.data.person, must)
      must(['waiting', 'refused', 'removed'].includes(person.place), `is ${person.place}`)
      Object.assign(person, { admitted: true, removal: null, place: 'outside', since: event.at })
      return true
    }
    case 'person.refused': {
      const person = known(model, event.data.person, must)
      must(person.place === 'waiting', `is ${person.place}`)
      Object.assign(person, { place: 'refused', since: event.at })
      return true
    }
    case 'person.removed': {
      const person = known(model, event.data.person, must)
      must(person.place === 'inside' && sideOf(person) === 'attendees', 'not of the audience inside')
      const { reason: removal } = event.data
      Object.assign(person, { place: 'removed', since: event.at, removal, admitted: false, wasInside: false })
      silence(model, event.data.person, true)
      return true
    }
    case 'person.left': {
      const person = known(model, event.data.person, must)
      must(person.place === 'inside' || person.place === 'waiting', `is ${person.place}`)
      Object.assign(person, { place: 'outside', since: event.at })
      // Whose line is cut keeps the place in the queue, not the floor.
      silence(model, event.data.person, event.data.why === 'left')
      return true
    }
    default:
      return false
  }
}

function known(model: Model, id: string, must: Must): ModelPerson {
  const person = model.people.get(id)
  must(person !== undefined, 'never came')
  if (!person) throw new Error('unreachable')
  return person
}

function silence(model: Model, person: string, hand: boolean): void {
  if (hand) model.hands.delete(person)
  if (model.floor?.person === person) model.floor = null
  model.stage.muted.delete(person)
  if (model.stage.spotlight === person) model.stage.spotlight = null
}

function arrive(
  model: Model,
  { type, data, at, actor }: Extract<RecordEvent, { type: 'person.waiting' | 'person.entered' }>,
  must: Must,
): void {
  must(['green room', 'on air', 'debrief'].includes(model.phase), `while ${model.phase}`)
  const before = model.people.get(data.person)
  must(
    before?.place !== 'inside' && before?.place !== 'refused' && before?.place !== 'removed',
    `is ${before?.place}`,
  )
  const side = sideOf(data)
  must(model.phase !== 'debrief' || side !== 'attendees', 'in the debrief')
  must(side === 'mission' || data.acceptedRules === setting.rulesVersion, 'without the ground rules')
  const knocks =
    side === 'attendees' &&
    !before?.admitted &&
    (model.admission === 'by hand' || (model.locked && !before?.wasInside))
  // Who is let in by somebody else was admitted.
  if (actor.id === data.person)
    must(knocks === (type === 'person.waiting'), knocks ? 'did not knock' : 'had to wait')
  const inside = type === 'person.entered'
  const { person, ...who } = data
  model.people.set(person, {
    ...who,
    place: inside ? 'inside' : 'waiting',
    since: at,
    admitted: before?.admitted ?? false,
    wasInside: inside || (before?.wasInside ?? false),
    removal: null,
    count: before?.count ?? 1,
  })
}

const fits = (count: number) => Number.isInteger(count) && count >= 1 && count <= 20

function takeCount(model: Model, event: RecordEvent, must: Must): boolean {
  switch (event.type) {
    case 'person.counted': {
      const person = known(model, event.data.person, must)
      must(person.place === 'inside' && person.roles.includes('attendee'), 'is no attendee inside')
      must(fits(event.data.count) && event.data.count !== person.count, `${event.data.count} of them`)
      person.count = event.data.count
      return true
    }
    case 'guest.came': {
      const { guest, how, count, named } = event.data
      must(model.phase === 'green room' || model.phase === 'on air', `while ${model.phase}`)
      must(!model.guests.has(guest) && fits(count), 'twice, or too many')
      must(named === (event.text !== null), 'named or not')
      model.guests.set(guest, { how, count, since: event.at, text: event.seq })
      return true
    }
    case 'guest.withdrawn':
      must(model.guests.delete(event.data.guest), 'never came')
      return true
    default:
      return false
  }
}

function takeFloor(model: Model, event: RecordEvent, must: Must): boolean {
  if (!/^(hand|hands|floor)\./.test(event.type)) return false
  must(model.phase === 'on air', `while ${model.phase}`)
  const inside = (person: string) => model.people.get(person)?.place === 'inside'
  const has = (person: string) => must(model.floor?.person === person, 'has no floor')
  switch (event.type) {
    case 'hand.raised': {
      const { person, organization } = event.data
      must(inside(person) && !model.hands.has(person), 'outside, or was up')
      must(model.floor?.person !== person, 'has the floor')
      model.hands.set(person, { organization, since: event.at, seq: event.seq })
      return true
    }
    case 'hand.lowered':
      must(model.hands.delete(event.data.person), 'was not up')
      return true
    case 'hands.lowered':
      must(model.hands.size > 0, 'none was up')
      model.hands.clear()
      return true
    case 'floor.granted':
      must(model.floor === null, 'two have the floor')
      must(model.hands.delete(event.data.person), 'no hand was up')
      must(inside(event.data.person), 'not inside')
      model.floor = { ...event.data, speaking: false, since: event.at, seconds: 120 }
      return true
    case 'floor.accepted': {
      const { person, organization } = event.data
      has(person)
      must(model.floor?.speaking === false, 'spoke already')
      Object.assign(model.floor ?? {}, { speaking: true, since: event.at })
      const voice = organization ?? person
      model.spoken.set(voice, (model.spoken.get(voice) ?? 0) + 1)
      return true
    }
    case 'floor.returned':
    case 'floor.withdrawn':
      has(event.data.person)
      must(model.floor?.speaking === event.data.spoke, 'spoke or not')
      model.floor = null
      return true
    case 'floor.extended':
      has(event.data.person)
      must(model.floor?.speaking === true, 'does not speak')
      if (model.floor) model.floor.seconds += event.data.seconds
      return true
    case 'floor.ended':
      has(event.data.person)
      must(ms(floorEnds(model) ?? NEVER) <= ms(event.at), 'its time was not over')
      model.floor = null
      return true
    default:
      return false
  }
}

const NEVER = '9999-12-31T00:00:00Z'

/** When the floor ends by itself; null while nobody speaks. */
export function floorEnds({ floor }: Model): string | null {
  if (!floor?.speaking) return null
  return Temporal.Instant.from(floor.since).add({ seconds: floor.seconds }).toString()
}
