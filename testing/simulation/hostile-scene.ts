import { randomUUID } from 'node:crypto'
import { inviteCrowd } from '../../modules/room/factories/crowd.ts'
import { publishedCall } from '../../modules/room/factories/scene.ts'
import { client } from '../client.ts'
import { roomSocket } from '../socket.ts'
import { startTestApp } from '../start-app.ts'
import { type Rubbish, sendRubbish, type Target } from './hostile-frames.ts'
import type { Kind } from './hostile-kinds.ts'

/** An open room, somebody honest in it, and some who send rubbish. Answers how each socket ended and what memory it cost. */
export async function hostileScene(seed: number, frames: number) {
  const app = await startTestApp()
  try {
    const call = await publishedCall(app.context)
    const { id: otherCall } = await publishedCall(app.context)
    const { attendees, moderators } = await inviteCrowd(app.context, call.id, 20)
    const [moderator, another] = moderators.map((seat) => client(app, seat))
    if (!moderator || !another) throw new Error('nobody moderates')
    const desk = await roomSocket(app, moderator, call.id)
    await desk.command('openRoom')
    let recorded = 0
    const stolen = await Promise.all(
      ['One.', 'Two.', 'Three.'].map(async (text) => {
        const said = { id: randomUUID(), name: 'announce', input: { text } }
        const { body } = await moderator.post<{ seq: number }>(`/api/calls/${call.id}/commands`, said)
        recorded = Math.max(recorded, body.seq)
        return said
      }),
    )
    const target: Target = {
      url: app.url,
      call: call.id,
      otherCall,
      otherGrant: another.grant ?? '',
      stolen,
    }
    const guests = attendees.map((seat) => client(app, seat))
    const send = async (part: number): Promise<Rubbish[]> =>
      Promise.all(
        guests.map((guest, n) => sendRubbish(target, guest, seed + n, Math.ceil(part / guests.length))),
      )
    // What is made once for all stands before the first measure.
    const first = await send(frames / 2)
    globalThis.gc?.()
    const before = process.memoryUsage().heapUsed
    const second = await send(frames / 2)
    globalThis.gc?.()
    const grown = (process.memoryUsage().heapUsed - before) / 2 ** 20
    const all = [...first, ...second]
    const sum = (of: Exclude<keyof Rubbish, 'kinds'>) => all.reduce((total, each) => total + each[of], 0)
    const kinds: Partial<Record<Kind, number>> = {}
    for (const { kinds: some } of all)
      for (const [kind, n] of Object.entries(some) as [Kind, number][]) kinds[kind] = (kinds[kind] ?? 0) + n
    const still = await desk.command('announce', { text: 'Still here' })
    return {
      seed,
      frames: sum('frames'),
      sockets: sum('sockets'),
      told: sum('told'),
      cut: sum('cut'),
      ignored: sum('ignored'),
      refusals: sum('refusals'),
      acknowledged: sum('acknowledged'),
      kinds,
      grownMiB: Math.round(grown),
      honest: still.t,
      /** Events that came into the record meanwhile, but for the honest one. */
      recorded: still.t === 'ack' ? still.seq - 1 - recorded : null,
      failures: app.logged.filter((line) => line.includes('"level":"error"')),
    }
  } finally {
    await app.stop()
  }
}

/** Of each kind there must have been some. */
export const KINDS: readonly Kind[] = [
  ...(['words', 'no command', 'deep', 'binary', 'oversized'] as const),
  ...(['endless pieces', 'broken', 'not theirs', 'replayed'] as const),
]
