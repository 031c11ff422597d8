import type {
  Admission,
  Answerer,
  Aspect,
  Dismissal,
  EntryKind,
  FirmShownTo,
  FloorState,
  FollowUp,
  GroundRules,
  GuestWay,
  Layout,
  MediaState,
  Owner,
  Phase,
  Publication,
  QuestionOrder,
  QuestionState,
  RecordEvent,
  RecordEventData,
  Removal,
  Speaker,
  Visibility,
} from '../contract.ts'

/**
 * What the record adds up to. Holds ids, facts and the `seq` of each text, never a text or a name:
 * so erasing a text changes no state. Instants are ISO 8601 strings as the events have them.
 */
export interface RoomState {
  seq: number
  /** When the last event happened. */
  at: string | null
  phase: Phase
  since: string | null
  openedAt: string | null
  onAirAt: string | null
  broadcastEndedAt: string | null
  endedAt: string | null
  admission: Admission
  locked: boolean
  /** `more`: minutes added to what was planned. */
  agenda: Map<string, { since: string; until: string | null; more: number }>
  running: { item: string; since: string; groundRules: GroundRules } | null
  /** Every start of an item, oldest first: which rules held at a given moment. `item: null` is the end of the agenda. */
  course: { item: string | null; from: string; groundRules: GroundRules | null }[]
  /** `seq` of the last time that somebody gave more time, to an agenda item or to whoever has the floor; 0 for never. */
  extended: number
  /** Who was reminded of the time in the running item, and when. */
  reminded: { panelMember: string; at: string } | null
  answering: { question: string; since: string } | null
  people: Map<string, RoomPerson>
  guests: Map<string, Guest>
  hands: Map<string, Hand>
  floor: Floor | null
  /** Where its text stands, and since when. */
  announcement: { text: number; at: string } | null
  /** How often each organization had the floor; who represents none is counted as a person. */
  spoken: Map<string, number>
  questions: Map<string, Question>
  /** Question → the one it was merged into. */
  merged: Map<string, string>
  order: QuestionOrder
  /** The order by hand. */
  ranks: string[]
  entries: Map<string, Entry>
  stage: StageState
}

/** What the moderator set for the stage, and what the media server saw of it. */
export interface StageState {
  layout: Layout
  /** The person whom all see large. */
  spotlight: string | null
  /** Person → since when the moderator has muted them. */
  muted: Map<string, string>
  askedToUnmute: Map<string, string>
  /** Slides of the call → how many pages they have. */
  decks: Map<string, number>
  slides: { deck: string; page: number; by: string } | null
  /** Whose microphone is on stage, as the media server says → whether they had the word when it came. */
  heard: Map<string, boolean>
}

export type Place = 'waiting' | 'inside' | 'outside' | 'refused' | 'removed'

export interface RoomPerson extends Readonly<Omit<RecordEventData<'person.entered'>, 'acceptedRules'>> {
  acceptedRules: number | null
  place: Place
  since: string
  /** Admitted once: does not wait at the door again. */
  admitted: boolean
  wasInside: boolean
  removal: Removal | null
  /** How many sit before this person's screen. */
  count: number
}

export interface Guest {
  readonly guest: string
  readonly how: GuestWay
  readonly count: number
  readonly since: string
  /** Where name and firm stand, if they were said. */
  readonly text: number
}

export interface Hand {
  readonly person: string
  readonly organization: string | null
  readonly since: string
  /** `seq` of its raising: instants can be equal, places cannot. */
  readonly seq: number
}

export interface Floor {
  readonly person: string
  readonly organization: string | null
  state: FloorState
  since: string
  /** How long it may last, from when it was accepted. */
  seconds: number
}

export interface Answer {
  how: 'live' | 'in writing'
  speaker: Answerer | null
  at: string
  groundRules: GroundRules
  /** Where its text stands; null when it has none (yet). */
  text: number | null
}

