import { expect, test } from 'vitest'
import { organizationId, personId, recordWriter, seatId } from '../factories/record.ts'
import { registerOf } from './register.ts'

const question = '0190eeee-0000-7000-8000-000000000001'
const commitment = '0190eeee-0000-7000-8000-000000000002'
const said = { agendaItem: null, groundRules: 'on the record' as const }
const ministry = { kind: 'office', panelMember: seatId(2) } as const

function asked() {
  const call = recordWriter()
  const visible = { visibility: 'public', showFirm: 'everyone', source: 'room' } as const
  call.onAir()
  call.put(5, {
    type: 'question.submitted',
    data: { question, person: personId(1), organization: organizationId(1), ...visible },
    text: 'Is a license needed?',
  })
  return call
}
const on = (day: string) => Temporal.PlainDate.from(day)

test('a question that nobody answered stands there, too', () => {
  expect(registerOf(asked().record, on('2026-04-23'))).toMatchObject([
    { text: 'Is a license needed?', state: 'pending', answers: [], owed: null, votes: 0 },
  ])
})

test('one vote a firm; a withdrawn one does not count', () => {
  const call = asked()
  call.put(6, { type: 'question.shown', data: { question } })
  for (const n of [2, 3]) {
    call.put(7, {
      type: 'vote.cast',
      data: { question, person: personId(n), organization: organizationId(2) },
    })
  }
  call.put(8, { type: 'vote.cast', data: { question, person: personId(4), organization: organizationId(4) } })
  call.put(9, {
    type: 'vote.withdrawn',
    data: { question, person: personId(4), organization: organizationId(4) },
  })
  expect(registerOf(call.record, on('2026-04-23'))).toMatchObject([{ state: 'visible', votes: 1 }])
})

test('what is owed says by whom and until when, is overdue the day after, and is no longer owed once written', () => {
  const call = asked()
  call.put(9, {
    type: 'question.answered-live',
    data: { question, speaker: ministry, worded: true, saidAt: call.at(9), ...said },
    text: 'Yes.',
  })
  call.put(10, {
    type: 'commitment.made',
    data: {
      commitment,
      question,
      worded: true,
      speaker: ministry,
      owner: null,
      due: null,
      saidAt: call.at(10),
      ...said,
    },
    text: 'Send the draft rules',
  })
  call.put(10, { type: 'question.to-follow-up', data: { question, commitment, how: 'send' } })
  call.put(11, { type: 'commitment.changed', data: { commitment, owner: ministry, due: '2026-05-07' } })
  expect(registerOf(call.record, on('2026-05-07'))).toMatchObject([
    {
      state: 'to follow up',
      answers: [{ how: 'live', text: 'Yes.' }],
      owed: {
        how: 'send',
        owner: ministry,
        due: '2026-05-07',
        promise: 'Send the draft rules',
        overdue: false,
      },
    },
  ])
  expect(registerOf(call.record, on('2026-05-08'))[0]?.owed?.overdue).toBe(true)

  // The rapporteur takes back the words, not the debt.
  call.put(12, { type: 'entry.withdrawn', data: { entry: commitment } })
  expect(registerOf(call.record, on('2026-05-07'))[0]?.owed).toMatchObject({
    owner: ministry,
    due: '2026-05-07',
    promise: null,
  })

  call.put(90, {
    type: 'question.answered-in-writing',
    data: { question, panelMember: null },
    text: 'See page 3.',
  })
  expect(registerOf(call.record, on('2026-05-08'))).toMatchObject([
    {
      state: 'answered in writing',
      owed: null,
      answers: [{ how: 'live' }, { how: 'in writing', speaker: { kind: 'mission' }, text: 'See page 3.' }],
    },
  ])
})

test('a corrected answer replaces the first', () => {
  const call = asked()
  for (const [minute, text] of [
    [9, 'Ten days'],
    [12, 'Twelve days'],
  ] as const) {
    call.put(minute, {
      type: 'question.answered-live',
      data: { question, speaker: ministry, worded: true, saidAt: call.at(9), ...said },
      text,
    })
  }
  expect(registerOf(call.record, on('2026-04-23'))[0]?.answers).toMatchObject([
    { text: 'Twelve days', seq: 4 },
  ])
})

test('a question that was merged into another has its own row, with the answer and the votes of both', () => {
  const call = asked()
  const twin = '0190eeee-0000-7000-8000-000000000099'
  call.put(6, {
    type: 'question.submitted',
    data: {
      question: twin,
      person: personId(7),
      organization: null,
      visibility: 'public',
      showFirm: 'everyone',
      source: 'room',
    },
    text: 'The same again?',
  })
  for (const [about, voter] of [
    [question, personId(8)],
    [twin, personId(8)],
    [twin, personId(9)],
  ] as const) {
    call.put(6, { type: 'vote.cast', data: { question: about, person: voter, organization: null } })
  }
  call.put(7, { type: 'question.merged', data: { question: twin, into: question } })
  call.put(9, {
    type: 'question.answered-live',
    data: { question, speaker: ministry, worded: true, saidAt: call.at(9), ...said },
    text: 'Ten days',
  })
  const rows = () => registerOf(call.record, on('2026-04-23'))
  expect(rows()).toMatchObject([
    { question, state: 'answered live', votes: 2 },
    {
      question: twin,
      text: 'The same again?',
      state: 'answered live',
      votes: 2,
      answers: [{ text: 'Ten days' }],
    },
  ])
  call.put(10, { type: 'question.unmerged', data: { question: twin } })
  expect(rows()).toMatchObject([{ votes: 1 }, { state: 'pending', votes: 2, answers: [] }])
})
