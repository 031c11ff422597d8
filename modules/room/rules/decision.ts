import type { CommandName, RecordFact, RoomCommand, Speaker } from '../contract.ts'
import type { Entry, Question, RoomSetting, RoomState } from './state.ts'
import type { RoomActor } from './who.ts'

export interface Refusal {
  /** i18n key, `room.<key>`. */
  readonly refused: string
  readonly params: Readonly<Record<string, string | number>>
}

/** What a command comes to: facts to be written (none if it is already so), or why not. */
export type Decision = { readonly facts: readonly RecordFact[] } | Refusal

/** All a rule may look at. */
export interface Asked {
  readonly state: RoomState
  readonly facts: RoomSetting
  readonly actor: RoomActor
  /** ISO 8601. */
  readonly now: string
  readonly newId: () => string
}

export type InputOf<N extends CommandName> = Extract<RoomCommand, { name: N }>['input']
export type Rules<N extends CommandName> = {
  readonly [K in N]: (asked: Asked, input: InputOf<K>) => Decision
}

export const facts = (...list: readonly RecordFact[]): Decision => ({ facts: list })
/** It is already so: acknowledged, nothing written. */
export const already: Decision = { facts: [] }
export const refused = (reason: string, params: Refusal['params'] = {}): Refusal => ({
  refused: reason,
  params,
})

export const isRefusal = (decision: Decision): decision is Refusal => 'refused' in decision

export const questionOf = (asked: Asked, id: string): Question | undefined => asked.state.questions.get(id)
export const entryOf = (asked: Asked, id: string): Entry | undefined => {
  const entry = asked.state.entries.get(id)
  return entry?.withdrawn ? undefined : entry
}

export const isModerator = (actor: RoomActor): boolean =>
  actor.roles.includes('moderator') || actor.roles.includes('host')

export const knowsPanelMember = (asked: Asked, id: string): boolean =>
  asked.facts.panel.some((member) => member.id === id)

/** The agenda item that ran at `moment`, and the ground rules that held then: those of the item, else of the call. */
export function runningAt(asked: Asked, moment: string) {
  const at = Temporal.Instant.from(moment)
  const started = asked.state.course.findLast(
    ({ from }) => Temporal.Instant.compare(Temporal.Instant.from(from), at) <= 0,
  )
  return {
    agendaItem: started?.item ?? null,
    groundRules: started?.groundRules ?? asked.facts.groundRules,
  }
}

/** Clocks of clients run ahead by this much; more is a mistake. */
const TOLERATED_SECONDS = 60

/** When something was said, never after `now`; without a moment, now. Null if it lies in the future. */
export function saidBy({ now }: Asked, moment: string | null | undefined): string | null {
  if (moment === null || moment === undefined) return now
  const ahead = Temporal.Instant.from(now).until(Temporal.Instant.from(moment)).total('seconds')
  if (ahead <= 0) return moment
  return ahead <= TOLERATED_SECONDS ? now : null
}

/** Whose words they are, for erasure: the speaker's where a person is known, else of who wrote them down. */
export function personOf({ facts: call, actor }: Asked, who: Speaker | null): string {
  if (who?.kind === 'person') return who.person
  if (who?.kind !== 'panel member') return actor.person
  return call.panel.find(({ id }) => id === who.panelMember)?.person ?? actor.person
}
