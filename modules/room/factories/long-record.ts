import { system } from '../../../kernel/actor.ts'
import type { AppContext } from '../../../kernel/ports.ts'
import type { CallFacts } from '../../calls/contract.ts'
import type { RecordFact } from '../contract.ts'
import { replay } from '../rules/apply.ts'
import type { NewRecordEvent } from '../rules/record.ts'
import { recordStore } from '../service/record-store.ts'
import { appendToRecord } from '../store/record.ts'

const CHUNK = 5_000

/**
 * The record of an eight-hour call: everybody comes, one event in forty is a question (of ten one waits, four were
 * dealt with, five stand before the panel), one in twenty a point taken down, the others are votes.
 * Written through the store, in as many events as asked for. `kept`: with its state some 4,000 events ago, as a room has it at the
 * latest; else as after an update that changed the rules.
 */
export async function longRecord(
  app: AppContext,
  call: CallFacts,
  people: readonly { readonly person: string; readonly organization: string }[],
  events: number,
  kept: boolean,
): Promise<void> {
  const facts = [...factsOf(app, people, events)].slice(0, events)
  const start = app.clock.now().subtract({ hours: 8 })
  const step = (8 * 3600 * 1000) / events
  const written = facts.map(({ type, data, text, person }, n): NewRecordEvent => {
    const at = start
      .add({ milliseconds: Math.floor(n * step) })
      .round('millisecond')
      .toString()
    const actor = { kind: 'system', id: 'test' } as const
    const event = { seq: n + 1, at, actor, type, data, text: text ?? null } as NewRecordEvent['event']
    return { event, command: null, person: person ?? null }
  })
  for (let from = 0; from < written.length; from += CHUNK) {
    const chunk = written.slice(from, from + CHUNK)
    await app.transaction(system('room'), (tx) => appendToRecord(tx, call.id, chunk))
  }
  const state = replay(written.slice(0, Math.max(0, events - 4_000)).map(({ event }) => event))
  if (kept) await recordStore(app).keep(call.id, state)
}

function* factsOf(
  app: AppContext,
  people: readonly { readonly person: string; readonly organization: string }[],
  events: number,
): Generator<RecordFact> {
  yield { type: 'room.opened', data: { admission: 'automatic' } }
  for (const { person, organization } of people) {
    yield {
      type: 'person.entered',
      data: {
        person,
        organization,
        kind: 'grant',
        roles: ['attendee'],
        panelMember: null,
        acceptedRules: 1,
      },
    }
  }
  yield { type: 'room.on-air', data: {} }
  let voted = ''
  for (let n = 0, asked = 0; n < events; n++) {
    const { person = '', organization = null } = people[n % people.length] ?? {}
    if (n % 40 === 0) {
      const question = app.ids()
      yield {
        type: 'question.submitted',
        data: { question, person, organization, visibility: 'public', showFirm: 'everyone', source: 'room' },
        text: `Question ${n}: which licence do we need, from whom, and how long does it take?`,
        person,
      }
      if (asked % 10 > 0) yield { type: 'question.shown', data: { question } }
      if (asked % 10 > 4) voted = question
      else yield* treated(app, question, asked % 10)
      asked++
    } else if (n % 20 === 10) {
      const kind = n % 100 === 10 ? 'quote' : 'key point'
      const data = { entry: app.ids(), kind, aspect: null, speaker: null, ...said(app) } as const
      yield { type: 'entry.recorded', data, text: `Point ${n} of a long day`, person: null }
    } else if (voted !== '') yield { type: 'vote.cast', data: { question: voted, person, organization } }
  }
}

const said = (app: AppContext) =>
  ({ saidAt: app.clock.now().toString(), agendaItem: null, groundRules: 'on the record' }) as const

/** Of ten questions one still waits, and four were dealt with. */
function* treated(app: AppContext, question: string, way: number): Generator<RecordFact> {
  const person: string | null = null
  if (way === 1) yield { type: 'question.dismissed', data: { question, reason: 'off topic', noted: false } }
  if (way === 2) {
    const data = { question, speaker: null, worded: true, ...said(app) }
    yield { type: 'question.answered-live', data, text: 'The authority grants it within ten days.', person }
  }
  if (way === 3) {
    const data = { question, panelMember: null }
    yield { type: 'question.answered-in-writing', data, text: 'Section 4 of the rules says so.', person }
  }
  if (way === 4) {
    const commitment = app.ids()
    const promised = { commitment, question, worded: true, speaker: null, owner: null, due: null }
    const data = { ...promised, ...said(app) }
    yield { type: 'commitment.made', data, text: 'The list of forms will be sent.', person }
    yield { type: 'question.to-follow-up', data: { question, commitment, how: 'send' } }
  }
}
