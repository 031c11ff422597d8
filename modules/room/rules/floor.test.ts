import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attempts, playAll } from '../factories/fuzz.ts'
import { AGENDA, people } from '../factories/people.ts'
import { onAir, type Play } from '../factories/play.ts'
import { voiceOf } from './apply-floor.ts'
import { decideFloorOver } from './decide-floor.ts'
import { permissionOf } from './stage.ts'
import { view } from './view.ts'
import { orderOfHands } from './view-floor.ts'
import { meOf } from './view-people.ts'

const hands = (room: Play) => orderOfHands(room.state).map(({ person }) => person)
const floor = (room: Play, audience: 'mission' | 'attendees' = 'mission') =>
  view(room.seen(), 'floor', audience)

describe('raised hands', () => {
  it('are heard in turn, and firms that have not spoken come first', () => {
    const room = onAir()
    room.does('dana', 'raiseHand')
    room.does('officer', 'giveFloor', { person: people.dana.person })
    room.does('dana', 'acceptFloor')
    room.does('dana', 'returnFloor')
    // Earl is of Dana's firm, which has spoken; Fay and Gus come later and are heard first.
    for (const who of ['earl', 'fay', 'gus'] as const) room.does(who, 'raiseHand')
    expect(hands(room)).toEqual([people.fay.person, people.gus.person, people.earl.person])
    expect(meOf(room.seen(), people.earl).hand).toMatchObject({ before: 2 })
    expect(view(room.seen(), 'hands', 'mission')).toMatchObject({
      hands: [{ spoken: 0 }, { spoken: 0 }, { spoken: 1, name: 'PERSON-10' }],
    })
    expect(view(room.seen(), 'hands', 'attendees')).toBe(null)
    room.does('fay', 'lowerHand')
    expect(meOf(room.seen(), people.earl).hand).toMatchObject({ before: 1 })
    room.does('officer', 'lowerHands')
    expect(hands(room)).toEqual([])
  })

  it('keep their place while the line is cut, not after leaving', () => {
    const room = onAir()
    room.does('fay', 'raiseHand')
    room.does('gus', 'raiseHand')
    room.does('fay', 'leave')
    room.does('fay', 'enter', { acceptedRules: 2 })
    expect(hands(room)).toEqual([people.gus.person])
    room.isCut('gus')
    expect(hands(room)).toEqual([])
    room.does('dana', 'raiseHand')
    room.does('gus', 'enter', { acceptedRules: 2 })
    expect(hands(room)).toEqual([people.gus.person, people.dana.person])
  })
})

describe('the floor', () => {
  it('is offered, accepted and handed back; everyone hears which firm speaks, and only then', () => {
    const room = onAir()
    expect(room.isRefused('officer', 'giveFloor', { person: people.fay.person })).toBe('room.no_hand')
    room.does('fay', 'raiseHand')
    room.does('officer', 'giveFloor', { person: people.fay.person })
    expect(meOf(room.seen(), people.fay)).toMatchObject({ hand: null, floor: { state: 'offered' } })
    expect(floor(room)).toMatchObject({ state: 'offered', name: 'PERSON-11', organizationName: 'FIRM-02' })
    expect(floor(room, 'attendees')).toEqual({
      state: 'offered',
      since: room.now(),
      until: null,
      firm: null,
    })
    expect(room.isRefused('dana', 'acceptFloor')).toBe('room.floor_not_yours')
    room.pass({ seconds: 5 })
    room.does('fay', 'acceptFloor')
    expect(floor(room, 'attendees')).toEqual({
      state: 'speaking',
      since: room.now(),
      until: '2026-04-23T12:02:05Z',
      firm: 'FIRM-02',
    })
    room.does('fay', 'returnFloor')
    expect(floor(room)).toBe(null)
  })

  it('is declined without having spoken, withdrawn by the moderator, and lost by leaving', () => {
    const room = onAir()
    const give = (who: 'dana' | 'fay' | 'gus') => {
      room.does(who, 'raiseHand')
      room.does('officer', 'giveFloor', { person: people[who].person })
    }
    give('dana')
    room.does('dana', 'returnFloor')
    expect(room.state.spoken.size).toBe(0)
    give('fay')
    room.does('fay', 'acceptFloor')
    give('gus')
    expect(room.record.filter(({ type }) => type === 'floor.withdrawn')).toMatchObject([
      { data: { person: people.fay.person, spoke: true } },
    ])
    expect(floor(room)).toMatchObject({ name: 'PERSON-12' })
    room.does('gus', 'leave')
    expect(floor(room)).toBe(null)
    give('dana')
    room.does('officer', 'withdrawFloor')
    expect(floor(room)).toBe(null)
  })

  it('is over after two minutes, or four where the moderator added two, and then is heard no more', () => {
    const room = onAir()
    const over = () => decideFloorOver(room.state, room.now())
    const none = { facts: [] }
    expect(room.isRefused('officer', 'extendFloor')).toBe('room.nobody_speaks')
    room.does('fay', 'raiseHand')
    room.does('officer', 'giveFloor', { person: people.fay.person })
    // While it is only offered no time runs.
    room.pass({ minutes: 10 })
    expect(over()).toEqual(none)
    expect(room.isRefused('officer', 'extendFloor')).toBe('room.nobody_speaks')
    room.does('fay', 'acceptFloor')
    room.pass({ seconds: 119 })
    expect(over()).toEqual(none)
    room.does('officer', 'extendFloor')
    expect(meOf(room.seen(), people.fay).floor).toMatchObject({ until: '2026-04-23T12:14:00Z' })
    room.pass({ seconds: 120 })
    expect(over()).toEqual(none)
    expect(permissionOf(room.state, people.fay)).toMatchObject({ microphone: true })
    room.pass({ seconds: 1 })
    room.notices(decideFloorOver)
    expect(room.record.at(-1)).toMatchObject({ type: 'floor.ended', data: { person: people.fay.person } })
    expect(permissionOf(room.state, people.fay)).toMatchObject({ microphone: false })
    expect([floor(room), over()]).toEqual([null, none])
    expect(room.state.spoken.get(people.fay.organization ?? '')).toBe(1)
  })

  it('ends with the broadcast, as do the hands', () => {
    const room = onAir()
    room.does('fay', 'raiseHand')
    room.does('gus', 'raiseHand')
    room.does('officer', 'giveFloor', { person: people.gus.person })
    room.does('officer', 'endBroadcast')
    expect([floor(room), hands(room)]).toEqual([null, []])
    expect(room.isRefused('officer', 'giveFloor', { person: people.fay.person })).toBe('room.broadcast_over')
  })
})

