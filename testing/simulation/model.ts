/**
 * What a record adds up to, written a second time from what the product says and not from the room's code. `judge.ts` takes
 * events in, `seen.ts` says what each audience is to read of it.
 */
export interface Model {
  seq: number
  at: string
  phase: string
  /** When each phase began. */
  readonly began: Map<string, string>
  admission: string
  locked: boolean
  /** Texts by the `seq` of their event, as far as they are not erased. */
  readonly words: Map<number, string>
  readonly people: Map<string, ModelPerson>
  readonly guests: Map<string, { how: string; count: number; since: string; text: number }>
  readonly hands: Map<string, { organization: string | null; since: string; seq: number }>
  floor: ModelFloor | null
  /** Firm, or a person of none → how often they had the floor. */
  readonly spoken: Map<string, number>
  /** Every start of an agenda item; no item is the end of the agenda. */
  readonly ran: { item: string | null; rules: string | null; from: string }[]
  /** Minutes added to an agenda item. */
  readonly more: Map<string, number>
  /** Who was reminded of the time, in the item that runs. */
  reminded: { panelMember: string; at: string } | null
  announcement: { text: number; at: string } | null
  readonly questions: Map<string, ModelQuestion>
  answering: { question: string; since: string } | null
  order: string
  ranks: readonly string[]
  readonly entries: Map<string, ModelEntry>
  readonly stage: ModelStage
}

export interface ModelPerson {
  place: string
  since: string
  readonly kind: string
  readonly roles: readonly string[]
  readonly organization: string | null
  readonly panelMember: string | null
  acceptedRules: number | null
  admitted: boolean
  wasInside: boolean
  removal: string | null
  count: number
}

interface ModelFloor {
  readonly person: string
  readonly organization: string | null
  speaking: boolean
  since: string
  seconds: number
}

export interface ModelStage {
  layout: string
  spotlight: string | null
  readonly muted: Set<string>
  readonly decks: Map<string, number>
  slides: { deck: string; page: number; by: string } | null
}

export interface ModelAnswer {
  readonly how: string
  readonly speaker: unknown
  readonly at: string
  readonly text: number | null
}

export interface ModelQuestion {
  readonly id: string
  readonly person: string
  readonly organization: string | null
  readonly visibility: string
  readonly showFirm: string
  readonly source: string
  readonly at: string
  readonly text: number
  state: string
  shown: boolean
  assigned: string | null
  assignedAt: number
  dismissal: { reason: string; note: number | null } | null
  live: ModelAnswer | null
  written: ModelAnswer | null
  followUp: { commitment: string; how: string } | null
  into: string | null
  /** Firms, and people of none: one vote each. */
  readonly votes: Set<string>
}

export interface ModelEntry {
  readonly id: string
  readonly kind: string
  readonly question: string | null
  aspect: string | null
  speaker: { kind: string; panelMember?: string; person?: string } | null
  saidAt: string
  text: number | null
  before: number | null
  corrected: boolean
  withdrawn: boolean
  kept: boolean
  publication: string
  owner: unknown
  due: string | null
}

export type Must = (fact: boolean, what: string) => void

export const newModel = (): Model => ({
  seq: 0,
  at: '',
  phase: 'closed',
  began: new Map(),
  admission: 'automatic',
  locked: false,
  words: new Map(),
  people: new Map(),
  guests: new Map(),
  hands: new Map(),
  floor: null,
  spoken: new Map(),
  ran: [],
  more: new Map(),
  reminded: null,
  announcement: null,
  questions: new Map(),
  answering: null,
  order: 'votes',
  ranks: [],
  entries: new Map(),
  stage: { layout: 'viewer', spotlight: null, muted: new Set(), decks: new Map(), slides: null },
})

/** Written instants have as many digits as they need: as text they cannot be compared. */
export function ms(at: string): number {
  const known = read.get(at)
  if (known !== undefined) return known
  // The same few moments are asked for again and again while a call is compared.
  if (read.size > 50_000) read.clear()
  const { epochMilliseconds } = Temporal.Instant.from(at)
  read.set(at, epochMilliseconds)
  return epochMilliseconds
}
const read = new Map<string, number>()

/** Which of the three kinds of people somebody is: staff and moderators, those who work on stage, the audience. */
export function sideOf({
  kind,
  roles,
}: Pick<ModelPerson, 'kind' | 'roles'>): 'mission' | 'panel' | 'attendees' {
  if (kind === 'staff' || roles.some((role) => role === 'host' || role === 'moderator')) return 'mission'
  return roles.some((role) => role !== 'attendee' && role !== 'observer') ? 'panel' : 'attendees'
}
