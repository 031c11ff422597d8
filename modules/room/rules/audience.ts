import type { Audience } from '../../../kernel/audience.ts'
import type { Phase, RecordEventType, RoomEntities, SocketAudience } from '../contract.ts'
import type { Question } from './state.ts'

/**
 * THE table: what each audience of a room sees. Everything that leaves the room passes through it.
 * `door` is who stands outside: has a link, but has not entered or not been admitted.
 * `me` and `org` are not in it: they go to one person and one organization.
 */
export type ViewAudience = SocketAudience
export const VIEW_AUDIENCES = ['mission', 'panel', 'attendees', 'door'] as const satisfies ViewAudience[]

const ANYBODY: readonly ViewAudience[] = ['mission', 'panel', 'attendees', 'door']
const ROOM: readonly ViewAudience[] = ['mission', 'panel', 'attendees']
const STAGE: readonly ViewAudience[] = ['mission', 'panel']
const MISSION: readonly ViewAudience[] = ['mission']

export type SharedKind = Exclude<keyof RoomEntities, 'me' | 'org'>

/** Which entities exist for whom. A question depends on itself. */
export const ENTITIES: { readonly [K in Exclude<SharedKind, 'question'>]: readonly ViewAudience[] } = {
  call: ANYBODY,
  agenda: ANYBODY,
  panel: ANYBODY,
  presence: ROOM,
  person: STAGE,
  lobby: MISSION,
  hands: STAGE,
  floor: ROOM,
  announcement: ROOM,
  guests: MISSION,
  stage: ANYBODY,
  counts: ROOM,
  entry: STAGE,
}

/**
 * A question is the mission's until it is shown; then the panel's, and everyone's if the asker made it public. One that
 * was never shown and is answered after the call is the panel's too: somebody there owes the answer, or gave it.
 */
export function seesQuestion(
  question: Pick<Question, 'shown' | 'state' | 'visibility' | 'written'>,
): readonly ViewAudience[] {
  if (question.state === 'merged') return MISSION
  if (!question.shown) {
    const isThePanels =
      question.state === 'to follow up' || question.written?.speaker?.kind === 'panel member'
    return isThePanels ? STAGE : MISSION
  }
  return question.visibility === 'public' ? ROOM : STAGE
}

const FIRM_FOR = { mission: MISSION, panel: STAGE, everyone: ROOM } as const

/** Seen by these audiences, or by those that the question itself or the phase of the call allows. */
export type FieldRow =
  | readonly ViewAudience[]
  | ((of: {
      readonly question: Pick<Question, 'showFirm'> | undefined
      readonly phase: Phase
    }) => readonly ViewAudience[])

