import type { Expectation, Fixture } from '../expectation.ts'
import { type ActorName, administrator, here, officers, onTheCall, staff } from '../groups.ts'

/** The room opens to the program's staff and to whoever holds a role on the call. */
const insiders: readonly ActorName[] = [...staff, ...onTheCall]
/** Whoever asked in advance and waits for approval stands at the door: she sees her own question, and may do nothing. */
const atTheDoor: readonly ActorName[] = [...insiders, ...here('none')]

/** Who is on stage brings and chooses slides. */
const presenters: readonly ActorName[] = [...officers, ...here('host', 'moderator', 'panelist')]

export const room: Expectation = {
  routes: {
    command: {
      may: insiders,
      input: ({ call, nothing }) => ({ call, id: nothing, name: 'leave', input: {} }),
    },
    load: { may: administrator },
    eraseWords: { may: officers, input: ({ call }) => ({ call, seq: 1_000_000 }), absent: true },
    people: { may: [...staff, ...here('host', 'moderator')], input: ({ call }) => ({ call }) },
    questions: { may: [...staff, ...here('host', 'moderator')], input: ({ call }) => ({ call }) },
    entries: { may: [...staff, ...here('host', 'moderator')], input: ({ call }) => ({ call }) },
    snapshot: { may: atTheDoor, input: ({ call }) => ({ call }) },
    facts: { may: atTheDoor, input: ({ call }) => ({ call }) },
    ticket: { may: insiders, input: ({ call }) => ({ call }) },
    probe: { may: insiders, input: ({ call }) => ({ call }) },
    decks: { may: presenters, input: ({ call }) => ({ call }) },
    addDeck: { may: presenters, input: ({ call }) => ({ call, title: 'Policies', pages: 2 }) },
    addPage: {
      may: presenters,
      input: ({ call, nothing }) => ({
        call,
        deck: nothing,
        page: 1,
        type: 'image/webp',
        picture: 'UklGRg==',
      }),
      absent: true,
    },
    page: {
      may: [...staff, ...here('host', 'moderator')],
      input: ({ call, nothing }) => ({ call, deck: nothing, page: 1 }),
      absent: true,
    },
    record: { may: [...staff, ...here('host', 'moderator')], input: ({ call }) => ({ call }) },
  },
  pages: {},
}

interface CommandRow {
  readonly may: readonly ActorName[]
  readonly input?: (fixture: Fixture) => Readonly<Record<string, unknown>>
}

const moderators = [...officers, ...here('host', 'moderator')]
const recorders = [...moderators, ...here('rapporteur')]
const panelists = here('panelist')
const attendees = here('attendee')
const question = ({ nothing }: Fixture) => ({ question: nothing })
const entry = ({ nothing }: Fixture) => ({ entry: nothing })

/** Who may ask what of the room (issue, section 6): host and moderator run it, the mission's officers with them. */
export const roomCommands: Readonly<Record<string, CommandRow>> = {
  enter: { may: insiders },
  leave: { may: insiders },
  admit: { may: moderators, input: ({ nothing }) => ({ person: nothing }) },
  refuse: { may: moderators, input: ({ nothing }) => ({ person: nothing }) },
  setAdmission: { may: moderators, input: () => ({ admission: 'by hand' }) },
  removePerson: { may: moderators, input: ({ nothing }) => ({ person: nothing, reason: 'disturbs' }) },
  setLock: { may: moderators, input: () => ({ locked: false }) },
  countHere: { may: attendees, input: () => ({ count: 2 }) },
  addGuest: { may: moderators, input: () => ({ how: 'walk-in' }) },
  withdrawGuest: { may: moderators, input: ({ nothing }) => ({ guest: nothing }) },
  announce: { may: moderators, input: () => ({ text: 'We begin in five minutes.' }) },
  withdrawAnnouncement: { may: moderators },
  raiseHand: { may: attendees },
  lowerHand: { may: attendees },
  lowerHands: { may: moderators },
  giveFloor: { may: moderators, input: ({ nothing }) => ({ person: nothing }) },
  withdrawFloor: { may: moderators },
  extendFloor: { may: moderators },
  acceptFloor: { may: attendees },
  returnFloor: { may: attendees },
  openRoom: { may: moderators },
  goOnAir: { may: moderators },
  endBroadcast: { may: moderators },
  endCall: { may: moderators },
  startAgendaItem: { may: moderators, input: ({ agendaItem }) => ({ item: agendaItem }) },
  nextAgendaItem: { may: moderators },
  extendAgendaItem: { may: moderators },
  remindSpeaker: { may: moderators },
  submitQuestion: { may: attendees, input: () => ({ text: 'Which licence is needed?' }) },
  showQuestion: { may: moderators, input: question },
  dismissQuestion: { may: moderators, input: (f) => ({ ...question(f), reason: 'off topic' }) },
  vote: { may: attendees, input: question },
  unvote: { may: attendees, input: question },
  mergeQuestion: { may: moderators, input: (f) => ({ ...question(f), into: f.call }) },
  unmergeQuestion: { may: moderators, input: question },
  orderQuestions: { may: moderators, input: () => ({ order: 'votes' }) },
  moveQuestion: { may: moderators, input: (f) => ({ ...question(f), by: 'up' }) },
  assignQuestion: { may: moderators, input: (f) => ({ ...question(f), panelMember: f.panelMember }) },
  unassignQuestion: { may: moderators, input: question },
  startAnswering: { may: moderators, input: question },
  putBackQuestion: { may: moderators, input: question },
  answerLive: { may: recorders, input: question },
  answerInWriting: { may: [...moderators, ...panelists], input: (f) => ({ ...question(f), text: 'None.' }) },
  followUp: { may: moderators, input: question },
  done: { may: panelists, input: question },
  willWrite: { may: panelists, input: question },
  willSend: { may: panelists, input: question },
  passTo: { may: panelists, input: (f) => ({ ...question(f), panelMember: f.panelMember }) },
  recordEntry: { may: recorders, input: () => ({ kind: 'key point', text: 'Licences are simpler.' }) },
  correctEntry: { may: recorders, input: entry },
  withdrawEntry: { may: recorders, input: entry },
  keepPromise: { may: moderators, input: entry },
  setCommitment: { may: recorders, input: (f) => ({ ...entry(f), owner: null, due: null }) },
  askToPublish: { may: recorders, input: entry },
  grantPublication: { may: insiders, input: entry },
  refusePublication: { may: insiders, input: entry },
  setLayout: { may: moderators, input: () => ({ layout: 'panel' }) },
  spotlight: { may: moderators, input: () => ({ person: null }) },
  mutePerson: { may: moderators, input: ({ nothing }) => ({ person: nothing }) },
  muteAll: { may: moderators },
  askToUnmute: { may: moderators, input: ({ nothing }) => ({ person: nothing }) },
  showSlide: { may: [...moderators, ...panelists], input: ({ nothing }) => ({ deck: nothing, page: 1 }) },
  hideSlides: { may: [...moderators, ...panelists] },
}
