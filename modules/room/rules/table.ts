import { CALL_ROLES } from '../../../kernel/actor.ts'
import type { CommandName, Phase, QuestionState } from '../contract.ts'
import type { RoomRole } from './who.ts'

/** What a command needs before its own rule is asked. */
export interface Row {
  readonly who: readonly RoomRole[]
  /** Phases of the room in which it is possible. */
  readonly while: readonly Phase[]
  /** Only for people who are in the room. */
  readonly inside?: true
  /** States of the question it is about. */
  readonly from?: readonly QuestionState[]
}

const MODERATORS = ['host', 'moderator'] as const satisfies RoomRole[]
/** Who takes the record. */
const RECORDERS = ['host', 'moderator', 'rapporteur'] as const satisfies RoomRole[]
const PANELISTS = ['panelist'] as const satisfies RoomRole[]
/** Who answers; a panel member only what lies with them. */
const ANSWERERS = ['host', 'moderator', 'panelist'] as const satisfies RoomRole[]
const EVERYONE = [...CALL_ROLES, 'viewer'] as const satisfies RoomRole[]

const ALWAYS: readonly Phase[] = ['closed', 'green room', 'on air', 'debrief', 'ended']
const OPEN: readonly Phase[] = ['green room', 'on air', 'debrief']
const FROM_AIR_ON: readonly Phase[] = ['on air', 'debrief', 'ended']

const UNANSWERED: readonly QuestionState[] = ['pending', 'visible', 'assigned']
const NOT_DISMISSED: readonly QuestionState[] = [
  'pending',
  'visible',
  'assigned',
  'answered live',
  'answered in writing',
  'to follow up',
]
const OPEN_TO_ALL: readonly QuestionState[] = ['visible', 'assigned', 'to follow up']

