import { describe, expect, it } from 'vitest'
import { PHASES } from '../contract.ts'
import { everybody, idOf, PANEL, people, type Who } from '../factories/people.ts'
import { onAir, type Play, play } from '../factories/play.ts'
import { apply } from './apply.ts'
import { decideDeck, decideHeard } from './decide-stage.ts'
import { isRefusal } from './decision.ts'
import { mediaRoomOf, permissionOf } from './stage.ts'
import { view } from './view.ts'
import { meOf } from './view-people.ts'

const INSIDE: readonly Who[] = [
  'host',
  'secretary',
  'chairman',
  'rapporteur',
  'dana',
  'earl',
  'fay',
  'gus',
  'observer',
]

/** Who may send what: `mcs` microphone, camera and screen, `mc` without screen, `-` only hear; who is missing may not be there. */
const allowed = (room: Play): string[] =>
  everybody.flatMap((who) => {
    const may = permissionOf(room.state, people[who])
    if (!may) return []
    const letters = `${may.microphone ? 'm' : ''}${may.camera ? 'c' : ''}${may.screen ? 's' : ''}`
    return [`${who} ${letters || '-'}`]
  })

const STAGE = ['officer mcs', 'viewer -', 'host mcs', 'secretary mcs', 'chairman mcs', 'rapporteur -']
const AUDIENCE = ['dana -', 'earl -', 'fay -', 'gus -', 'observer -']

/** The media server told of a microphone. */
function hears(room: Play, who: Who, on: boolean, seenAt = room.now()) {
  const decision = decideHeard(room.state, { person: people[who].person, on, seenAt }, room.now())
  if (isRefusal(decision)) throw new Error(decision.refused)
  for (const { type, data } of decision.facts) {
    const actor = { kind: 'system', id: 'room' } as const
    const event = { seq: room.state.seq + 1, at: room.now(), actor, type, data, text: null } as never
    apply(room.state, event)
  }
  return decision.facts
}

describe('who is heard', () => {
  it('is nobody while the room is closed', () => {
    expect(allowed(play())).toEqual([])
  })

  it('is the panel among itself in the green room, and of the audience nobody is there', () => {
    const room = play()
    room.does('officer', 'openRoom')
    for (const who of INSIDE) room.does(who, 'enter', { acceptedRules: 2 })
    expect(allowed(room)).toEqual(STAGE)
  })

  it('is the stage on air, with the audience listening', () => {
    expect(allowed(onAir())).toEqual([...STAGE, ...AUDIENCE])
  })

  it('is the firm that accepted the floor, and it no more once the floor is gone', () => {
    const room = onAir()
    room.does('dana', 'raiseHand')
    room.does('officer', 'giveFloor', { person: people.dana.person })
    expect(allowed(room)).toContain('dana -')
    room.does('dana', 'acceptFloor')
    expect(allowed(room)).toEqual([...STAGE, 'dana mc', ...AUDIENCE.slice(1)])
    room.does('officer', 'withdrawFloor')
    expect(allowed(room)).toContain('dana -')
  })

  it('is the panel alone in the debrief, in a room of which the audience never had a token', () => {
    const room = onAir()
    room.does('officer', 'endBroadcast')
    expect(allowed(room)).toEqual(STAGE)
    const rooms = PHASES.map((phase) => mediaRoomOf('c', phase))
    expect(rooms).toEqual([null, 'c', 'c', 'c-debrief', null])
  })

  it('is nobody who was taken out, left, or whose line is gone', () => {
    const room = onAir()
    room.does('officer', 'removePerson', { person: people.fay.person, reason: 'disturbs' })
    room.does('gus', 'leave')
    room.isCut('secretary')
    expect(allowed(room).map((line) => line.split(' ')[0])).toEqual(
      expect.not.arrayContaining(['fay', 'gus', 'secretary']),
    )
  })
})

