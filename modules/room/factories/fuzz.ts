import fc from 'fast-check'
import { COMMAND_NAMES, type CommandName } from '../contract.ts'
import { TABLE } from '../rules/table.ts'
import { AGENDA, everybody, idOf, PANEL, people, type Who } from './people.ts'
import { onAir, type Play, play } from './play.ts'

/** One thing somebody tries, honest or not: ids are chosen when it is played, among those that exist then. */
export interface Attempt {
  readonly who: Who
  readonly name: CommandName
  /** Which of the questions, entries, people, … */
  readonly pick: number
  readonly flag: boolean
  /** Seconds before it. */
  readonly pass: number
}

/** What moves a call on comes more often, what ends it seldom: so that the runs get somewhere. */
const often: readonly CommandName[] = [
  ...([
    'submitQuestion',
    'submitQuestion',
    'submitQuestion',
    'showQuestion',
    'showQuestion',
    'vote',
    'vote',
  ] as const),
  ...(['unvote', 'assignQuestion', 'assignQuestion', 'startAnswering', 'answerLive', 'recordEntry'] as const),
  ...([
    'recordEntry',
    'correctEntry',
    'askToPublish',
    'enter',
    'enter',
    'admit',
    'done',
    'willSend',
  ] as const),
  ...(['raiseHand', 'raiseHand', 'giveFloor', 'giveFloor', 'acceptFloor', 'returnFloor'] as const),
]
const seldom: readonly CommandName[] = ['endBroadcast', 'endCall', 'refuse', 'removePerson', 'setLock']
const usual = COMMAND_NAMES.filter((name) => !seldom.includes(name))

/** Who may, by the first role they have. */
const fitting = (name: CommandName): Who[] =>
  everybody.filter((who) => people[who].roles.some((role) => TABLE[name].who.includes(role)))

const attemptOf = (name: CommandName): fc.Arbitrary<Attempt> =>
  fc.record({
    who: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...fitting(name)) },
      { weight: 1, arbitrary: fc.constantFrom(...everybody) },
    ),
    name: fc.constant(name),
    pick: fc.nat(30),
    flag: fc.boolean(),
    pass: fc.nat(90),
  })

const attempt: fc.Arbitrary<Attempt> = fc
  .oneof(
    { weight: 40, arbitrary: fc.constantFrom(...usual) },
    { weight: 60, arbitrary: fc.constantFrom(...often) },
    { weight: 1, arbitrary: fc.constantFrom(...seldom) },
  )
  .chain(attemptOf)

/** A call and whatever these people try in it. */
export const attempts = (max: number): fc.Arbitrary<readonly Attempt[]> =>
  fc.array(attempt, { minLength: 10, maxLength: max, size: 'max' })

/** Texts carry marks that say for whom they are. */
const MARK = 'TEXT-'

function inputOf(room: Play, { name, pick, flag }: Attempt, n: number): object {
  const chosen = (ids: readonly string[]) =>
    (pick < 28 ? ids[pick % ids.length] : undefined) ?? idOf('9', pick)
  const question = chosen([...room.state.questions.keys()])
  const entry = chosen([...room.state.entries.keys()])
  const person = chosen([...room.state.people.keys()])
  const panelMember = chosen([...PANEL])
  const visibility = flag ? 'public' : 'mission and panel'
  const showFirm = (['mission', 'panel', 'everyone'] as const)[pick % 3]
  const owner = flag ? { kind: 'office', panelMember } : null
  const speaker = flag ? { kind: 'person', person } : { kind: 'panel member', panelMember }
  const inputs: { readonly [N in CommandName]?: object } = {
    enter: { acceptedRules: pick < 25 ? 2 : 1 },
    admit: { person },
    refuse: { person },
    giveFloor: { person },
    countHere: { count: (pick % 20) + 1 },
    // No firm: one that the desk only wrote down counts for as long as its name is known.
    addGuest: { how: 'phone-in', name: flag ? `${MARK}${n}-` : null },
    withdrawGuest: { guest: chosen([...room.state.guests.keys()]) },
    removePerson: { person, reason: 'disturbs' },
    setLock: { locked: flag },
    setAdmission: { admission: flag ? 'automatic' : 'by hand' },
    startAgendaItem: { item: chosen([...AGENDA]) },
    announce: { text: `${MARK}${n}-` },
    submitQuestion: { text: `${MARK}${n}-`, visibility, showFirm },
    dismissQuestion: { question, reason: 'off topic', note: flag ? `${MARK}${n}-` : null },
    mergeQuestion: { question, into: [...room.state.questions.keys()].at(-1) ?? question },
    orderQuestions: { order: flag ? 'votes' : 'by hand' },
    moveQuestion: { question, by: flag ? 'up' : 'down' },
    assignQuestion: { question, panelMember },
    passTo: { question, panelMember },
    answerLive: { question, summary: flag ? `${MARK}${n}-` : null },
    answerInWriting: { question, text: `${MARK}${n}-` },
    followUp: { question, owner, due: flag ? '2026-05-07' : null },
    recordEntry: {
      kind: (['key point', 'topic', 'quote', 'promise'] as const)[pick % 4],
      text: `${MARK}${n}-`,
      speaker,
    },
    correctEntry: { entry, ...(flag ? { text: `${MARK}${n}-` } : { aspect: 'initiative' }) },
    setCommitment: { entry, owner, due: null },
    keepPromise: { entry },
    setLayout: { layout: (['viewer', 'speaker', 'panel', 'side by side'] as const)[pick % 4] },
    spotlight: { person: flag ? person : null },
    mutePerson: { person },
    askToUnmute: { person },
    showSlide: { deck: chosen([...room.state.stage.decks.keys()]), page: (pick % 3) + 1 },
  }
  const about =
    name.includes('Question') ||
    ['vote', 'unvote', 'startAnswering', 'done', 'willWrite', 'willSend'].includes(name)
  const aboutEntry = ['withdrawEntry', 'askToPublish', 'grantPublication', 'refusePublication'].includes(name)
  return inputs[name] ?? (about ? { question } : aboutEntry ? { entry } : {})
}

/** Plays the attempts, looking after each of them; every second call is on air already. */
export function playAll(
  list: readonly Attempt[],
  look: (room: Play, attempt: Attempt | null) => void = () => undefined,
): Play {
  const room = list[0]?.flag ? onAir() : play()
  look(room, null)
  list.forEach((each, n) => {
    room.pass({ seconds: each.pass })
    room.ask(each.who, each.name, inputOf(room, each, n) as never)
    look(room, each)
  })
  return room
}