/** The state machine of the room: who may do what, while what, from where. The rules of each command add the rest. */
export const TABLE: { readonly [N in CommandName]: Row } = {
  enter: { who: EVERYONE, while: OPEN },
  leave: { who: EVERYONE, while: ALWAYS },
  admit: { who: MODERATORS, while: OPEN },
  refuse: { who: MODERATORS, while: OPEN },
  setAdmission: { who: MODERATORS, while: OPEN },

  removePerson: { who: MODERATORS, while: OPEN },
  setLock: { who: MODERATORS, while: OPEN },

  countHere: { who: ['attendee'], while: ['green room', 'on air'], inside: true },
  addGuest: { who: MODERATORS, while: ['green room', 'on air'] },
  withdrawGuest: { who: MODERATORS, while: OPEN },

  openRoom: { who: MODERATORS, while: ['closed'] },
  goOnAir: { who: MODERATORS, while: ['green room'] },
  endBroadcast: { who: MODERATORS, while: ['on air'] },
  endCall: { who: MODERATORS, while: ['on air', 'debrief'] },

  startAgendaItem: { who: MODERATORS, while: ['on air'] },
  nextAgendaItem: { who: MODERATORS, while: ['on air'] },
  extendAgendaItem: { who: MODERATORS, while: ['on air'] },
  remindSpeaker: { who: MODERATORS, while: ['on air'] },

  announce: { who: MODERATORS, while: OPEN },
  withdrawAnnouncement: { who: MODERATORS, while: OPEN },

  raiseHand: { who: ['attendee'], while: ['on air'], inside: true },
  lowerHand: { who: ['attendee'], while: ['on air'], inside: true },
  lowerHands: { who: MODERATORS, while: ['on air'] },
  giveFloor: { who: MODERATORS, while: ['on air'] },
  withdrawFloor: { who: MODERATORS, while: ['on air'] },
  extendFloor: { who: MODERATORS, while: ['on air'] },
  acceptFloor: { who: ['attendee'], while: ['on air'], inside: true },
  returnFloor: { who: ['attendee'], while: ['on air'], inside: true },

  submitQuestion: { who: ['attendee'], while: ['green room', 'on air'], inside: true },
  showQuestion: {
    who: MODERATORS,
    while: ALWAYS,
    from: ['pending', 'dismissed', 'assigned', 'to follow up'],
  },
  dismissQuestion: { who: MODERATORS, while: ALWAYS, from: UNANSWERED },
  vote: { who: ['attendee'], while: ['green room', 'on air'], inside: true, from: OPEN_TO_ALL },
  unvote: { who: ['attendee'], while: ['green room', 'on air'], inside: true, from: OPEN_TO_ALL },
  mergeQuestion: { who: MODERATORS, while: ALWAYS, from: UNANSWERED },
  unmergeQuestion: { who: MODERATORS, while: ALWAYS, from: ['merged'] },
  orderQuestions: { who: MODERATORS, while: ALWAYS },
  moveQuestion: { who: MODERATORS, while: ALWAYS, from: ['visible', 'assigned'] },
  assignQuestion: {
    who: MODERATORS,
    while: ALWAYS,
    from: ['pending', 'visible', 'assigned', 'to follow up'],
  },
  unassignQuestion: { who: MODERATORS, while: ALWAYS, from: ['assigned'] },
  startAnswering: {
    who: MODERATORS,
    while: ['on air'],
    from: ['visible', 'assigned', 'answered live', 'to follow up'],
  },
  putBackQuestion: { who: MODERATORS, while: ['on air'], from: NOT_DISMISSED },
  answerLive: {
    who: RECORDERS,
    while: FROM_AIR_ON,
    from: ['visible', 'assigned', 'answered live', 'to follow up'],
  },
  answerInWriting: { who: ANSWERERS, while: ALWAYS, from: NOT_DISMISSED },
  followUp: {
    who: MODERATORS,
    while: FROM_AIR_ON,
    from: ['pending', 'visible', 'assigned', 'answered live'],
  },

  done: { who: PANELISTS, while: ['on air'], from: ['assigned'] },
  willWrite: { who: PANELISTS, while: FROM_AIR_ON, from: ['assigned'] },
  willSend: { who: PANELISTS, while: FROM_AIR_ON, from: ['assigned'] },
  passTo: { who: PANELISTS, while: ALWAYS, from: ['assigned'] },

  recordEntry: { who: RECORDERS, while: FROM_AIR_ON },
  correctEntry: { who: RECORDERS, while: FROM_AIR_ON },
  withdrawEntry: { who: RECORDERS, while: FROM_AIR_ON },
  setCommitment: { who: RECORDERS, while: FROM_AIR_ON },
  keepPromise: { who: MODERATORS, while: FROM_AIR_ON },
  askToPublish: { who: RECORDERS, while: FROM_AIR_ON },
  grantPublication: { who: EVERYONE, while: FROM_AIR_ON },
  refusePublication: { who: EVERYONE, while: FROM_AIR_ON },

  setLayout: { who: MODERATORS, while: OPEN },
  spotlight: { who: MODERATORS, while: OPEN },
  mutePerson: { who: MODERATORS, while: OPEN },
  muteAll: { who: MODERATORS, while: OPEN },
  askToUnmute: { who: MODERATORS, while: OPEN },
  showSlide: { who: ANSWERERS, while: OPEN },
  hideSlides: { who: ANSWERERS, while: OPEN },
}

/** Why not, by the phase the room is in. */
export const NOT_WHILE: { readonly [P in Phase]: string } = {
  closed: 'room.not_open',
  'green room': 'room.not_on_air',
  'on air': 'room.on_air',
  debrief: 'room.broadcast_over',
  ended: 'room.call_over',
}

/** Why not, by the state the question is in. */
export const NOT_FROM: { readonly [S in QuestionState]: string } = {
  pending: 'room.question_pending',
  visible: 'room.question_visible',
  dismissed: 'room.question_dismissed',
  assigned: 'room.question_assigned',
  'answered live': 'room.question_answered',
  'answered in writing': 'room.question_answered',
  'to follow up': 'room.question_to_follow_up',
  merged: 'room.question_merged',
}
