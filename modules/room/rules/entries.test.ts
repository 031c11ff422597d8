import { describe, expect, it } from 'vitest'
import type { EntryView } from '../contract.ts'
import { AGENDA, idOf, PANEL, people } from '../factories/people.ts'
import { onAir, type Play } from '../factories/play.ts'
import { view } from './view.ts'
import { questionViewOf } from './view-call.ts'
import { meOf } from './view-people.ts'

const secretary = { kind: 'panel member', panelMember: PANEL[1] } as const
const entryOf = (room: Play, entry: string): EntryView =>
  view(room.seen(), `entry:${entry}`, 'panel') as EntryView

describe('the rapporteur', () => {
  it('takes down what was said, with its minute, agenda item and ground rules', () => {
    const room = onAir()
    room.pass({ minutes: 5, seconds: 30 })
    const entry = room.does('rapporteur', 'recordEntry', {
      kind: 'key point',
      text: 'Innovation is supported by tax reforms.',
      speaker: secretary,
      aspect: 'initiative',
    })
    expect(entryOf(room, entry)).toMatchObject({
      kind: 'key point',
      text: 'Innovation is supported by tax reforms.',
      minute: 5,
      agendaItem: AGENDA[0],
      groundRules: 'on the record',
      aspect: 'initiative',
    })
  })

  it('notes a late entry under the item and rules that held when it was said', () => {
    const room = onAir()
    room.pass({ minutes: 5 })
    room.does('officer', 'nextAgendaItem')
    room.pass({ minutes: 1 })
    const quote = { kind: 'quote', text: 'We are committed.', speaker: secretary } as const
    expect(room.isRefused('rapporteur', 'recordEntry', quote)).toBe('room.quotes_closed')
    const entry = room.does('rapporteur', 'recordEntry', { ...quote, saidAt: '2026-04-23T12:04:00Z' })
    expect(entryOf(room, entry)).toMatchObject({
      minute: 4,
      agendaItem: AGENDA[0],
      groundRules: 'on the record',
    })
    expect(room.isRefused('rapporteur', 'recordEntry', { ...quote, saidAt: '2026-04-23T13:00:00Z' })).toBe(
      'room.not_yet_said',
    )
  })

  it('moves an entry to the moment when it was said, and under the rules of that moment', () => {
    const room = onAir()
    room.pass({ minutes: 1 })
    const entry = room.does('rapporteur', 'recordEntry', { kind: 'key point', text: 'Reforms are planned.' })
    room.pass({ minutes: 4 })
    room.does('officer', 'startAgendaItem', { item: AGENDA[2] })
    room.pass({ minutes: 1 })
    room.does('rapporteur', 'correctEntry', { entry, saidAt: room.now() })
    expect(entryOf(room, entry)).toMatchObject({ agendaItem: AGENDA[2], groundRules: 'off the record' })
  })

  it('corrects with a new event: the old words stay readable beside the new', () => {
    const room = onAir()
    const entry = room.does('rapporteur', 'recordEntry', { kind: 'topic', text: 'Tax reforms' })
    room.does('rapporteur', 'correctEntry', { entry, text: 'Regulatory reforms' })
    expect(entryOf(room, entry)).toMatchObject({
      text: 'Regulatory reforms',
      before: 'Tax reforms',
      corrected: true,
    })
    expect(room.record.filter(({ text }) => text === 'Tax reforms')).toHaveLength(1)
    room.does('rapporteur', 'withdrawEntry', { entry })
    expect(entryOf(room, entry)).toBeNull()
    expect(room.isRefused('rapporteur', 'correctEntry', { entry, text: 'Again' })).toBe('room.no_such_entry')
  })

  it('asks to publish a quote; the speaker grants; an edit voids the grant', () => {
    const room = onAir()
    const entry = room.does('rapporteur', 'recordEntry', {
      kind: 'quote',
      text: 'We are committed.',
      speaker: secretary,
    })
    expect(room.isRefused('secretary', 'grantPublication', { entry })).toBe('room.no_such_entry')
    room.does('rapporteur', 'askToPublish', { entry })
    expect(meOf(room.seen(), people.secretary).quotesAskedOfMe).toEqual([
      { entry, text: 'We are committed.' },
    ])
    expect(meOf(room.seen(), people.chairman).quotesAskedOfMe).toEqual([])
    expect(room.isRefused('chairman', 'grantPublication', { entry })).toBe('room.no_such_entry')
    room.does('secretary', 'grantPublication', { entry })
    expect(entryOf(room, entry).publication).toBe('granted')
    room.does('rapporteur', 'correctEntry', { entry, text: 'We are fully committed.' })
    expect(entryOf(room, entry).publication).toBe('not asked')
  })

  it('takes down a promise with its owner and day, and names only who exists', () => {
    const room = onAir()
    const promise = { kind: 'promise', text: 'Send the draft rules.', due: '2026-05-07' } as const
    const entry = room.does('rapporteur', 'recordEntry', {
      ...promise,
      owner: { kind: 'office', panelMember: PANEL[1] },
    })
    expect(entryOf(room, entry)).toMatchObject({
      kind: 'promise',
      due: '2026-05-07',
      owner: { kind: 'office' },
    })
    const nobody = { kind: 'panel member', panelMember: idOf('9', 9) } as const
    expect(room.isRefused('rapporteur', 'recordEntry', { ...promise, owner: nobody })).toBe(
      'room.no_such_panel_member',
    )
    expect(room.isRefused('rapporteur', 'recordEntry', { ...promise, kind: 'topic' })).toBe(
      'room.only_promises_have_owners',
    )
    expect(room.isRefused('dana', 'recordEntry', promise)).toBe('room.not_yours')
  })

  it('takes back the words of a promise with its entry; that an answer is owed, by whom and until when stays', () => {
    const room = onAir()
    const question = room.does('dana', 'submitQuestion', { text: 'Who grants the licence?' })
    room.does('officer', 'showQuestion', { question })
    const owner = { kind: 'office', panelMember: PANEL[1] } as const
    const entry = room.does('officer', 'followUp', {
      question,
      owner,
      due: '2026-05-07',
      promise: 'The list will be sent.',
    })
    const followUp = () => questionViewOf(room.seen(), question)?.followUp
    expect(followUp()).toMatchObject({ owner, due: '2026-05-07', text: 'The list will be sent.' })
    room.does('rapporteur', 'withdrawEntry', { entry })
    expect(followUp()).toMatchObject({ owner, due: '2026-05-07', text: null })
    expect(meOf(room.seen(), people.dana).questions[0]?.followUp).toMatchObject({ owner, text: null })
  })
})
