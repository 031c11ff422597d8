import { describe, expect, it } from 'vitest'
import { COMMAND_NAMES, type CommandName } from '../contract.ts'
import { everybody, idOf, PANEL, ROLE_OF } from '../factories/people.ts'
import { onAir } from '../factories/play.ts'
import { isRefusal } from './decision.ts'

const ALL = 'moderator host viewer panelist interpreter captioner rapporteur attendee observer'

/** Who may ask what at all, written down a second time and by hand. */
const MAY: { readonly [N in CommandName]: string } = {
  enter: ALL,
  leave: ALL,
  admit: 'moderator host',
  refuse: 'moderator host',
  setAdmission: 'moderator host',
  removePerson: 'moderator host',
  setLock: 'moderator host',
  countHere: 'attendee',
  addGuest: 'moderator host',
  withdrawGuest: 'moderator host',
  openRoom: 'moderator host',
  goOnAir: 'moderator host',
  endBroadcast: 'moderator host',
  endCall: 'moderator host',
  startAgendaItem: 'moderator host',
  nextAgendaItem: 'moderator host',
  extendAgendaItem: 'moderator host',
  remindSpeaker: 'moderator host',
  announce: 'moderator host',
  withdrawAnnouncement: 'moderator host',
  raiseHand: 'attendee',
  lowerHand: 'attendee',
  lowerHands: 'moderator host',
  giveFloor: 'moderator host',
  withdrawFloor: 'moderator host',
  extendFloor: 'moderator host',
  acceptFloor: 'attendee',
  returnFloor: 'attendee',
  submitQuestion: 'attendee',
  showQuestion: 'moderator host',
  dismissQuestion: 'moderator host',
  vote: 'attendee',
  unvote: 'attendee',
  mergeQuestion: 'moderator host',
  unmergeQuestion: 'moderator host',
  orderQuestions: 'moderator host',
  moveQuestion: 'moderator host',
  assignQuestion: 'moderator host',
  unassignQuestion: 'moderator host',
  startAnswering: 'moderator host',
  putBackQuestion: 'moderator host',
  answerLive: 'moderator host rapporteur',
  answerInWriting: 'moderator host panelist',
  followUp: 'moderator host',
  done: 'panelist',
  willWrite: 'panelist',
  willSend: 'panelist',
  passTo: 'panelist',
  recordEntry: 'moderator host rapporteur',
  correctEntry: 'moderator host rapporteur',
  withdrawEntry: 'moderator host rapporteur',
  setCommitment: 'moderator host rapporteur',
  keepPromise: 'moderator host',
  askToPublish: 'moderator host rapporteur',
  grantPublication: ALL,
  refusePublication: ALL,
  setLayout: 'moderator host',
  spotlight: 'moderator host',
  mutePerson: 'moderator host',
  muteAll: 'moderator host',
  askToUnmute: 'moderator host',
  showSlide: 'moderator host panelist',
  hideSlides: 'moderator host panelist',
}

const INPUT: { readonly [N in CommandName]?: object } = {
  enter: { acceptedRules: 2 },
  admit: { person: idOf('b', 9) },
  refuse: { person: idOf('b', 9) },
  giveFloor: { person: idOf('b', 9) },
  setAdmission: { admission: 'by hand' },
  removePerson: { person: idOf('b', 9), reason: 'other' },
  setLock: { locked: true },
  countHere: { count: 3 },
  orderQuestions: { order: 'by hand' },
  addGuest: { how: 'walk-in' },
  withdrawGuest: { guest: idOf('9', 1) },
  startAgendaItem: { item: idOf('a', 2) },
  submitQuestion: { text: 'Why?' },
  announce: { text: 'Questions begin soon.' },
  recordEntry: { kind: 'topic', text: 'Tax' },
  setLayout: { layout: 'panel' },
  spotlight: { person: idOf('b', 4) },
  mutePerson: { person: idOf('b', 4) },
  askToUnmute: { person: idOf('b', 4) },
  showSlide: { deck: idOf('9', 1), page: 1 },
}

/** What is asked of the room with nothing more to say. */
const PLAIN: readonly CommandName[] = [
  ...([
    'leave',
    'openRoom',
    'goOnAir',
    'endBroadcast',
    'endCall',
    'nextAgendaItem',
    'extendAgendaItem',
  ] as const),
  ...([
    'raiseHand',
    'lowerHand',
    'lowerHands',
    'withdrawAnnouncement',
    'remindSpeaker',
    'withdrawFloor',
    'extendFloor',
    'acceptFloor',
    'returnFloor',
    'muteAll',
    'hideSlides',
  ] as const),
]

describe('every command, by every role', () => {
  it.each(COMMAND_NAMES)('%s', (name) => {
    for (const who of everybody) {
      const room = onAir()
      const question = room.does('dana', 'submitQuestion', { text: 'Who licenses?' })
      room.does('officer', 'assignQuestion', { question, panelMember: PANEL[1] })
      const entry = room.does('rapporteur', 'recordEntry', { kind: 'quote', text: 'Yes.' })
      const about = {
        question: { question },
        entry: { entry },
        panel: { question, panelMember: PANEL[2] },
      }
      const more = {
        dismissQuestion: { question, reason: 'other' },
        mergeQuestion: { question, into: question },
        moveQuestion: { question, by: 'up' },
        assignQuestion: about.panel,
        passTo: about.panel,
        answerInWriting: { question, text: 'Yes.' },
        correctEntry: { entry, text: 'No.' },
        setCommitment: { entry, owner: null, due: null },
        keepPromise: about.entry,
        withdrawEntry: about.entry,
        askToPublish: about.entry,
        grantPublication: about.entry,
        refusePublication: about.entry,
      } as Partial<Record<CommandName, object>>
      const plain = PLAIN.includes(name)
      const input = INPUT[name] ?? more[name] ?? (plain ? {} : about.question)
      const length = room.record.length
      const decision = room.ask(who, name, input as never)
      const notTheirs = isRefusal(decision) && decision.refused === 'room.not_yours'
      expect(notTheirs, `${ROLE_OF[who]} ${name}`).toBe(!MAY[name].split(' ').includes(ROLE_OF[who]))
      if (notTheirs) expect(room.record).toHaveLength(length)
    }
  })
})
