import { inviteCrowd } from '../../modules/room/factories/crowd.ts'
import { publishedCall } from '../../modules/room/factories/scene.ts'
import { client } from '../client.ts'
import { roomSocket } from '../socket.ts'
import { startTestApp } from '../start-app.ts'
import { type Rubbish, sendRubbish } from './hostile-frames.ts'

/** An open room, somebody honest in it, and somebody who sends rubbish. Answers how each socket ended and what memory it cost. */
export async function hostileScene(seed: number, frames: number) {
  const app = await startTestApp()
  try {
    const call = await publishedCall(app.context)
    const { attendees, moderators } = await inviteCrowd(app.context, call.id, 20)
    const [moderator] = moderators.map((seat) => client(app, seat))
    if (!moderator) throw new Error('nobody moderates')
    const desk = await roomSocket(app, moderator, call.id)
    await desk.command('openRoom')
    const guests = attendees.map((seat) => client(app, seat))
    const send = async (part: number): Promise<Rubbish[]> =>
      Promise.all(
        guests.map((guest, n) => sendRubbish(app, guest, call.id, seed + n, Math.ceil(part / guests.length))),
      )
    // What is made once for all stands before the first measure.
    const first = await send(frames / 2)
    globalThis.gc?.()
    const before = process.memoryUsage().heapUsed
    const second = await send(frames / 2)
    globalThis.gc?.()
    const grown = (process.memoryUsage().heapUsed - before) / 2 ** 20
    const sum = (of: keyof Rubbish) => [...first, ...second].reduce((total, each) => total + each[of], 0)
    const still = await desk.command('announce', { text: 'Still here' })
    return {
      seed,
      frames: sum('frames'),
      sockets: sum('sockets'),
      told: sum('told'),
      cut: sum('cut'),
      ignored: sum('ignored'),
      grownMiB: Math.round(grown),
      honest: still.t,
      failures: app.logged.filter((line) => line.includes('"level":"error"')),
    }
  } finally {
    await app.stop()
  }
}