describe('the moderator', () => {
  it('mutes whoever is heard, one or all but herself, and asks to unmute', () => {
    const room = onAir()
    room.does('officer', 'mutePerson', { person: people.secretary.person })
    expect(meOf(room.seen(), people.secretary).stage).toEqual({
      mayPublish: true,
      mutedAt: room.now(),
      askedToUnmuteAt: null,
    })
    room.pass({ seconds: 5 })
    room.does('officer', 'askToUnmute', { person: people.secretary.person })
    expect(meOf(room.seen(), people.secretary).stage.askedToUnmuteAt).toBe(room.now())
    room.does('host', 'muteAll')
    expect([...room.state.stage.muted.keys()].sort()).toEqual(
      [people.secretary.person, people.chairman.person].sort(),
    )
    expect(room.isRefused('officer', 'mutePerson', { person: people.dana.person })).toBe('room.not_on_stage')
  })

  it('can mute the mission too, which is on stage without having entered', () => {
    const room = onAir()
    expect(room.isRefused('host', 'mutePerson', { person: people.officer.person })).toBe('room.not_on_stage')
    hears(room, 'officer', true)
    room.does('host', 'mutePerson', { person: people.officer.person })
  })

  it('points at the panel only, and nobody is pointed at who left', () => {
    const room = onAir()
    expect(room.isRefused('officer', 'spotlight', { person: people.dana.person })).toBe('room.not_on_stage')
    room.does('officer', 'spotlight', { person: people.chairman.person })
    expect(view(room.seen(), 'stage', 'attendees')).toMatchObject({
      spotlight: `person:${people.chairman.person}`,
    })
    room.does('chairman', 'leave')
    expect(view(room.seen(), 'stage', 'attendees')).toMatchObject({ spotlight: null })
  })

  it('sets the layout for all', () => {
    const room = onAir()
    room.does('officer', 'setLayout', { layout: 'side by side' })
    expect(view(room.seen(), 'stage', 'attendees')).toMatchObject({ layout: 'side by side' })
  })
})

describe('slides', () => {
  it('are shown by those on stage, page by page, and end with the broadcast', () => {
    const room = onAir()
    const deck = idOf('5', 1)
    expect(room.isRefused('secretary', 'showSlide', { deck, page: 1 })).toBe('room.no_such_slide')
    const decision = decideDeck(room.state, deck, 2)
    if (isRefusal(decision)) throw new Error(decision.refused)
    expect(decision.facts).toEqual([{ type: 'deck.added', data: { deck, pages: 2 } }])
    room.state.stage.decks.set(deck, 2)
    room.does('secretary', 'showSlide', { deck, page: 2 })
    expect(view(room.seen(), 'stage', 'attendees')).toMatchObject({
      slides: { deck, page: 2, pages: 2, by: PANEL[1] },
    })
    expect(room.isRefused('secretary', 'showSlide', { deck, page: 3 })).toBe('room.no_such_slide')
    room.does('officer', 'endBroadcast')
    expect(view(room.seen(), 'stage', 'panel')).toMatchObject({ slides: null })
  })

  it('of the rehearsal and of the debrief are not for the audience', () => {
    const room = play()
    const deck = idOf('7', 1)
    room.does('officer', 'openRoom')
    room.notices((state) => decideDeck(state, deck, 2))
    room.does('dana', 'enter', { acceptedRules: 2 })
    const seen = (audience: 'panel' | 'attendees') => view(room.seen(), 'stage', audience)
    room.does('officer', 'enter')
    room.does('officer', 'showSlide', { deck, page: 1 })
    expect(seen('panel')).toMatchObject({ slides: { deck } })
    expect(seen('attendees')).not.toHaveProperty('slides')
    room.does('officer', 'goOnAir')
    expect(seen('attendees')).toMatchObject({ slides: { deck, page: 1 } })
    room.does('officer', 'endBroadcast')
    room.does('officer', 'showSlide', { deck, page: 2 })
    expect(seen('attendees')).not.toHaveProperty('slides')
    room.does('officer', 'endCall')
    expect(seen('panel')).toMatchObject({ slides: null })
  })
})

describe('what the media server saw', () => {
  it('stands in the record once, with whether the word had been given', () => {
    const room = onAir()
    expect(hears(room, 'secretary', true)).toMatchObject([
      { type: 'speech.started', data: { granted: true } },
    ])
    expect(hears(room, 'secretary', true)).toEqual([])
    // Seen, though nobody had given the word: the record says so.
    expect(hears(room, 'dana', true)).toMatchObject([
      { type: 'speech.started', data: { granted: false, organization: people.dana.organization } },
    ])
    expect(hears(room, 'dana', false)).toMatchObject([{ type: 'speech.ended', data: { granted: false } }])
  })

  it('says of the end of a speech what it said of its beginning, also when the floor was taken back', () => {
    const room = onAir()
    room.does('dana', 'raiseHand')
    room.does('officer', 'giveFloor', { person: people.dana.person })
    room.does('dana', 'acceptFloor')
    expect(hears(room, 'dana', true)).toMatchObject([{ data: { granted: true } }])
    room.does('officer', 'withdrawFloor')
    expect(hears(room, 'dana', false)).toMatchObject([{ type: 'speech.ended', data: { granted: true } }])
    expect(hears(room, 'dana', true)).toMatchObject([{ data: { granted: false } }])
  })

  it('is never later than now, whatever its clock says', () => {
    const room = onAir()
    const [fact] = hears(room, 'host', true, '2036-04-23T12:00:00Z')
    expect(fact?.data).toMatchObject({ seenAt: room.now() })
  })
})
