import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { COMMAND_NAMES } from '../../modules/room/contract.ts'
import { inviteCrowd } from '../../modules/room/factories/crowd.ts'
import { publishedCall } from '../../modules/room/factories/scene.ts'
import { client } from '../client.ts'
import { roomSocket } from '../socket.ts'
import { startTestApp } from '../start-app.ts'
import { type Answered, sendAndWait } from './hostile-answered.ts'
import { type Rubbish, sendRubbish, type Target } from './hostile-frames.ts'
import type { Kind } from './hostile-kinds.ts'

/** So many send everything at once; the others, one more for each so many commands, keep to the pace of the room. */
const FLOODERS = 20
const COMMANDS_EACH = 500
const FEWEST = 100

/**
 * A call on air, somebody honest in it, and some who send rubbish: half of the frames in floods, half as commands that wait for their
 * answer, from the door and from within. Answers how each socket and each command ended, and what memory it cost.
 */
export async function hostileScene(seed: number, frames: number) {
  const app = await startTestApp()
  try {
    const call = await publishedCall(app.context)
    const { id: otherCall } = await publishedCall(app.context)
    const patient = Math.max(FEWEST, Math.ceil(frames / 2 / COMMANDS_EACH))
    const { attendees, moderators, people } = await inviteCrowd(app.context, call.id, FLOODERS + patient)
    const [moderator, another] = moderators.map((seat) => client(app, seat))
    if (!moderator || !another) throw new Error('nobody moderates')
    const desk = await roomSocket(app, moderator, call.id)
    await desk.command('openRoom')
    await desk.command('enter', {})
    await desk.command('goOnAir')
    const guests = attendees.map((seat) => client(app, seat))
    const flooders = guests.slice(0, FLOODERS)
    const senders = guests.slice(FLOODERS)
    // Every second of the patient is let in, and one line of theirs stays open: whoever is cut has not left.
    const insiders = senders.filter((_, n) => n % 2 === 1)
    const lines = await Promise.all(insiders.map((who) => roomSocket(app, who, call.id)))
    await Promise.all(lines.map((line) => line.command('enter', { acceptedRules: call.rulesVersion })))
    const question = await lines[0]?.command('submitQuestion', { text: 'Who may see this?' })
    const entry = await desk.command('recordEntry', { kind: 'quote', text: 'Nobody yet.' })
    const real = [question, entry]
      .flatMap((answer) => (answer?.t === 'ack' && answer.made ? [answer.made] : []))
      .concat(people.slice(0, 4).map(({ person }) => person))
    const stolen = await Promise.all(
      ['One.', 'Two.', 'Three.'].map(async (text) => {
        const said = { id: randomUUID(), name: 'announce', input: { text } }
        await moderator.post(`/api/calls/${call.id}/commands`, said)
        return said
      }),
    )
    const before = await desk.command('announce', { text: 'Before' })
    const target: Target = {
      url: app.url,
      call: call.id,
      otherCall,
      otherGrant: another.grant ?? '',
      stolen,
    }
    const flood = (part: number): Promise<Rubbish[]> =>
      Promise.all(flooders.map((who, n) => sendRubbish(target, who, seed + n, Math.ceil(part / FLOODERS))))
    const ask = (part: number): Promise<Answered[]> =>
      Promise.all(
        senders.map((who, n) => {
          const place = n % 2 === 1 ? 'inside' : 'door'
          return sendAndWait({ ...target, real }, { who, place }, seed + n, Math.ceil(part / patient))
        }),
      )
    const both = (part: number) => Promise.all([flood(part / 2), ask(part / 2)])
    // What is made once for all stands before the first measure.
    const first = await both(frames / 2)
    globalThis.gc?.()
    const heap = process.memoryUsage().heapUsed
    const second = await both(frames / 2)
    globalThis.gc?.()
    const grown = (process.memoryUsage().heapUsed - heap) / 2 ** 20
    const floods = [...first[0], ...second[0]]
    const asked = [...first[1], ...second[1]]
    const sum = (of: Exclude<keyof Rubbish, 'kinds'>) => floods.reduce((total, each) => total + each[of], 0)
    const answers = added(asked.map((each) => each.answers))
    const still = await desk.command('announce', { text: 'Still here' })
    for (const line of lines) line.cut()
    return {
      seed,
      frames: sum('frames') + asked.reduce((total, each) => total + each.frames, 0),
      sockets: sum('sockets'),
      told: sum('told'),
      cut: sum('cut'),
      ignored: sum('ignored') + (answers['ignored'] ?? 0),
      refusals: sum('refusals'),
      acknowledged: sum('acknowledged') + (answers['acknowledged'] ?? 0),
      kinds: added(floods.map((each) => each.kinds)),
      answers,
      decided: added(asked.map((each) => each.decided)),
      wronglyDone: asked.flatMap((each) => each.acknowledged),
      grownMiB: Math.round(grown),
      honest: still.t,
      /** Events that came into the record meanwhile, but for the honest one. */
      recorded: still.t === 'ack' && before.t === 'ack' ? still.seq - 1 - before.seq : null,
      failures: app.logged.filter((line) => line.includes('"level":"error"')).slice(0, 20),
    }
  } finally {
    await app.stop()
  }
}

/** What must hold of its end: nothing was done, and nobody was left without a word. */
export function expectRefused(end: Awaited<ReturnType<typeof hostileScene>>): void {
  const nothing = { ignored: 0, acknowledged: 0, wronglyDone: [], recorded: 0, failures: [] }
  expect(end, `seed ${end.seed}`).toMatchObject({ ...nothing, honest: 'ack' })
  expect(end.told + end.cut).toBe(end.sockets)
  expect(KINDS.filter((kind) => !end.kinds[kind])).toEqual([])
  expect(COMMAND_NAMES.filter((name) => !ALWAYS_MINE.includes(name) && !end.decided[name])).toEqual([])
  expect(end.grownMiB).toBeLessThan(60)
}

/** Well made, anybody may come in and go out; what is wrongly made is among the answers. */
const ALWAYS_MINE: readonly string[] = ['enter', 'leave']

function added(lists: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {}
  for (const list of lists) for (const [name, n] of Object.entries(list)) sum[name] = (sum[name] ?? 0) + n
  return sum
}

/** Of each kind there must have been some. */
const KINDS: readonly Kind[] = [
  ...(['words', 'no command', 'deep', 'binary', 'oversized'] as const),
  ...(['endless pieces', 'broken', 'not theirs', 'replayed'] as const),
]
