import type { Id } from '../../kernel/ids.ts'
import type { ActorName } from './groups.ts'

/** What there is to ask about: one call with everything, and ids of nothing at all. */
export interface Fixture {
  readonly call: Id
  readonly slug: string
  readonly program: Id
  readonly series: Id
  /** A call of the same program that may be spoiled. */
  readonly spare: Id
  readonly panelMember: Id
  readonly agendaItem: Id
  /** A person with a link to the call, and her organization. */
  readonly person: Id
  readonly organization: Id
  readonly registration: Id
  /** Whose registration it is. */
  readonly registrant: Id
  readonly mail: Id
  /** A member of staff whom nobody else here is. */
  readonly colleague: Id
  /** A personal link that serves. */
  readonly link: string
  readonly nothing: Id
}

/** One door: who is let in. Everybody else must be refused. */
export interface Row {
  readonly may: readonly ActorName[]
  /** What is asked with, so that only the question of who asks is open; path parameters included. */
  readonly input?: (fixture: Fixture) => Readonly<Record<string, unknown>>
  /** What it asks for is not there: whoever is let in hears 404. Used where success would spoil the fixture. */
  readonly absent?: true
  /** Walked after all others: ends what others need. */
  readonly last?: true
}

export type Rows = Readonly<Record<string, Row>>

/** A module's doors: routes by their name in the contract, pages by their name in the module. */
export interface Expectation {
  readonly routes: Rows
  readonly pages: Rows
}