describe('the time of the panel', () => {
  it('is reminded of on the speaker’s own screen, and two minutes are added to the item that runs', () => {
    const room = onAir()
    const mine = (who: 'secretary' | 'host') => meOf(room.seen(), people[who]).remindedAt
    const minutes = () => view(room.seen(), `agenda:${AGENDA[1]}`, 'attendees')
    room.does('officer', 'startAgendaItem', { item: AGENDA[1] })
    room.pass({ minutes: 9 })
    room.does('officer', 'remindSpeaker')
    expect([mine('secretary'), mine('host')]).toEqual([room.now(), null])
    room.does('officer', 'extendAgendaItem')
    expect(minutes()).toMatchObject({ minutes: 10 })
    // The next item has no planned length, and nobody of the panel speaks in it.
    room.does('officer', 'nextAgendaItem')
    expect(mine('secretary')).toBe(null)
    expect(room.isRefused('officer', 'remindSpeaker')).toBe('room.nobody_to_remind')
    expect(room.isRefused('officer', 'extendAgendaItem')).toBe('room.no_planned_time')
    room.does('officer', 'nextAgendaItem')
    expect(room.isRefused('officer', 'extendAgendaItem')).toBe('room.nothing_runs')
  })
})

describe('whatever people try', () => {
  it('at most one has the floor, and only who is in the room', () => {
    fc.assert(
      fc.property(attempts(150), (list) => {
        let holder: string | null = null
        const { record, state } = playAll(list, (room) => {
          if (room.state.floor) expect(room.state.people.get(room.state.floor.person)?.place).toBe('inside')
        })
        for (const { type, data } of record) {
          if (type === 'floor.granted') {
            expect(holder).toBe(null)
            holder = data.person
          } else if (type === 'floor.accepted') expect(holder).toBe(data.person)
          else if (type === 'floor.returned' || type === 'floor.withdrawn' || type === 'floor.ended') {
            expect(holder).toBe(data.person)
            holder = null
          } else if (type === 'person.left' || type === 'person.removed') {
            if (holder === data.person) holder = null
          } else if (type === 'room.debrief' || type === 'room.ended') holder = null
        }
        expect(state.floor?.person ?? null).toBe(holder)
      }),
      { numRuns: 120 },
    )
  })

  it('hands are in a fair order: nobody who was heard before somebody who was not, else by time', () => {
    fc.assert(
      fc.property(attempts(150), (list) => {
        playAll(list, ({ state }) => {
          const order = orderOfHands(state)
          const inside = [...state.hands.values()].filter(
            ({ person }) => state.people.get(person)?.place === 'inside',
          )
          expect(new Set(order)).toEqual(new Set(inside))
          order.slice(1).forEach((hand, index) => {
            const former = order[index]
            if (!former) return
            const heard = state.spoken.has(voiceOf(hand))
            const formerHeard = state.spoken.has(voiceOf(former))
            expect(formerHeard && !heard).toBe(false)
            if (heard === formerHeard) expect(former.seq).toBeLessThan(hand.seq)
          })
        })
      }),
      { numRuns: 80 },
    )
  })
})
