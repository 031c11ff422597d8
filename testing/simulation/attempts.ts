import { AGENDA, everybody, idOf, PANEL, type Who } from '../../modules/room/factories/people.ts'
import type { SimulatedRoom } from '../../modules/room/factories/simulated.ts'
import type { Chance } from './random.ts'

export interface Attempt {
  readonly who: Who
  readonly name: string
  readonly input: unknown
}

/** What moves a call comes often, what ends it seldom. */
const OFTEN = [
  'submitQuestion',
  'showQuestion',
  'vote',
  'vote',
  'vote',
  'unvote',
  'assignQuestion',
  'enter',
  'raiseHand',
] as const
const USUAL = [
  ...[
    'leave',
    'admit',
    'setAdmission',
    'countHere',
    'addGuest',
    'withdrawGuest',
    'startAgendaItem',
    'nextAgendaItem',
  ],
  ...[
    'announce',
    'withdrawAnnouncement',
    'lowerHand',
    'lowerHands',
    'giveFloor',
    'giveFloor',
    'withdrawFloor',
    'extendFloor',
  ],
  ...['acceptFloor', 'acceptFloor', 'returnFloor', 'dismissQuestion', 'mergeQuestion', 'unmergeQuestion'],
  ...[
    'orderQuestions',
    'moveQuestion',
    'unassignQuestion',
    'startAnswering',
    'putBackQuestion',
    'answerLive',
  ],
  ...[
    'answerInWriting',
    'followUp',
    'done',
    'willWrite',
    'willSend',
    'passTo',
    'recordEntry',
    'correctEntry',
  ],
  ...[
    'withdrawEntry',
    'setCommitment',
    'askToPublish',
    'grantPublication',
    'refusePublication',
    'openRoom',
    'goOnAir',
  ],
] as const
const SELDOM = ['refuse', 'removePerson', 'setLock', 'endBroadcast', 'endCall'] as const

const ATTENDEES = ['dana', 'earl', 'fay', 'gus'] as const
const THEIRS = [
  'submitQuestion',
  'vote',
  'unvote',
  'raiseHand',
  'lowerHand',
  'acceptFloor',
  'returnFloor',
  'countHere',
]

/** Somebody tries something, mostly what is theirs to try. Texts carry a mark that says whose they are and how hidden. */
export function attempt(chance: Chance, room: SimulatedRoom, n: number): Attempt {
  const name = chance.oneIn(400) ? chance.pick(SELDOM) : chance.pick(chance.oneIn(2) ? OFTEN : USUAL)
  const honest = THEIRS.includes(name) ? chance.pick(ATTENDEES) : chance.oneIn(3) ? 'host' : 'officer'
  const who = name === 'enter' || chance.oneIn(5) ? chance.pick(everybody) : honest
  return { who, name, input: inputOf(chance, room, name, n) }
}

/** The last of a map's keys are the ones that things happen to. */
function recent(chance: Chance, keys: readonly string[]): string {
  const last = keys.slice(-12)
  return last.length === 0 || chance.oneIn(30) ? idOf('9', chance.below(9)) : chance.pick(last)
}

function inputOf(chance: Chance, room: SimulatedRoom, name: string, n: number): object {
  const state = room.state()
  const flag = chance.oneIn(2)
  const question = () => recent(chance, [...state.questions.keys()])
  const entry = () => recent(chance, [...state.entries.keys()])
  const person = () => recent(chance, [...state.people.keys()])
  const panelMember = chance.pick(PANEL)
  const owner = flag ? { kind: 'office', panelMember } : null
  switch (name) {
    case 'enter':
      return { acceptedRules: chance.oneIn(10) ? 1 : 2 }
    case 'admit':
    case 'refuse':
    case 'giveFloor':
      return {
        person: name === 'giveFloor' && !chance.oneIn(9) ? recent(chance, [...state.hands.keys()]) : person(),
      }
    case 'removePerson':
      return { person: person(), reason: 'disturbs' }
    case 'countHere':
      return { count: 1 + chance.below(20) }
    case 'addGuest':
      return { how: 'phone-in', name: `HIDDEN-${n}` }
    case 'withdrawGuest':
      return { guest: recent(chance, [...state.guests.keys()]) }
    case 'setLock':
      return { locked: chance.oneIn(4) }
    case 'setAdmission':
      return { admission: chance.oneIn(5) ? 'by hand' : 'automatic' }
    case 'startAgendaItem':
      return { item: chance.pick(AGENDA) }
    case 'announce':
      return { text: `SHOWN-${n}` }
    case 'submitQuestion':
      return {
        text: `QUESTION-${n}`,
        visibility: chance.oneIn(4) ? 'mission and panel' : 'public',
        showFirm: chance.pick(['mission', 'panel', 'everyone']),
      }
    case 'dismissQuestion':
      return { question: question(), reason: 'off topic', note: flag ? `HIDDEN-${n}` : null }
    case 'mergeQuestion':
      return { question: question(), into: question() }
    case 'orderQuestions':
      return { order: flag ? 'votes' : 'by hand' }
    case 'moveQuestion':
      return { question: question(), by: flag ? 'up' : 'down' }
    case 'assignQuestion':
    case 'passTo':
      return { question: question(), panelMember }
    case 'answerLive':
      return { question: question(), summary: flag ? `SHOWN-${n}` : null }
    case 'answerInWriting':
      return { question: question(), text: `SHOWN-${n}` }
    case 'followUp':
      return { question: question(), owner, due: flag ? '2026-05-07' : null }
    case 'recordEntry':
      return {
        kind: chance.pick(['key point', 'topic', 'quote', 'promise']),
        text: `HIDDEN-${n}`,
        speaker: flag ? { kind: 'person', person: person() } : { kind: 'panel member', panelMember },
      }
    case 'correctEntry':
      // A promise that answers a question is read with it.
      return { entry: entry(), text: `SHOWN-${n}` }
    case 'setCommitment':
      return { entry: entry(), owner, due: null }
    case 'withdrawEntry':
    case 'askToPublish':
    case 'grantPublication':
    case 'refusePublication':
      return { entry: entry() }
    case 'vote':
    case 'unvote':
    case 'showQuestion':
    case 'unmergeQuestion':
    case 'unassignQuestion':
    case 'startAnswering':
    case 'putBackQuestion':
    case 'done':
    case 'willWrite':
    case 'willSend':
      return { question: question() }
    default:
      return {}
  }
}

const RUBBISH: readonly unknown[] = [
  null,
  0,
  'text',
  [],
  [[[[[[[[]]]]]]]],
  { question: null },
  { question: { $ne: null } },
  { question: '../../etc/passwd' },
  { text: 'x'.repeat(20_000) },
  { text: '\u0000\ud800' },
  { __proto__: { roles: ['host'] }, constructor: 1 },
  { person: -1, reason: {} },
  { acceptedRules: Number.MAX_VALUE },
  { question: idOf('9', 1), unknown: true },
]
const NAMES = [
  '',
  'constructor',
  '__proto__',
  'toString',
  'delete',
  'ENTER',
  'enter ',
  'showQuestion',
  'vote',
  'enter',
  'giveFloor',
]

/** What no client of ours would send. */
export const hostile = (chance: Chance): Attempt => ({
  who: chance.pick(everybody),
  name: chance.pick(NAMES),
  input: chance.pick(RUBBISH),
})
