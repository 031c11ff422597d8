import { pause, usedBy } from './load/machine.ts'
import { enter, openedRoom, type Row } from './load/opened.ts'

/** The same room twice: everybody on a good line, then one in ten on 30 kbit/s while much more is said than such a line carries. */
export async function run(quick: boolean) {
  const sockets = quick ? 300 : 1000
  const seconds = quick ? 5 : 30
  const room = await openedRoom(sockets)
  await enter(room, sockets, sockets * 3, 40)
  const rows: Row[] = [await talk(room, 'all lines are good', seconds)]
  await room.crowd.ask('stall', { sockets: sockets / 10, bitsPerSecond: 30_000 })
  rows.push(await talk(room, 'one in ten has 30 kbit/s', seconds))
  rows.push(await talk(room, 'and goes on having it', seconds))
  await room.close()
  const [before, , after] = rows.map((row) => Number(row['server memory MiB']))
  return {
    rows,
    figure: Math.round(((after ?? 0) - (before ?? 0)) * 10) / 10,
    unit: `MiB of memory that ${sockets / 10} slow lines cost the server`,
  }
}

async function talk(
  room: Awaited<ReturnType<typeof openedRoom>>,
  what: string,
  seconds: number,
): Promise<Row> {
  let asked = 0
  const talking = setInterval(() => {
    const text = `@${performance.timeOrigin + performance.now()}@ ${asked++} `.padEnd(300, 'é')
    void room.moderate('announce', { text })
  }, 50)
  const { times, frames } = await room.crowd.ask('listen', { milliseconds: seconds * 1000 })
  clearInterval(talking)
  await pause(300)
  return {
    what,
    'frames on good lines': frames,
    'p50 ms': times.p50,
    'p99 ms': times.p99,
    'server memory MiB': usedBy(room.server.child).memory,
  }
}
