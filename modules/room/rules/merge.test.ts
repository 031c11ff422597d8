import { describe, expect, it } from 'vitest'
import { emptyRoom, entitiesOf, inOrder, type QuestionView } from '../contract.ts'
import { PANEL, people } from '../factories/people.ts'
import { onAir, type Play } from '../factories/play.ts'
import { allKeys, view } from './view.ts'
import { meOf, orgOf } from './view-people.ts'

const ask = (room: Play, who: 'dana' | 'fay' | 'gus', text: string): string => {
  const question = room.does(who, 'submitQuestion', { text })
  room.does('officer', 'showQuestion', { question })
  return question
}
const seen = (room: Play, id: string) => view(room.seen(), `question:${id}`, 'mission') as QuestionView
const mine = (room: Play, who: 'dana' | 'fay' | 'gus') => meOf(room.seen(), people[who]).questions[0]

/** What an attendee reads from top to bottom. */
function list(room: Play): (string | null)[] {
  const entities = Object.fromEntries(
    allKeys(room.seen()).map((key) => [key, view(room.seen(), key, 'attendees')]),
  )
  const known = { ...emptyRoom, entities }
  return entitiesOf(known, 'question')
    .filter((question) => question !== null)
    .sort(inOrder(room.state.order))
    .map(({ text }) => text)
}

describe('the same asked twice', () => {
  it('is one question: votes unite, one for each firm, and both askers are told and follow it', () => {
    const room = onAir()
    const kept = ask(room, 'dana', 'Which license?')
    const twin = ask(room, 'fay', 'What license do we need?')
    room.does('earl', 'vote', { question: kept })
    room.does('dana', 'vote', { question: twin })
    room.does('gus', 'vote', { question: twin })
    room.does('officer', 'mergeQuestion', { question: twin, into: kept })

    // Earl and Dana are of one firm.
    expect(seen(room, kept)).toMatchObject({ votes: 2, merged: [{ id: twin, firm: 'FIRM-02' }] })
    expect(view(room.seen(), `question:${twin}`, 'attendees')).toBe(null)
    expect(orgOf(room.seen(), people.dana.organization ?? '').votes).toEqual([kept])
    expect(mine(room, 'fay')).toMatchObject({
      text: 'What license do we need?',
      state: 'visible',
      mergedWith: { text: 'Which license?' },
    })
    expect(mine(room, 'dana')).toMatchObject({ mergedWith: null, joined: 1 })
    expect(room.isRefused('gus', 'vote', { question: twin })).toBe('room.no_such_question')

    room.does('officer', 'assignQuestion', { question: kept, panelMember: PANEL[1] })
    room.does('officer', 'answerLive', { question: kept, summary: 'None at all.' })
    expect(mine(room, 'fay')).toMatchObject({ state: 'answered live', answers: [{ text: 'None at all.' }] })
  })

  it('can be taken apart again, with the votes that were its own', () => {
    const room = onAir()
    const kept = ask(room, 'dana', 'Which license?')
    const twin = ask(room, 'fay', 'What license?')
    room.does('gus', 'vote', { question: twin })
    room.does('officer', 'mergeQuestion', { question: twin, into: kept })
    room.does('fay', 'vote', { question: kept })
    room.does('officer', 'unmergeQuestion', { question: twin })
    expect([seen(room, kept).votes, seen(room, twin).votes]).toEqual([1, 1])
    expect(mine(room, 'fay')).toMatchObject({ state: 'visible', mergedWith: null })
    expect(room.isRefused('officer', 'unmergeQuestion', { question: twin })).toBe('room.question_visible')
  })

  it('through a third, taken apart in the middle: each counts who stands behind it now', () => {
    const room = onAir()
    const kept = ask(room, 'dana', 'Which license?')
    const middle = ask(room, 'fay', 'What license?')
    const twin = ask(room, 'gus', 'Any license?')
    room.does('gus', 'vote', { question: twin })
    room.does('officer', 'mergeQuestion', { question: twin, into: middle })
    room.does('officer', 'mergeQuestion', { question: middle, into: kept })
    expect(seen(room, kept).votes).toBe(1)
    room.does('gus', 'unvote', { question: kept })
    room.does('officer', 'unmergeQuestion', { question: middle })
    expect([kept, middle, twin].map((id) => seen(room, id).votes)).toEqual([0, 0, 0])
  })

  it('withdraws a vote for all of it at once', () => {
    const room = onAir()
    const kept = ask(room, 'dana', 'Which license?')
    const twin = ask(room, 'fay', 'What license?')
    for (const question of [kept, twin]) room.does('gus', 'vote', { question })
    room.does('officer', 'mergeQuestion', { question: twin, into: kept })
    room.does('gus', 'unvote', { question: kept })
    expect(seen(room, kept).votes).toBe(0)
  })

  it('is never merged into itself, a merged, a dismissed or somebody else’s private question', () => {
    const room = onAir()
    const kept = ask(room, 'dana', 'Which license?')
    const twin = ask(room, 'fay', 'What license?')
    const third = ask(room, 'gus', 'License?')
    const secret = room.does('fay', 'submitQuestion', { text: 'We fail', visibility: 'mission and panel' })
    const merge = (question: string, into: string) =>
      room.isRefused('officer', 'mergeQuestion', { question, into })
    expect(merge(kept, kept)).toBe('room.cannot_merge_into')
    expect(merge(kept, secret)).toBe('room.kept_must_be_public')
    room.does('officer', 'startAnswering', { question: twin })
    expect(merge(twin, kept)).toBe('room.question_being_answered')
    room.does('officer', 'putBackQuestion', { question: twin })
    room.does('officer', 'mergeQuestion', { question: twin, into: kept })
    expect(merge(third, twin)).toBe('room.cannot_merge_into')
    expect(merge(twin, third)).toBe('room.question_merged')
    room.does('officer', 'mergeQuestion', { question: kept, into: third })
    // Through two merges, Fay follows the one that is left.
    expect(mine(room, 'fay')).toMatchObject({ mergedWith: { text: 'License?' } })
    expect(seen(room, third).merged).toHaveLength(2)
  })
})