/** Which fields are seen by whom. A field without a row does not compile. */
export const FIELDS: { readonly [K in SharedKind]: { readonly [F in keyof RoomEntities[K]]-?: FieldRow } } = {
  call: {
    phase: ANYBODY,
    since: ANYBODY,
    openedAt: ANYBODY,
    onAirAt: ANYBODY,
    broadcastEndedAt: ANYBODY,
    endedAt: ANYBODY,
    agendaItem: ANYBODY,
    agendaSince: ANYBODY,
    groundRules: ANYBODY,
    rulesVersion: ANYBODY,
    answering: ROOM,
    answeringSince: ROOM,
    questionOrder: ROOM,
    admission: MISSION,
    locked: MISSION,
  },
  agenda: {
    id: ANYBODY,
    order: ANYBODY,
    title: ANYBODY,
    minutes: ANYBODY,
    startsAt: ANYBODY,
    panelMember: ANYBODY,
    groundRules: ANYBODY,
    state: ANYBODY,
    since: ANYBODY,
    until: ANYBODY,
  },
  panel: {
    id: ANYBODY,
    order: ANYBODY,
    name: ANYBODY,
    title: ANYBODY,
    organization: ANYBODY,
    isHost: ANYBODY,
    present: ROOM,
  },
  presence: { attendees: ROOM, firms: ROOM, observers: ROOM, onStage: ROOM },
  person: {
    id: STAGE,
    name: STAGE,
    title: STAGE,
    organization: STAGE,
    organizationName: STAGE,
    roles: STAGE,
    panelMember: STAGE,
    since: STAGE,
    count: STAGE,
  },
  lobby: { waiting: MISSION, removed: MISSION },
  guests: { guests: MISSION },
  stage: {
    media: ANYBODY,
    layout: ROOM,
    spotlight: ROOM,
    // Like the stage itself: what is shown in the green room and in the debrief stays there.
    slides: ({ phase }) => (phase === 'on air' ? ROOM : STAGE),
  },
  announcement: { text: ROOM, at: ROOM },
  counts: { mission: MISSION, panel: ['panel'], attendees: ['attendees'] },
  hands: { hands: STAGE },
  floor: {
    state: ROOM,
    since: ROOM,
    until: ROOM,
    firm: ROOM,
    person: STAGE,
    name: STAGE,
    organizationName: STAGE,
  },
  question: {
    id: ROOM,
    text: ROOM,
    state: ROOM,
    at: ROOM,
    visibility: ROOM,
    source: ROOM,
    votes: ROOM,
    rank: ROOM,
    assigned: ROOM,
    answeringSince: ROOM,
    answers: ROOM,
    followUp: ROOM,
    firm: ({ question }) => (question ? FIRM_FOR[question.showFirm] : MISSION),
    asker: MISSION,
    showFirm: MISSION,
    dismissal: MISSION,
    mergedInto: MISSION,
    merged: MISSION,
  },
  entry: {
    id: STAGE,
    kind: STAGE,
    text: STAGE,
    speaker: STAGE,
    speakerName: STAGE,
    aspect: STAGE,
    saidAt: STAGE,
    minute: STAGE,
    agendaItem: STAGE,
    groundRules: STAGE,
    corrected: STAGE,
    before: STAGE,
    publication: STAGE,
    owner: STAGE,
    due: STAGE,
    question: STAGE,
  },
}

/** Who may read the raw events of the record: ids of people stand in them, so hardly anybody. */
export const EVENT_AUDIENCE: { readonly [T in RecordEventType]: Audience } = {
  'room.opened': 'attendees',
  'room.on-air': 'attendees',
  'room.debrief': 'panel',
  'room.ended': 'attendees',
  'room.admission-set': 'mission',
  'person.waiting': 'mission',
  'person.admitted': 'mission',
  'person.refused': 'mission',
  'person.entered': 'mission',
  'person.left': 'mission',
  'person.removed': 'mission',
  'person.counted': 'mission',
  'guest.came': 'mission',
  'guest.withdrawn': 'mission',
  'room.locked': 'mission',
  'room.unlocked': 'mission',
  'agenda.started': 'attendees',
  'agenda.finished': 'attendees',
  'agenda.extended': 'attendees',
  'speaker.reminded': 'panel',
  'announcement.made': 'attendees',
  'announcement.withdrawn': 'attendees',
  'hand.raised': 'mission',
  'hand.lowered': 'mission',
  'hands.lowered': 'panel',
  'floor.granted': 'mission',
  'floor.accepted': 'mission',
  'floor.returned': 'mission',
  'floor.withdrawn': 'mission',
  'floor.extended': 'mission',
  'floor.ended': 'mission',
  'question.submitted': 'mission',
  'question.shown': 'mission',
  'question.dismissed': 'mission',
  'vote.cast': 'mission',
  'vote.withdrawn': 'mission',
  'question.merged': 'mission',
  'question.unmerged': 'mission',
  'questions.order-set': 'attendees',
  'questions.ordered': 'mission',
  'question.assigned': 'panel',
  'question.unassigned': 'panel',
  'question.answering': 'panel',
  'question.put-back': 'panel',
  'question.answered-live': 'panel',
  'question.answered-in-writing': 'mission',
  'question.to-follow-up': 'panel',
  'entry.recorded': 'panel',
  'entry.corrected': 'panel',
  'entry.withdrawn': 'panel',
  'quote.publication-asked': 'panel',
  'quote.publication-granted': 'panel',
  'quote.publication-refused': 'panel',
  'commitment.made': 'panel',
  'commitment.changed': 'panel',
  'commitment.kept': 'panel',
  'stage.layout-set': 'attendees',
  'stage.spotlight-set': 'panel',
  'person.muted': 'mission',
  'person.asked-to-unmute': 'mission',
  'deck.added': 'panel',
  'slide.shown': 'attendees',
  'slides.hidden': 'attendees',
  'speech.started': 'mission',
  'speech.ended': 'mission',
}
