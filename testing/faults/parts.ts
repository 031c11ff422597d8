import { type CommandInput, entitiesOf, entityOf, type QuestionView } from '../../modules/room/contract.ts'
import type { Scene } from './installation.ts'
import type { Witness } from './witness.ts'

export interface Stop {
  ending: boolean
}

/** Between two commands of one client. */
const PAUSE_MS = 40
const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS * (0.5 + Math.random())))
/** More do not make it harder, only longer. */
const AT_MOST = 60

/** Every sentence is one of a kind: its mark says where it came from, and when it was repeated. */
let marks = 0
const marked = (words: string): string => {
  marks += 1
  return `${words} «${marks}»`
}

/** Asks, openly or for the panel alone, with the firm or without; votes, raises the hand, takes the floor and gives it back. */
export async function attending(me: Witness, n: number, scene: Scene, stop: Stop): Promise<void> {
  const ways = [
    { visibility: 'mission and panel' },
    { visibility: 'public', showFirm: 'everyone' },
    { visibility: 'public', showFirm: 'panel' },
    { visibility: 'public', showFirm: 'mission' },
  ] as const
  let asked = 0
  let votes = 0
  for (let turn = 0; !stop.ending; turn += 1) {
    await comeBack(me, scene)
    const floor = entityOf(me.room(), 'me')?.floor
    const open = entitiesOf(me.room(), 'question').filter(({ state }) => state === 'visible')
    // Again and again, as the limits of a room allow: what was asked at first may all be dealt with before anybody has voted.
    if ((turn < 3 || turn % 150 === 0) && asked < AT_MOST) {
      const way = ways[(asked + n) % ways.length] ?? ways[0]
      asked += 1
      await me.do('submitQuestion', { text: marked('Who grants the licence?'), ...way })
    } else if (floor) await me.do(floor.state === 'offered' ? 'acceptFloor' : 'returnFloor')
    else if (turn % 5 === 4 && open[0])
      await me.do(votes++ % 3 === 2 ? 'unvote' : 'vote', { question: open[0].id })
    else await me.do(turn % 2 === 0 ? 'raiseHand' : 'lowerHand')
    await pause()
  }
}

/** Announces, and does with each question something else; gives the floor, writes guests down, takes somebody out. */
export async function moderating(me: Witness, { panelMember, cast }: Scene, stop: Stop): Promise<void> {
  const removed = cast.find(({ role }) => role === 'removed')?.person ?? ''
  let done = 0
  for (let turn = 0; !stop.ending; turn += 1) {
    const questions = entitiesOf(me.room(), 'question').toSorted((a, b) => (a.id < b.id ? -1 : 1))
    const pending = questions.filter(({ state }) => state === 'pending')
    const standing = questions.filter(({ state }) => state === 'visible')
    const hand = entityOf(me.room(), 'hands')?.hands[0]
    if (turn === 8) await me.do('removePerson', { person: removed, reason: 'disturbs' })
    else if (turn % 16 === 5 && turn < 16 * AT_MOST)
      await me.do('addGuest', { how: 'phone-in', name: marked('On the phone') })
    else if (turn % 4 === 1 && pending[1]) await treat(me, done++, pending[1], panelMember)
    else if (turn % 8 === 3 && standing[0])
      await answer(me, done++, standing[0], standing.at(-1), panelMember)
    else if (turn % 8 === 7 && hand) await me.do('giveFloor', { person: hand.person })
    else await me.do('announce', { text: marked('We go on.') })
    await pause()
  }
}

const treat = (me: Witness, n: number, { id: question }: QuestionView, panelMember: string) => {
  if (n % 5 === 4)
    return me.do('dismissQuestion', { question, reason: 'other', note: marked('Ask the consulate.') })
  if (n % 5 === 3) return me.do('assignQuestion', { question, panelMember })
  if (n % 5 === 2) return me.do('followUp', { question, promise: marked('The form will be sent.') })
  return me.do('showQuestion', { question })
}

function answer(
  me: Witness,
  n: number,
  { id: question }: QuestionView,
  other: QuestionView | undefined,
  panelMember: string,
) {
  if (n % 4 === 0) return me.do('answerLive', { question, summary: marked('The authority does.') })
  if (n % 4 === 1) return me.do('answerInWriting', { question, text: marked('Section 4 says so.') })
  if (n % 4 === 2 && other && other.id !== question)
    return me.do('mergeQuestion', { question, into: other.id })
  const owner = { kind: 'office', panelMember } as const
  return me.do('followUp', { question, owner, promise: marked('The list will be sent.') })
}

/** Takes down key points, quotes of the panel and of a firm, and asks whether they may be published; corrects. */
export async function reporting(me: Witness, scene: Scene, stop: Stop): Promise<void> {
  const attendee = scene.cast.find(({ role }) => role === 'attendee')?.person ?? ''
  const speakers = [
    { kind: 'panel member', panelMember: scene.panelMember },
    { kind: 'person', person: attendee },
  ] as const
  for (let n = 0; !stop.ending; n += 1) {
    await comeBack(me, scene)
    if (n < AT_MOST) await takeDown(me, n % 3 === 2 ? 'key point' : 'quote', speakers[n % 2] ?? null)
    await pause()
  }
}

async function takeDown(
  me: Witness,
  kind: 'key point' | 'quote',
  speaker: CommandInput<'recordEntry'>['speaker'],
): Promise<void> {
  const taken = await me.do('recordEntry', { kind, text: marked('We are committed.'), speaker })
  const entry = 'made' in taken ? taken.made : undefined
  if (!entry) return
  if (kind === 'quote') await me.do('askToPublish', { entry })
  await pause()
  await me.do('correctEntry', { entry, text: marked('We are fully committed.') })
  if (kind === 'quote') await me.do('askToPublish', { entry })
}

/** Stays and listens; comes in again when the line was away for too long. */
export async function listening(me: Witness, scene: Scene, stop: Stop): Promise<void> {
  while (!stop.ending) {
    await comeBack(me, scene)
    await pause()
  }
}

/** Whose line was away for long has left the room, and comes in again like the web app. */
async function comeBack(me: Witness, { rulesVersion }: Scene): Promise<void> {
  if (me.isOpen() && entityOf(me.room(), 'me')?.place === 'outside')
    await me.do('enter', { acceptedRules: rulesVersion })
}
