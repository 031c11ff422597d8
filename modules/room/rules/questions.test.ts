import { describe, expect, it } from 'vitest'
import { AGENDA, PANEL, people } from '../factories/people.ts'
import { onAir, play } from '../factories/play.ts'
import { meOf } from './view-people.ts'

const TEXT = 'Does a foreign cloud provider need a local license?'

describe('a question', () => {
  it('waits for the mission, is shown, assigned, answered now, and answered live at its minute', () => {
    const room = onAir()
    const question = room.does('dana', 'submitQuestion', { text: TEXT, showFirm: 'panel' })
    const mine = () => meOf(room.seen(), people.dana).questions[0]
    expect(mine()).toMatchObject({ id: question, text: TEXT, state: 'pending' })

    room.does('officer', 'showQuestion', { question })
    expect(mine()).toMatchObject({ state: 'visible' })
    room.does('officer', 'assignQuestion', { question, panelMember: PANEL[1] })
    expect(meOf(room.seen(), people.secretary).askedOfMe).toEqual([question])
    room.pass({ minutes: 34, seconds: 59 })
    room.does('officer', 'startAnswering', { question })
    expect(mine()).toMatchObject({ state: 'assigned', answeringSince: '2026-04-23T12:34:59Z' })

    room.does('officer', 'answerLive', { question, summary: 'A license is needed for public bodies.' })
    expect(mine()).toMatchObject({
      state: 'answered live',
      answeringSince: null,
      answers: [
        {
          how: 'live',
          speaker: { kind: 'panel member', panelMember: PANEL[1] },
          minute: 34,
          text: 'A license is needed for public bodies.',
        },
      ],
    })
    expect(meOf(room.seen(), people.secretary).askedOfMe).toEqual([])
  })

  it('that is dismissed tells its asker why, and can be brought back', () => {
    const room = onAir()
    const question = room.does('dana', 'submitQuestion', { text: TEXT })
    room.does('officer', 'dismissQuestion', {
      question,
      reason: 'duplicate',
      note: 'See the question of Fay.',
    })
    expect(meOf(room.seen(), people.dana).questions[0]).toMatchObject({
      state: 'dismissed',
      dismissal: { reason: 'duplicate', note: 'See the question of Fay.' },
    })
    expect(room.isRefused('officer', 'startAnswering', { question })).toBe('room.question_dismissed')
    room.does('officer', 'showQuestion', { question })
    expect(meOf(room.seen(), people.dana).questions[0]).toMatchObject({ state: 'visible', dismissal: null })
  })

  it('can be asked by attendees only, in the room only, until the broadcast ends', () => {
    const room = play()
    const ask = { text: TEXT }
    expect(room.isRefused('dana', 'submitQuestion', ask)).toBe('room.not_open')
    room.does('officer', 'openRoom')
    expect(room.isRefused('dana', 'submitQuestion', ask)).toBe('room.not_inside')
    room.does('dana', 'enter', { acceptedRules: 2 })
    room.does('observer', 'enter', { acceptedRules: 2 })
    room.does('dana', 'submitQuestion', ask)
    expect(room.isRefused('observer', 'submitQuestion', ask)).toBe('room.not_yours')
    room.does('officer', 'goOnAir')
    room.does('officer', 'endBroadcast')
    expect(room.isRefused('dana', 'submitQuestion', ask)).toBe('room.broadcast_over')
  })

  it('is one of at most ten that one person may have waiting', () => {
    const room = onAir()
    for (let n = 1; n <= 10; n++) room.does('dana', 'submitQuestion', { text: `Question ${n}` })
    expect(room.isRefused('dana', 'submitQuestion', { text: 'One more' })).toBe('room.too_many_questions')
    room.does('fay', 'submitQuestion', { text: 'Another person may' })
  })

  it('becomes a promise: who owes it may be said later', () => {
    const room = onAir()
    const question = room.does('dana', 'submitQuestion', { text: TEXT })
    room.does('officer', 'assignQuestion', { question, panelMember: PANEL[2] })
    room.does('chairman', 'willSend', { question })
    const promise = meOf(room.seen(), people.dana).questions[0]?.followUp
    expect(promise).toMatchObject({ how: 'send', owner: null, due: null })
    room.does('officer', 'setCommitment', {
      entry: promise?.commitment ?? '',
      owner: { kind: 'office', panelMember: PANEL[2] },
      due: '2026-05-07',
    })
    expect(meOf(room.seen(), people.dana).questions[0]).toMatchObject({
      state: 'to follow up',
      followUp: { owner: { kind: 'office', panelMember: PANEL[2] }, due: '2026-05-07' },
    })
  })

  it('is answered in writing after the call by the panel member it lies with, and by nobody else of the panel', () => {
    const room = onAir()
    const question = room.does('dana', 'submitQuestion', { text: TEXT, visibility: 'mission and panel' })
    room.does('officer', 'assignQuestion', { question, panelMember: PANEL[1] })
    room.does('secretary', 'willWrite', { question })
    room.does('officer', 'endBroadcast')
    room.does('officer', 'endCall')
    room.pass({ hours: 24 })
    const answer = { question, text: 'Yes. The form is on our site.' }
    expect(room.isRefused('chairman', 'answerInWriting', answer)).toBe('room.question_not_yours')
    expect(room.isRefused('dana', 'answerInWriting', answer)).toBe('room.not_yours')
    room.does('secretary', 'answerInWriting', answer)
    expect(meOf(room.seen(), people.dana).questions[0]).toMatchObject({
      state: 'answered in writing',
      answers: [{ how: 'in writing', minute: null, text: 'Yes. The form is on our site.' }],
    })
  })

  it('of which one at most is being answered', () => {
    const room = onAir()
    const [one, two] = [TEXT, 'And the tax?'].map((text) => room.does('dana', 'submitQuestion', { text }))
    for (const question of [one, two]) {
      room.does('officer', 'showQuestion', { question: question ?? '' })
      room.does('officer', 'startAnswering', { question: question ?? '' })
    }
    const answering = meOf(room.seen(), people.dana).questions.map(({ answeringSince }) => answeringSince)
    expect(answering).toEqual([null, room.now()])
  })

  it('that is not shown cannot be voted for, and its id tells nothing', () => {
    const room = onAir()
    const question = room.does('dana', 'submitQuestion', { text: TEXT })
    expect(room.isRefused('fay', 'vote', { question })).toBe('room.no_such_question')
  })
})