export interface Question {
  readonly id: string
  readonly person: string
  readonly organization: string | null
  readonly visibility: Visibility
  readonly showFirm: FirmShownTo
  readonly source: 'registration' | 'room'
  readonly at: string
  readonly text: number
  state: QuestionState
  /** Made visible at least once, and not dismissed since. */
  shown: boolean
  assigned: string | null
  /** `seq` of the assignment: the order in which a panel member is asked. */
  assignedAt: number
  dismissal: { reason: Dismissal; note: number | null } | null
  live: Answer | null
  written: Answer | null
  followUp: { commitment: string; how: FollowUp } | null
  votesOfFirms: Set<string>
  votesOfPeople: Set<string>
  /** How many stand behind it, those behind the questions merged into it included. */
  votes: number
  /** `seq` of the last thing that happened to it, votes aside. */
  changed: number
}

export interface Entry {
  readonly id: string
  readonly kind: EntryKind
  readonly question: string | null
  agendaItem: string | null
  groundRules: GroundRules
  aspect: Aspect | null
  speaker: Speaker | null
  saidAt: string
  text: number | null
  before: number | null
  corrected: boolean
  withdrawn: boolean
  /** Of a promise: it was kept. */
  kept: boolean
  publication: Publication
  owner: Owner | null
  due: string | null
  /** `seq` of the last thing that happened to it. */
  changed: number
}

export const emptyState = (): RoomState => ({
  seq: 0,
  at: null,
  phase: 'closed',
  since: null,
  openedAt: null,
  onAirAt: null,
  broadcastEndedAt: null,
  endedAt: null,
  admission: 'automatic',
  locked: false,
  agenda: new Map(),
  running: null,
  course: [],
  extended: 0,
  reminded: null,
  answering: null,
  people: new Map(),
  guests: new Map(),
  hands: new Map(),
  floor: null,
  announcement: null,
  spoken: new Map(),
  questions: new Map(),
  merged: new Map(),
  order: 'votes',
  ranks: [],
  entries: new Map(),
  stage: {
    layout: 'viewer',
    spotlight: null,
    muted: new Map(),
    askedToUnmute: new Map(),
    decks: new Map(),
    slides: null,
    heard: new Map(),
  },
})

export type EventOf<T extends RecordEvent['type']> = Extract<RecordEvent, { type: T }>

/** Touched where something changes for each who is there alone: with the phase, what they may do and which audience they are of. */
export const EVERYBODY = 'everybody'
/** Touched where something changes how many questions or entries there are of a kind. */
export const COUNTS = 'counts'

/** What an event does to the state, and the keys of the entities it touched. One for each type of event. */
export type Reducers<T extends RecordEvent['type']> = {
  readonly [K in T]: (state: RoomState, event: EventOf<K>) => readonly string[]
}

/** What the call looked like when its page was written: not part of the record, read from other slices. */
export interface RoomSetting {
  readonly call: string
  /** Only a published call can open its room. */
  readonly published: boolean
  readonly rulesVersion: number
  /** The rules of the call; an agenda item may have its own. */
  readonly groundRules: GroundRules
  readonly agenda: readonly AgendaFacts[]
  readonly panel: readonly PanelFacts[]
  /** How the media server stands; `off` also where the stage is in another product. */
  readonly media: MediaState
}

export interface AgendaFacts {
  readonly id: string
  readonly title: { readonly en: string; readonly ur: string | null }
  readonly minutes: number | null
  readonly startsAt: string | null
  readonly panelMember: string | null
  readonly groundRules: GroundRules
}

export interface PanelFacts {
  readonly id: string
  /** The person who holds this seat's link; null while nobody does. */
  readonly person: string | null
  readonly name: { readonly en: string; readonly ur: string | null } | null
  readonly title: { readonly en: string; readonly ur: string | null } | null
  readonly organization: { readonly en: string; readonly ur: string | null } | null
  readonly isHost: boolean
}

/** Names of people and organizations as they stand now; an erased one is missing. */
export interface Directory {
  person(id: string): { readonly name: string; readonly title: string | null } | undefined
  organization(id: string): string | undefined
}
