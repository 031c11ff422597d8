import { isDeepStrictEqual } from 'node:util'
import type { RecordEvent } from '../../modules/room/contract.ts'
import { everybody, people, type Who } from '../../modules/room/factories/people.ts'
import {
  type SimulatedOutcome,
  type SimulatedRoom,
  simulatedRoom,
} from '../../modules/room/factories/simulated.ts'
import { attempt, hostile } from './attempts.ts'
import { familyOf, judge, type Model, newModel } from './model.ts'
import { type Chance, chanceOf } from './random.ts'

/** A call ends after so many commands at the latest; then the next one begins, with a seed of its own. */
const COMMANDS_A_CALL = 2_000

export interface Simulated {
  readonly commands: number
  readonly calls: number
  readonly accepted: number
  readonly refused: number
  readonly malformed: number
  readonly failures: number
  readonly events: number
}

/** Plays calls until so many commands were tried. @throws Error naming the seed of the call in which something was wrong */
export async function simulate(seed: number, commands: number): Promise<Simulated> {
  const sum = { commands: 0, calls: 0, accepted: 0, refused: 0, malformed: 0, failures: 0, events: 0 }
  while (sum.commands < commands) {
    const own = (seed + sum.calls * 7919) >>> 0
    try {
      await playCall(own, Math.min(COMMANDS_A_CALL, commands - sum.commands), sum)
    } catch (error) {
      throw new Error(`seed ${own}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      })
    }
    sum.calls++
  }
  return sum
}

type Sum = { -readonly [K in keyof Simulated]: Simulated[K] }

const must = (fact: boolean, what: string): void => {
  if (!fact) throw new Error(what)
}

async function playCall(seed: number, commands: number, sum: Sum): Promise<void> {
  const chance = chanceOf(seed)
  const room = await simulatedRoom()
  const model = newModel()
  const done: { who: Who; id: string; name: string; input: unknown; outcome: SimulatedOutcome }[] = []
  let judged = 0
  const judgeNew = (): void => {
    for (; judged < room.kept.kept.length; judged++) {
      const event = room.kept.kept[judged]?.event
      if (!event) return
      mayHaveDone(event)
      judge(model, event)
    }
  }
  const checkpoints: { at: number; state: unknown }[] = []
  for (let n = 0; n < commands; n++) {
    sum.commands++
    room.pass(chance.below(3000))
    if (n === 0) await room.submit('officer', room.newId(), 'openRoom', {})
    if (n === 20) await room.submit('officer', room.newId(), 'goOnAir', {})
    const tried = chance.oneIn(20) ? hostile(chance) : attempt(chance, room, n)
    const id = room.newId()
    const fails = chance.oneIn(150)
    if (fails) {
      sum.failures++
      room.kept.failNext(new Error('the database was away'), chance.oneIn(2) ? 'kept' : 'lost')
    }
    const before = room.kept.kept.length
    const asked = room.submit(tried.who, id, tried.name, tried.input)
    if (!asked) {
      sum.malformed++
      continue
    }
    const twice = chance.oneIn(40) ? room.submit(tried.who, id, tried.name, tried.input) : null
    const outcome = await asked
    if (twice) must(isDeepStrictEqual(await twice, outcome), 'the same command twice is two')
    if ('refused' in outcome) {
      sum.refused++
      must(room.kept.kept.length === before, `refused with ${outcome.refused}, and written`)
    } else {
      sum.accepted++
      must(room.kept.kept.length >= outcome.seq, 'acknowledged, and not written')
      done.push({ ...tried, id, outcome })
    }
    judgeNew()
    if (chance.oneIn(60)) await repeated(chance, room, done)
    if (n % 100 === 99) compare(room, model)
    if (chance.oneIn(500))
      checkpoints.push({ at: room.kept.kept.length, state: structuredClone(room.state()) })
  }
  const record = room.kept.kept.map(({ event }) => event)
  sum.events += record.length
  for (const { at, state } of checkpoints) {
    must(
      isDeepStrictEqual(room.replayed(record.slice(0, at)), state),
      `the first ${at} events give another state`,
    )
  }
  await erased(chance, room, record)
}

/** A command that was done is sent again, by its sender and by somebody else. */
async function repeated(
  chance: Chance,
  room: SimulatedRoom,
  done: readonly { who: Who; id: string; name: string; input: unknown; outcome: SimulatedOutcome }[],
): Promise<void> {
  const written = new Set(room.kept.kept.map(({ command }) => command))
  const known = done.filter(({ id }) => written.has(id))
  if (known.length === 0) return
  const { who, id, name, input, outcome } = chance.pick(known)
  const before = room.kept.kept.length
  const again = await room.submit(who, id, name, input)
  must(
    isDeepStrictEqual(again, outcome),
    `${name} again: ${JSON.stringify(again)}, not ${JSON.stringify(outcome)}`,
  )
  const other = chance.pick(everybody.filter((each) => each !== who))
  const stolen = await room.submit(other, id, name, input)
  must(stolen !== null && 'refused' in stolen, "somebody else's command was answered")
  must(room.kept.kept.length === before, 'a repeated command was written')
}

const WHO_IS = new Map(everybody.map((who) => [people[who].person, who]))
const AUDIENCE_DOES = [
  ...['person.waiting', 'person.entered', 'person.left', 'person.counted', 'hand.raised', 'hand.lowered'],
  ...['floor.accepted', 'floor.returned', 'question.submitted', 'vote.cast', 'vote.withdrawn'],
  ...['quote.publication-granted', 'quote.publication-refused'],
]
const MODERATORS = ['officer', 'host']

/** Whoever sits in the audience does nothing that is the mission's. */
function mayHaveDone(event: RecordEvent): void {
  const who = WHO_IS.get(event.actor.id ?? '')
  if (!who) return
  const roles: readonly string[] = people[who].roles
  if (roles.some((role) => ['attendee', 'observer', 'viewer'].includes(role))) {
    must(AUDIENCE_DOES.includes(event.type), `${who} did ${event.type}`)
  }
  if (event.type === 'question.shown' && !roles.includes('panelist'))
    must(MODERATORS.includes(who), `${who} showed it`)
}

/** The room against the model, and each audience's view against what is hidden from it. */
function compare(room: SimulatedRoom, model: Model): void {
  const state = room.state()
  must(state.phase === model.phase, `phase ${state.phase}, not ${model.phase}`)
  must((state.floor?.person ?? null) === (model.floor?.person ?? null), 'somebody else has the floor')
  must((state.answering?.question ?? null) === model.answering, 'another question is being answered')
  must(isDeepStrictEqual([...state.hands.keys()].sort(), [...model.hands].sort()), 'other hands are up')
  const hidden: string[] = []
  const mission = JSON.parse(room.shownTo('mission')) as ({
    id?: string
    state?: string
    votes?: number
    text?: string
  } | null)[]
  const shown = new Map(mission.flatMap((each) => (each?.id ? [[each.id, each] as const] : [])))
  for (const [id, question] of model.questions) {
    const view = shown.get(id)
    must(view?.state === question.state, `question ${id} is ${view?.state}, not ${question.state}`)
    if (question.state !== 'merged') {
      const votes = new Set(familyOf(model, id).flatMap((each) => [...each.votes])).size
      must(view?.votes === votes, `question ${id} has ${view?.votes} votes, not ${votes}`)
    }
    if ((!question.shown || !question.isPublic || question.state === 'merged') && view?.text)
      hidden.push(`"${view.text}"`)
  }
  const attendees = room.shownTo('attendees')
  for (const text of hidden) must(!attendees.includes(text), `attendees read ${text}`)
  must(!attendees.includes('HIDDEN-'), 'attendees read what is taken down')
  must(!/PERSON-(09|10|11|12)/.test(attendees), 'attendees read the name of an attendee')
  must(!/QUESTION-|SHOWN-|HIDDEN-|PERSON-/.test(room.shownTo('door')), 'who stands at the door reads along')
}

/** A text is erased: the record adds up to the same, and what everybody sees differs in that text alone. */
async function erased(chance: Chance, room: SimulatedRoom, record: readonly RecordEvent[]): Promise<void> {
  const worded = record.filter(({ text }) => text?.includes('QUESTION-'))
  if (worded.length === 0) return
  const { seq, text } = chance.pick(worded)
  const before = structuredClone(room.state())
  const shown = room.shownTo('mission')
  await room.erase(seq)
  must(isDeepStrictEqual(room.state(), before), 'erasing a text changed the state')
  const left = room.kept.kept.map(({ event }) => event)
  must(
    isDeepStrictEqual(room.replayed(left), before),
    'a record with an erased text adds up to something else',
  )
  const expected = shown.replaceAll(`"text":"${text}"`, '"text":null')
  must(room.shownTo('mission') === expected, `erasing ${text} changed something else`)
}