describe('votes', () => {
  it('are one for each firm, and one for each person who represents none', () => {
    const room = onAir()
    const question = room.does('fay', 'submitQuestion', { text: TEXT })
    room.does('officer', 'showQuestion', { question })
    const votes = () => {
      const { votesOfFirms, votesOfPeople } = room.state.questions.get(question) ?? {}
      return (votesOfFirms?.size ?? 0) + (votesOfPeople?.size ?? 0)
    }
    for (const who of ['dana', 'earl', 'dana', 'gus', 'gus'] as const) room.does(who, 'vote', { question })
    expect(votes()).toBe(2)
    room.does('earl', 'unvote', { question })
    expect(votes()).toBe(1)
    expect(room.isRefused('observer', 'vote', { question })).toBe('room.not_yours')
    expect(room.isRefused('secretary', 'vote', { question })).toBe('room.not_yours')
  })
})

describe('the panel member’s buttons', () => {
  it('work on one’s own question only', () => {
    const room = onAir()
    const question = room.does('dana', 'submitQuestion', { text: TEXT })
    room.does('officer', 'assignQuestion', { question, panelMember: PANEL[1] })
    expect(room.isRefused('chairman', 'done', { question })).toBe('room.question_not_yours')
    room.does('secretary', 'passTo', { question, panelMember: PANEL[2] })
    expect(room.isRefused('secretary', 'done', { question })).toBe('room.question_not_yours')
    room.does('chairman', 'done', { question })
    expect(room.state.questions.get(question)?.state).toBe('answered live')
  })
})

describe('the agenda', () => {
  it('begins with the broadcast, goes item by item and ends', () => {
    const room = onAir()
    expect(room.state.running?.item).toBe(AGENDA[0])
    room.pass({ minutes: 6 })
    room.does('officer', 'nextAgendaItem')
    expect(room.state.agenda.get(AGENDA[0])).toMatchObject({
      since: '2026-04-23T12:00:00Z',
      until: '2026-04-23T12:06:00Z',
    })
    room.does('officer', 'startAgendaItem', { item: AGENDA[2] })
    room.does('officer', 'nextAgendaItem')
    expect(room.state.running).toBeNull()
    expect(room.isRefused('officer', 'nextAgendaItem')).toBe('room.agenda_over')
  })
})
