import { describe, expect, it } from 'vitest'
import { people, setting } from '../factories/people.ts'
import { onAir, play } from '../factories/play.ts'
import { view } from './view.ts'
import { meOf, standing } from './view-people.ts'

const rules = { acceptedRules: 2 }

describe('the door', () => {
  it('lets in whoever accepts the ground rules that hold now', () => {
    const room = play()
    expect(room.isRefused('dana', 'enter', rules)).toBe('room.not_open')
    room.does('officer', 'openRoom')
    expect(room.isRefused('dana', 'enter')).toBe('room.accept_rules')
    expect(room.isRefused('secretary', 'enter', { acceptedRules: 1 })).toBe('room.accept_rules')
    room.does('secretary', 'enter', rules)
    room.does('dana', 'enter', rules)
    expect(meOf(room.seen(), people.dana)).toMatchObject({ place: 'inside', acceptedRules: 2 })
    expect(view(room.seen(), `panel:${people.secretary.panelMember}`, 'attendees')).toMatchObject({
      present: true,
    })
  })

  it('opened by hand keeps the audience waiting until somebody admits them, the panel never', () => {
    const room = play()
    room.does('officer', 'openRoom')
    room.does('officer', 'setAdmission', { admission: 'by hand' })
    room.does('secretary', 'enter', rules)
    for (const who of ['dana', 'fay', 'gus'] as const) {
      room.does(who, 'enter', rules)
      room.pass({ minutes: 1 })
    }
    const waiting = () => view(room.seen(), 'lobby', 'mission')
    expect(waiting()).toMatchObject({
      waiting: [{ name: 'PERSON-09' }, { name: 'PERSON-11' }, { name: 'PERSON-12' }],
    })
    room.does('officer', 'admit', { person: people.dana.person })
    room.does('officer', 'refuse', { person: people.fay.person })
    expect(meOf(room.seen(), people.dana).place).toBe('inside')
    expect(meOf(room.seen(), people.fay).place).toBe('refused')
    expect(room.isRefused('fay', 'enter', rules)).toBe('room.refused_at_door')

    // Who was admitted once does not wait again.
    room.does('dana', 'leave')
    room.does('dana', 'enter', rules)
    expect(meOf(room.seen(), people.dana).place).toBe('inside')

    room.does('officer', 'setAdmission', { admission: 'automatic' })
    expect(meOf(room.seen(), people.gus).place).toBe('inside')
    expect(waiting()).toMatchObject({ waiting: [], removed: [{ name: 'PERSON-11', reason: null }] })
  })

  it('stays closed to whoever was removed, until somebody admits them', () => {
    const room = onAir()
    const fay = { person: people.fay.person }
    room.does('fay', 'raiseHand')
    expect(
      room.isRefused('officer', 'removePerson', { ...fay, person: people.secretary.person, reason: 'other' }),
    ).toBe('room.only_audience_removed')
    room.does('officer', 'removePerson', { ...fay, reason: 'disturbs' })
    expect(meOf(room.seen(), people.fay)).toMatchObject({ place: 'removed', removal: 'disturbs', hand: null })
    expect(standing(room.seen(), people.fay)).toBe('door')
    expect(view(room.seen(), 'lobby', 'mission')).toMatchObject({
      removed: [{ name: 'PERSON-11', reason: 'disturbs' }],
    })
    expect(room.isRefused('fay', 'enter', rules)).toBe('room.removed')
    room.does('officer', 'admit', fay)
    room.does('fay', 'enter', rules)
    expect(meOf(room.seen(), people.fay)).toMatchObject({ place: 'inside', removal: null })
    // Also after the call there is nothing to see for whoever was removed.
    room.does('officer', 'removePerson', { ...fay, reason: 'ground rules' })
    room.does('officer', 'endCall')
    expect(standing(room.seen(), people.fay)).toBe('door')
  })

  it('locked, lets back in who was inside, and keeps who is new waiting', () => {
    const room = play()
    room.does('officer', 'openRoom')
    room.does('dana', 'enter', rules)
    room.does('officer', 'setLock', { locked: true })
    room.does('dana', 'leave')
    room.does('dana', 'enter', rules)
    room.does('secretary', 'enter', rules)
    room.does('fay', 'enter', rules)
    room.does('gus', 'enter', rules)
    const places = () =>
      (['dana', 'secretary', 'fay', 'gus'] as const).map((who) => meOf(room.seen(), people[who]).place)
    expect(places()).toEqual(['inside', 'inside', 'waiting', 'waiting'])
    expect(view(room.seen(), 'call', 'mission')).toMatchObject({ locked: true })
    room.does('officer', 'admit', { person: people.gus.person })
    room.does('officer', 'setAdmission', { admission: 'by hand' })
    room.does('officer', 'setAdmission', { admission: 'automatic' })
    expect(places()).toEqual(['inside', 'inside', 'waiting', 'inside'])
    room.does('officer', 'setLock', { locked: false })
    expect(places()).toEqual(['inside', 'inside', 'inside', 'inside'])
  })

  it('counts people and firms', () => {
    const room = onAir()
    expect(view(room.seen(), 'presence', 'attendees')).toEqual({
      attendees: 4,
      firms: 2,
      observers: 1,
      onStage: 3,
    })
    room.does('dana', 'enter', rules)
    expect(room.record.filter(({ type }) => type === 'person.entered')).toHaveLength(9)
    room.does('earl', 'leave')
    expect(view(room.seen(), 'presence', 'attendees')).toMatchObject({ attendees: 3, firms: 2 })
  })
})

describe('the call', () => {
  it('goes on air from the green room, not before it is published, not by an attendee', () => {
    const draft = play({ setting: { ...setting, published: false } })
    expect(draft.isRefused('officer', 'openRoom')).toBe('room.not_published')
    const room = play()
    expect(room.isRefused('officer', 'goOnAir')).toBe('room.not_open')
    expect(room.isRefused('viewer', 'openRoom')).toBe('room.not_yours')
    expect(room.isRefused('dana', 'openRoom')).toBe('room.not_yours')
    room.does('officer', 'openRoom')
    expect(room.isRefused('officer', 'endCall')).toBe('room.not_on_air')
    room.does('host', 'goOnAir')
    expect(room.isRefused('officer', 'goOnAir')).toBe('room.on_air')
    room.does('officer', 'endBroadcast')
    expect(room.isRefused('dana', 'enter', rules)).toBe('room.broadcast_over')
    room.does('officer', 'endCall')
    expect(room.isRefused('officer', 'openRoom')).toBe('room.call_over')
    expect(room.isRefused('dana', 'enter', rules)).toBe('room.call_over')
  })
})
