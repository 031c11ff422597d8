import { usedBy } from './load/machine.ts'
import { enter, openedRoom, type Row } from './load/opened.ts'

/**
 * Votes, each of them durable when it is acknowledged: how long that takes at the pace of a full room, and how many a second there can be.
 * A person may do ten things a second, so the most is asked of many.
 */
export async function run(quick: boolean) {
  const seconds = quick ? 4 : 15
  const rows: Row[] = []
  const sizes = quick ? [500, 1500] : [500, 3000]
  for (const attendees of sizes) {
    const room = await openedRoom(attendees)
    await enter(room, attendees, attendees * 3, 40)
    const questions = [await room.showQuestion('Which licence?'), await room.showQuestion('How long?')]
    const paces = attendees === sizes.at(-1) ? [attendees, quick ? 8000 : 12_000] : [attendees]
    for (const pace of paces) {
      const before = usedBy(room.server.child).cpu
      const began = performance.now()
      const { times, refused, perSecond } = await room.crowd.ask('vote', {
        milliseconds: seconds * 1000,
        perSecond: pace,
        questions,
      })
      rows.push({
        attendees,
        'asked a second': pace,
        'acknowledged a second': perSecond,
        refused,
        'p50 ms': times.p50,
        'p99 ms': times.p99,
        'server µs each': Math.round((usedBy(room.server.child).cpu - before) / times.count),
        'server core %': Math.round(
          (usedBy(room.server.child).cpu - before) / (performance.now() - began) / 10,
        ),
      })
    }
    await room.close()
  }
  return {
    rows,
    figure: Math.max(...rows.map((row) => Number(row['acknowledged a second']))),
    unit: 'durable events acknowledged a second',
  }
}
