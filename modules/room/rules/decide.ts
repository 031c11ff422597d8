import type { RecordFact, RoomCommand } from '../contract.ts'
import { AGENDA_RULES } from './decide-agenda.ts'
import { ENTRY_RULES } from './decide-entries.ts'
import { FLOOR_RULES } from './decide-floor.ts'
import { GUEST_RULES } from './decide-guests.ts'
import { MERGE_RULES } from './decide-merge.ts'
import { PEOPLE_RULES } from './decide-people.ts'
import { QUESTION_RULES } from './decide-questions.ts'
import { STAGE_RULES } from './decide-stage.ts'
import { type Asked, type Decision, type Refusal, refused } from './decision.ts'
import { NOT_FROM, NOT_WHILE, TABLE } from './table.ts'

const RULES = {
  ...PEOPLE_RULES,
  ...AGENDA_RULES,
  ...FLOOR_RULES,
  ...GUEST_RULES,
  ...MERGE_RULES,
  ...QUESTION_RULES,
  ...ENTRY_RULES,
  ...STAGE_RULES,
}

/** What a command comes to. Pure: the same record, facts, actor, command, moment and ids give the same decision. */
export function decide(asked: Asked, command: RoomCommand): Decision {
  const refusal = byTable(asked, command)
  if (refusal) return refusal
  // The table ties each name to its rule; TypeScript cannot follow an index by a union.
  const rule = RULES[command.name] as (asked: Asked, input: RoomCommand['input']) => Decision
  return rule(asked, command.input)
}

function byTable(asked: Asked, command: RoomCommand): Refusal | null {
  const { state, actor } = asked
  const row = TABLE[command.name]
  // Who only wants in may never have had a place: it is not that it ended.
  const ended = actor.roles.length === 0 && command.name !== 'enter'
  if (!actor.roles.some((role) => row.who.includes(role)))
    return refused(ended ? 'room.grant_ended' : 'room.not_yours')
  if (!row.while.includes(state.phase)) return refused(NOT_WHILE[state.phase])
  if (row.inside && state.people.get(actor.person)?.place !== 'inside') return refused('room.not_inside')
  if (!row.from || !('question' in command.input)) return null
  const question = state.questions.get(command.input.question)
  if (!question || !maySee(asked, question.id)) return refused('room.no_such_question')
  return row.from.includes(question.state) ? null : refused(NOT_FROM[question.state])
}

/** An attendee who guesses the id of a question that is not shown learns nothing. */
function maySee({ state, actor }: Asked, id: string): boolean {
  const question = state.questions.get(id)
  if (!question) return false
  if (!actor.roles.every((role) => role === 'attendee' || role === 'observer')) return true
  return question.shown && question.state !== 'merged' && question.visibility === 'public'
}

/** The id of what these facts created: what an acknowledgement tells the sender. */
export function madeBy(facts: readonly Pick<RecordFact, 'type' | 'data'>[]): string | null {
  for (const fact of facts) {
    const { data } = fact
    if (fact.type === 'question.submitted' && 'question' in data) return data.question
    if (fact.type === 'entry.recorded' && 'entry' in data) return data.entry
    if (fact.type === 'guest.came' && 'guest' in data) return data.guest
    if (fact.type === 'commitment.made' && 'commitment' in data) return data.commitment
  }
  return null
}