describe('merging shows nothing that was not shown', () => {
  const AUDIENCES = ['panel', 'attendees', 'door'] as const
  const reads = (room: Play) => {
    const questions = allKeys(room.seen()).filter((key) => key.startsWith('question:'))
    return AUDIENCES.map((audience) =>
      JSON.stringify(questions.map((key) => view(room.seen(), key, audience))),
    )
  }

  it('what all read is not merged into one that nobody was shown, asked, owed or answered', () => {
    const room = onAir()
    const shown = ask(room, 'dana', 'Which license?')
    const unshown = room.does('fay', 'submitQuestion', {
      text: 'We have no license yet',
      showFirm: 'mission',
    })
    const merge = () => room.isRefused('officer', 'mergeQuestion', { question: shown, into: unshown })
    expect(merge()).toBe('room.kept_must_be_shown')
    room.does('officer', 'followUp', { question: unshown })
    expect(merge()).toBe('room.kept_must_be_shown')
    room.does('officer', 'answerLive', { question: unshown, summary: 'You need one.' })
    expect(merge()).toBe('room.kept_must_be_shown')
    for (const text of reads(room)) expect(text).not.toMatch(/no license yet|You need one/)
    // Shown on purpose, it may stand for both.
    room.does('officer', 'assignQuestion', { question: shown, panelMember: PANEL[1] })
    expect(merge()).toBe('room.kept_must_be_shown')
  })

  it('what nobody was shown goes into what all read: neither its words nor its firm are told, its asker follows', () => {
    const room = onAir()
    const shown = ask(room, 'dana', 'Which license?')
    const unshown = room.does('fay', 'submitQuestion', { text: 'We have no license yet' })
    room.does('officer', 'mergeQuestion', { question: unshown, into: shown })
    for (const text of reads(room)) expect(text).not.toMatch(/no license yet|FIRM-02/)
    expect(mine(room, 'fay')).toMatchObject({ mergedWith: { text: 'Which license?' } })
    expect(JSON.stringify(mine(room, 'dana'))).not.toMatch(/no license yet/)
    expect(mine(room, 'dana')).toMatchObject({ joined: 1 })
  })

  it('of two that nobody was shown each asker keeps reading her own words only', () => {
    const room = onAir()
    const kept = room.does('dana', 'submitQuestion', { text: 'Our bank refuses' })
    const twin = room.does('fay', 'submitQuestion', { text: 'Does a bank refuse?' })
    room.does('officer', 'mergeQuestion', { question: twin, into: kept })
    expect(mine(room, 'fay')).toMatchObject({ text: 'Does a bank refuse?', mergedWith: { text: null } })
    for (const text of reads(room)) expect(text).not.toMatch(/bank/)
  })

  it('an asker’s own private question does not take along what others asked', () => {
    const room = onAir()
    const open = ask(room, 'dana', 'Which license?')
    const twin = ask(room, 'fay', 'What license?')
    const secret = room.does('dana', 'submitQuestion', { text: 'We fail', visibility: 'mission and panel' })
    room.does('officer', 'showQuestion', { question: secret })
    room.does('officer', 'mergeQuestion', { question: twin, into: open })
    const merge = { question: open, into: secret }
    expect(room.isRefused('officer', 'mergeQuestion', merge)).toBe('room.kept_must_be_public')
    room.does('officer', 'unmergeQuestion', { question: twin })
    room.does('officer', 'mergeQuestion', merge)
    expect(view(room.seen(), `question:${secret}`, 'attendees')).toBe(null)
  })
})

describe('the order of questions', () => {
  it('is by votes until somebody orders by hand, and everyone reads the same', () => {
    const room = onAir()
    const [a, b, c] = ['A', 'B', 'C'].map((text) => ask(room, 'dana', text))
    room.does('fay', 'vote', { question: c ?? '' })
    expect(list(room)).toEqual(['C', 'A', 'B'])
    room.does('officer', 'moveQuestion', { question: b ?? '', by: 'up' })
    expect(list(room)).toEqual(['C', 'B', 'A'])
    room.does('officer', 'moveQuestion', { question: c ?? '', by: 'down' })
    room.does('gus', 'vote', { question: a ?? '' })
    expect(list(room)).toEqual(['B', 'C', 'A'])
    // The last cannot go further down; what comes later stands below.
    room.does('officer', 'moveQuestion', { question: a ?? '', by: 'down' })
    ask(room, 'fay', 'D')
    expect(list(room)).toEqual(['B', 'C', 'A', 'D'])
    room.does('officer', 'orderQuestions', { order: 'votes' })
    expect(list(room)).toEqual(['A', 'C', 'B', 'D'])
  })
})
