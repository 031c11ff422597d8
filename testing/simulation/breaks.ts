import { BREAKS, type Break } from '../faults/breaks.ts'

/** What only HTTP shows is not of the room. */
const { http: _http, ...views } = BREAKS

/**
 * Mistakes, each in the source of the room as somebody might make it, that the simulation must find by itself: those of the
 * table of audiences, and those of the rules, the reducers and the room.
 */
export const ROOM_BREAKS: Readonly<Record<string, readonly Break[]>> = {
  ...views,
  'two votes of one firm': [
    {
      file: 'rules/decide-questions.ts',
      from: 'hasVoted(asked, question) ? already :',
      to: 'Math.abs(0) > 1 ? already :',
    },
  ],
  'two have the floor': [
    {
      file: 'rules/decide-floor.ts',
      from: "{ facts: [...taken(state), { type: 'floor.granted'",
      to: "{ facts: [{ type: 'floor.granted'",
    },
  ],
  'the floor ends before its time': [
    {
      file: 'rules/decide-floor.ts',
      from: 'Temporal.Instant.from(until)) < 0) return already',
      to: 'Temporal.Instant.from(until)) > 0) return already',
    },
  ],
  'a hand from outside': [
    {
      file: 'rules/table.ts',
      from: "raiseHand: { who: ['attendee'], while: ['on air'], inside: true }",
      to: "raiseHand: { who: ['attendee'], while: ['on air'] }",
    },
  ],
  'the audience shows questions': [
    {
      file: 'rules/table.ts',
      from: 'showQuestion: {\n    who: MODERATORS,',
      to: 'showQuestion: {\n    who: EVERYONE,',
    },
  ],
  'an answered question is dismissed': [
    {
      file: 'rules/table.ts',
      from: 'dismissQuestion: { who: MODERATORS, while: ALWAYS, from: UNANSWERED }',
      to: 'dismissQuestion: { who: MODERATORS, while: ALWAYS, from: NOT_DISMISSED }',
    },
  ],
  'a quote of a closed part': [
    {
      file: 'rules/decide-entries.ts',
      from: "if (kind === 'quote' && said.groundRules !== 'on the record')",
      to: "if (kind === 'quote' && said.groundRules === 'background')",
    },
  ],
  "somebody else's command is answered": [
    {
      file: 'service/room.ts',
      from: 'by === actor?.ref.id ? { seq, made } : taken',
      to: '({ seq, made })',
    },
  ],
  'the same command is done twice': [
    {
      file: 'service/room.ts',
      from: 'const known = answered.get(id)\n      if (known)',
      to: 'const known = answered.get(id)\n      if (known && id === command.name)',
    },
    {
      file: 'factories/record.ts',
      from: '(command && commands.has(command))',
      to: '(command && command.length === 0)',
    },
  ],
  'acknowledged before it is written': [
    {
      file: 'service/room.ts',
      from: 'await store.append(call, events)',
      to: 'await store.append(call, events).catch(() => undefined)',
    },
  ],
  'a state that depends on a text': [
    { file: 'rules/apply.ts', from: 'state.at = event.at', to: 'state.at = event.text ?? event.at' },
  ],
  'a state that depends on when it is replayed': [
    {
      file: 'rules/apply-floor.ts',
      from: 'since: at, seq })\n    return handKeys(state)',
      to: 'since: at, seq: seq + performance.now() })\n    return handKeys(state)',
    },
  ],
  'a hand that nobody else is told of': [
    {
      file: 'rules/apply-floor.ts',
      from: '...[...state.hands.keys()].map(',
      to: '...[].map(',
    },
  ],
  'a vote that the firm is not told of': [
    {
      file: 'rules/apply-merge.ts',
      from: '...[...firms].map(',
      to: '...[].map(',
    },
  ],
  'what left the window stays': [
    { file: 'rules/projection.ts', from: ', ...before.difference(carried)]', to: ']' },
  ],
  'what was missed while away': [
    {
      file: 'rules/projection.ts',
      from: 'entity.seq > seq)',
      to: 'entity.seq > seq + 1)',
    },
  ],
}
