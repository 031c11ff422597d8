import { AGENDA, everybody, idOf, PANEL, people, type Who } from '../../modules/room/factories/people.ts'
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
  'enter',
  'raiseHand',
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
    'extendAgendaItem',
    'remindSpeaker',
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
    'recordEntry',
    'recordEntry',
    'withdrawEntry',
    'setCommitment',
    'keepPromise',
    'askToPublish',
    'grantPublication',
    'refusePublication',
    'askToPublish',
    'grantPublication',
    'openRoom',
    'goOnAir',
  ],
  ...['setLayout', 'spotlight', 'mutePerson', 'askToUnmute', 'showSlide', 'hideSlides'],
] as const
const SELDOM = [
  ...['refuse', 'refuse', 'removePerson', 'removePerson', 'setLock', 'setLock', 'setLock'],
  ...['endBroadcast', 'endCall'],
] as const

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
  const name = chance.oneIn(200) ? chance.pick(SELDOM) : chance.pick(chance.oneIn(2) ? OFTEN : USUAL)
  const honest = THEIRS.includes(name) ? chance.pick(ATTENDEES) : chance.oneIn(3) ? 'host' : 'officer'
  const own = chance.oneIn(4) ? undefined : whose(chance, room, name)
  if (own) return { who: own, name, input: inputOf(chance, room, name, n) }
  const who = name === 'enter' || chance.oneIn(5) ? chance.pick(everybody) : honest
  return { who, name, input: inputOf(chance, room, name, n) }
}

/** Whose turn it is with some of the things that are one's own. */
function whose(chance: Chance, room: SimulatedRoom, name: string): Who | undefined {
  if (['done', 'willWrite', 'willSend', 'passTo'].includes(name))
    return chance.pick(['secretary', 'chairman'])
  const person = room.state().floor?.person
  const isFloor = name === 'acceptFloor' || name === 'returnFloor'
  return isFloor ? everybody.find((who) => people[who].person === person) : undefined
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
  /** Some minutes ago, or a little ahead of the room's clock. */
  const before = () =>
    Temporal.Instant.from(room.now())
      .subtract({ seconds: chance.below(900) - 70 })
      .toString()
  const speaker = () =>
    chance.pick([
      null,
      { kind: 'host' },
      { kind: 'mission' },
      { kind: 'person', person: person() },
      { kind: 'panel member', panelMember },
      { kind: 'office', panelMember },
    ])
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
      return {
        how: flag ? 'phone-in' : 'walk-in',
        name: chance.oneIn(4) ? null : `HIDDEN-${n}`,
        organization: chance.pick([null, null, 'firm-01', `Walk-in firm ${n}`]),
        count: chance.oneIn(3) ? 1 + chance.below(20) : 1,
      }
    case 'withdrawGuest':
      return { guest: recent(chance, [...state.guests.keys()]) }
    case 'setLock':
      return { locked: !state.locked }
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
      return {
        question: question(),
        summary: flag ? `SHOWN-${n}` : null,
        ...(chance.oneIn(3) ? { speaker: { kind: 'panel member', panelMember } } : {}),
        ...(chance.oneIn(3) ? { saidAt: before() } : {}),
      }
    case 'answerInWriting':
      return {
        question: question(),
        text: `SHOWN-${n}`,
        ...(chance.oneIn(3) ? { onBehalf: { panelMember, source: 'letter' } } : {}),
      }
    case 'followUp':
      return {
        question: question(),
        owner,
        due: flag ? '2026-05-07' : null,
        ...(chance.oneIn(2) ? { promise: `SHOWN-${n}` } : {}),
      }
    case 'recordEntry':
      return {
        kind: chance.pick(['key point', 'topic', 'quote', 'quote', 'promise']),
        text: `HIDDEN-${n}`,
        speaker: speaker(),
        ...(chance.oneIn(3) ? { saidAt: before() } : {}),
      }
    case 'correctEntry':
      return {
        entry: entry(),
        // A promise that answers a question is read with it.
        ...(chance.oneIn(3) ? {} : { text: `SHOWN-${n}` }),
        ...(chance.oneIn(3) ? { speaker: speaker() } : {}),
        ...(chance.oneIn(3) ? { saidAt: before() } : {}),
        ...(chance.oneIn(3) ? { aspect: 'initiative' } : {}),
      }
    case 'setCommitment':
      return { entry: entry(), owner, due: flag ? '2026-05-09' : null }
    case 'setLayout':
      return { layout: chance.pick(['viewer', 'speaker', 'panel', 'side by side']) }
    case 'spotlight':
      return { person: flag ? person() : null }
    case 'mutePerson':
    case 'askToUnmute':
      return { person: person() }
    case 'showSlide':
      return { deck: recent(chance, [...state.stage.decks.keys()]), page: 1 + chance.below(4) }
    case 'keepPromise':
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
