import { isDeepStrictEqual } from 'node:util'
import type { RecordEvent } from '../../modules/room/contract.ts'
import { everybody, idOf, people, type Who } from '../../modules/room/factories/people.ts'
import {
  type SimulatedOutcome,
  type SimulatedRoom,
  simulatedRoom,
  WATCHING,
} from '../../modules/room/factories/simulated.ts'
import { attempt, hostile } from './attempts.ts'
import { compare, compareOne, compareWatching } from './compare.ts'
import { judge } from './judge.ts'
import { type Model, newModel } from './model.ts'
import { type Chance, chanceOf } from './random.ts'

/** A call ends after so many commands at the latest; then the next one begins, with a seed of its own. */
const COMMANDS_A_CALL = 1_500
/** What is tried after its end. */
const AFTERWARDS = 150

export interface Simulated {
  readonly commands: number
  readonly calls: number
  readonly accepted: number
  readonly refused: number
  readonly malformed: number
  readonly failures: number
  readonly events: number
  /** Of each type, how many. */
  readonly types: Map<string, number>
}

/** Plays calls until so many commands were tried. @throws Error naming the seed of the call in which something was wrong */
export async function simulate(seed: number, commands: number): Promise<Simulated> {
  const sum = {
    commands: 0,
    calls: 0,
    accepted: 0,
    refused: 0,
    malformed: 0,
    failures: 0,
    events: 0,
    types: new Map<string, number>(),
  }
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

interface Done {
  readonly who: Who
  readonly id: string
  readonly name: string
  readonly input: unknown
  readonly outcome: SimulatedOutcome
}

async function playCall(seed: number, commands: number, sum: Sum): Promise<void> {
  const chance = chanceOf(seed)
  const room = await simulatedRoom()
  const model = newModel()
  const done: Done[] = []
  const checkpoints: { at: number; state: unknown }[] = []
  let judged = 0
  let over = 0
  const judgeNew = (): void => {
    for (; judged < room.kept.kept.length; judged++) {
      const event = room.kept.kept[judged]?.event
      if (!event) return
      mayHaveDone(event)
      judge(model, event)
    }
  }
  for (let n = 0; n < commands; n++) {
    sum.commands++
    room.pass(chance.below(3000))
    if (n === 0) await room.submit('officer', room.newId(), 'openRoom', {})
    if (n === 20) await room.submit('officer', room.newId(), 'goOnAir', {})
    if (chance.oneIn(40)) await room.notice(noticed(chance, n))
    judgeNew()
    await attemptOne(chance, room, n, sum, done)
    judgeNew()
    if (model.phase === 'ended' && ++over > AFTERWARDS) break
    if (chance.oneIn(30)) await repeated(chance, room, done)
    if (chance.oneIn(400)) {
      await erase(chance, room, model)
      compare(room, model)
    }
    if (n % 200 === 199) compare(room, model)
    watch(chance, room)
    if (n % 200 === 99) compareWatching(room)
    if (chance.oneIn(30)) compareOne(room, model, chance.pick(everybody))
    if (chance.oneIn(500))
      checkpoints.push({ at: room.kept.kept.length, state: structuredClone(room.state()) })
  }
  compare(room, model)
  compareWatching(room)
  const record = room.kept.kept.map(({ event }) => event)
  sum.events += record.length
  for (const { type } of record) sum.types.set(type, (sum.types.get(type) ?? 0) + 1)
  for (const { at, state } of checkpoints) {
    must(
      isDeepStrictEqual(room.replayed(record.slice(0, at)), state),
      `the first ${at} events give another state`,
    )
  }
}

/** Frames go out now and then; lines are cut, and come back later. */
function watch(chance: Chance, { watching }: SimulatedRoom): void {
  if (chance.oneIn(20)) watching.tick()
  if (chance.oneIn(60)) watching.cut(chance.pick(WATCHING))
  if (chance.oneIn(20)) watching.back(chance.pick(WATCHING))
}

function noticed(chance: Chance, n: number): Parameters<SimulatedRoom['notice']>[0] {
  if (chance.oneIn(20)) return { deck: idOf('7', n), pages: 3 }
  if (chance.oneIn(3)) return { heard: chance.pick(everybody), on: chance.oneIn(2) }
  return chance.oneIn(2) ? 'the clock' : { lost: chance.pick(everybody) }
}

/** Somebody tries something; now and then the database fails, or the same command comes twice at once. */
async function attemptOne(
  chance: Chance,
  room: SimulatedRoom,
  n: number,
  sum: Sum,
  done: Done[],
): Promise<void> {
  const tried = chance.oneIn(20) ? hostile(chance) : attempt(chance, room, n)
  const id = room.newId()
  if (chance.oneIn(150)) {
    sum.failures++
    room.kept.failNext(new Error('the database was away'), chance.oneIn(2) ? 'kept' : 'lost')
  }
  const before = room.kept.kept.length
  const asked = room.submit(tried.who, id, tried.name, tried.input)
  if (!asked) {
    sum.malformed++
    return
  }
  const twice = chance.oneIn(40) ? room.submit(tried.who, id, tried.name, tried.input) : null
  const outcome = await asked
  if (twice) must(isDeepStrictEqual(await twice, outcome), 'the same command twice is two')
  if ('refused' in outcome) {
    sum.refused++
    must(room.kept.kept.length === before, `refused with ${outcome.refused}, and written`)
    return
  }
  sum.accepted++
  must(room.kept.kept.length >= outcome.seq, 'acknowledged, and not written')
  done.push({ ...tried, id, outcome })
}

/** A command that was done is sent again, by its sender and by somebody else. */
async function repeated(chance: Chance, room: SimulatedRoom, done: readonly Done[]): Promise<void> {
  if (done.length === 0) return
  const { who, id, name, input, outcome } = chance.pick(done)
  // What changed nothing is in no record: done again, it may come to something else.
  if (!room.kept.kept.some(({ command }) => command === id)) return
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

/** A text is erased: the record adds up to the same. That everybody sees all else as before, `compare` says. */
async function erase(chance: Chance, room: SimulatedRoom, model: Model): Promise<void> {
  if (model.words.size === 0) return
  const seq = chance.pick([...model.words.keys()])
  const before = structuredClone(room.state())
  await room.erase(seq)
  model.words.delete(seq)
  must(isDeepStrictEqual(room.state(), before), 'erasing a text changed the state')
  const left = room.kept.kept.map(({ event }) => event)
  must(
    isDeepStrictEqual(room.replayed(left), before),
    'a record with an erased text adds up to something else',
  )
}
