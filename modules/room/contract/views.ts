import type { CallRole } from '../../../kernel/actor.ts'
import type { Localized } from '../../../kernel/schemas.ts'
import type { AnnouncementView, FloorView, GuestsView, HandsView } from './floor-views.ts'
import type { CountsView } from './lists.ts'
import type { MyStage, StageView } from './stage.ts'
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
  Owner,
  Phase,
  Publication,
  QuestionOrder,
  QuestionState,
  Removal,
  Speaker,
  Visibility,
} from './words.ts'

/**
 * What a room shows: entities by key. A field that an audience may not see is absent (never null),
 * an entity it may not see does not exist for it. Instants are ISO 8601 strings in UTC.
 * A name or text that is null was removed (erased) or is not known.
 */
export interface CallView {
  phase: Phase
  /** When this phase began; null while closed. */
  since: string | null
  openedAt: string | null
  onAirAt: string | null
  broadcastEndedAt: string | null
  endedAt: string | null
  /** The agenda item that is running, since when, and the ground rules that hold now. */
  agendaItem: string | null
  agendaSince: string | null
  groundRules: GroundRules
  /** Version of the ground rules that one accepts at the door. */
  rulesVersion: number
  /** The question being answered now. */
  answering: string | null
  answeringSince: string | null
  questionOrder: QuestionOrder
  /** Mission only. */
  admission?: Admission
  locked?: boolean
}

export interface AgendaView {
  id: string
  order: number
  title: Localized
  /** Planned length, with what the moderator added; null when the agenda gives none. */
  minutes: number | null
  startsAt: string | null
  panelMember: string | null
  groundRules: GroundRules
  state: 'to come' | 'now' | 'done'
  since: string | null
  until: string | null
}

export interface PanelView {
  id: string
  order: number
  name: Localized | null
  title: Localized | null
  organization: Localized | null
  isHost: boolean
  /** Whether they are in the room now. */
  present: boolean
}

export interface PresenceView {
  /** People, not sockets: with those who sit beside them, walked in or listen by phone. */
  attendees: number
  /** Organizations that have at least one attendee in the room. */
  firms: number
  observers: number
  onStage: number
}

/** Mission and panel only. */
export interface PersonView {
  id: string
  name: string | null
  title: string | null
  organization: string | null
  organizationName: string | null
  roles: readonly CallRole[]
  panelMember: string | null
  since: string
  /** How many sit before this person's screen. */
  count: number
}

/** Mission only: who waits at the door, first come first. */
export interface LobbyView {
  waiting: readonly {
    person: string
    name: string | null
    organizationName: string | null
    roles: readonly CallRole[]
    since: string
  }[]
  /** Taken out or not let in: they come back only when they are admitted. */
  removed: readonly {
    person: string
    name: string | null
    organizationName: string | null
    reason: Removal | null
    since: string
  }[]
}

export interface AnswerView {
  how: 'live' | 'in writing'
  speaker: Answerer | null
  at: string
  /** Whole minutes since the call went on air; null before and after the call. */
  minute: number | null
  text: string | null
}

export interface FollowUpView {
  commitment: string
  how: FollowUp
  owner: Owner | null
  due: string | null
  text: string | null
}

export interface QuestionView {
  id: string
  text: string | null
  state: QuestionState
  at: string
  visibility: Visibility
  source: 'registration' | 'room'
  votes: number
  /** Its place in the order by hand; null when it has none yet. */
  rank: number | null
  /** Panel member it is assigned to. */
  assigned: string | null
  /** Since when it is being answered; null when it is not. */
  answeringSince: string | null
  answers: readonly AnswerView[]
  followUp: FollowUpView | null
  /** Name of the asker's firm, for whom the asker chose to show it to. Null: represents none, or removed. */
  firm?: string | null
  /** Mission only. */
  asker?: { person: string; name: string | null; organization: string | null }
  showFirm?: FirmShownTo
  dismissal?: { reason: Dismissal; note: string | null } | null
  /** The question it was merged into, and those that were merged into it. */
  mergedInto?: string | null
  merged?: readonly { id: string; text: string | null; firm: string | null }[]
}

/** What the rapporteur takes down, promises included. Mission and panel only. */
export interface EntryView {
  id: string
  kind: EntryKind
  text: string | null
  speaker: Speaker | null
  /** Name of a speaker who is a person of the audience; the others stand under `panel:<id>`. */
  speakerName: string | null
  aspect: Aspect | null
  saidAt: string
  minute: number | null
  agendaItem: string | null
  groundRules: GroundRules
  corrected: boolean
  /** Text before the last correction. */
  before: string | null
  /** Quotes only. */
  publication?: Publication
  /** Promises only. */
  owner?: Owner | null
  due?: string | null
  question?: string | null
}

/**
 * A question of mine, with where it stands and why. One that was merged into another stands where that one does.
 */
export interface MyQuestion
  extends Omit<QuestionView, 'asker' | 'firm' | 'votes' | 'rank' | 'mergedInto' | 'merged'> {
  /** The question it was merged into; its text is null where it is not mine to read. */
  mergedWith: { text: string | null } | null
  /** How many questions of others were merged into this one. */
  joined: number
  dismissal: { reason: Dismissal; note: string | null } | null
}

/** `me`: what concerns one person alone. */
export interface MeView {
  person: string
  roles: readonly CallRole[]
  audience: RoomAudience
  panelMember: string | null
  organization: string | null
  /** `outside` until one has entered; `refused` at the door. */
  place: 'outside' | 'waiting' | 'inside' | 'refused' | 'removed'
  /** Why I was taken out, while I may not come back. */
  removal: Removal | null
  acceptedRules: number | null
  /** How many of us I said sit before this screen. */
  count: number
  questions: readonly MyQuestion[]
  /** Questions voted for as a person; a firm's votes are in `org`. */
  votes: readonly string[]
  /** Questions assigned to me as a panel member, in the order to be answered. */
  askedOfMe: readonly string[]
  /** My hand is up: since when, and how many come before me. */
  hand: { since: string; before: number } | null
  /** The floor is offered to me, or mine. */
  floor: { state: FloorState; since: string; until: string | null } | null
  /** When the moderator last reminded me of the time, while my part of the agenda runs. */
  remindedAt: string | null
  /** Quotes of mine that somebody wants to publish, oldest first. */
  quotesAskedOfMe: readonly { entry: string; text: string | null }[]
  stage: MyStage
}

/** `org`: what concerns one organization. */
export interface OrgView {
  organization: string
  name: string | null
  votes: readonly string[]
}

export const ROOM_AUDIENCES = ['mission', 'panel', 'attendees'] as const
export type RoomAudience = (typeof ROOM_AUDIENCES)[number]

/** Which entity stands under which kind of key: `question:<id>` is a `question`. */
export interface RoomEntities {
  call: CallView
  agenda: AgendaView
  panel: PanelView
  presence: PresenceView
  person: PersonView
  lobby: LobbyView
  hands: HandsView
  floor: FloorView
  announcement: AnnouncementView
  guests: GuestsView
  stage: StageView
  counts: CountsView
  question: QuestionView
  entry: EntryView
  me: MeView
  org: OrgView
}
export type EntityKind = keyof RoomEntities

/** The kind of a key: `call`, `presence`, `lobby`, `hands`, `floor`, `announcement`, `guests`, `stage`, `counts`, `me` and `org` stand alone; the others are `<kind>:<id>`. */
export function kindOf(key: string): EntityKind {
  const colon = key.indexOf(':')
  return (colon === -1 ? key : key.slice(0, colon)) as EntityKind
}
