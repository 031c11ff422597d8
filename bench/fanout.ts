import { crowdProcess, ended, pause, roomServer, started, usedBy } from './load/machine.ts'
import { roomSeat } from './load/seat.ts'

const PER_SECOND = 20

type Row = Record<string, string | number>

/**
 * One frame of 500 bytes to every socket, twenty times a second: the room, each frame being an announcement that is written durably
 * before it is sent, against bare `ws` and Socket.IO that only send. Server on the first core, sockets in a process on the second.
 */
export async function run(quick: boolean) {
  const sockets = quick ? 1000 : 3000
  const seconds = quick ? 4 : 15
  const rows: Row[] = []
  for (const kind of ['ws', 'socket.io'] as const) {
    const { child, said } = await started('bench/load/peer.ts', [kind, String(PER_SECOND)])
    const { url } = said as { url: string }
    const crowd = crowdProcess()
    await crowd.ask('open', { kind, url, sockets, withinMs: sockets })
    child.send('start')
    rows.push(await measured(kind === 'ws' ? 'bare ws' : 'Socket.IO 4', child, crowd, sockets, seconds))
    await ended(crowd.child)
    await ended(child)
  }
  rows.push(await room(sockets, seconds))
  const cost = (server: string): number =>
    Number(rows.find((row) => row['server'] === server)?.['µs a frame'])
  return {
    rows,
    figure: Math.round((cost('the room') / cost('bare ws')) * 100) / 100,
    unit: `server CPU for each frame delivered to ${sockets} sockets, the room (durably) over bare ws`,
  }
}

async function room(sockets: number, seconds: number): Promise<Row> {
  const server = await roomServer(sockets)
  const moderators = server.moderators.map((place) => roomSeat({ ...server, ...place }))
  for (const each of moderators) await each.connect()
  await moderators[0]?.command('openRoom', {})
  const crowd = crowdProcess()
  const { errors } = await crowd.ask('open', {
    kind: 'room',
    ...server,
    sockets,
    withinMs: sockets * 3,
    seats: server.attendees,
  })
  if (errors.length > 0) throw new Error(`${errors.length} could not enter: ${errors[0]}`)
  let turn = 0
  const acks: number[] = []
  const talking = setInterval(() => {
    // 300 characters, of which some take two bytes: the frame has 500 bytes.
    const text = `@${performance.timeOrigin + performance.now()}@`.padEnd(200, 'x').padEnd(300, 'é')
    void moderators[turn++ % moderators.length]?.command('announce', { text }).then((answer) => {
      if (answer.refused) throw new Error(answer.refused)
      acks.push(answer.milliseconds)
    })
  }, 1000 / PER_SECOND)
  await pause(1000)
  const row = await measured('the room', server.child, crowd, sockets, seconds)
  clearInterval(talking)
  await ended(crowd.child)
  await ended(server.child)
  return row
}

async function measured(
  server: string,
  child: Parameters<typeof usedBy>[0],
  crowd: ReturnType<typeof crowdProcess>,
  sockets: number,
  seconds: number,
): Promise<Row> {
  const before = usedBy(child)
  const { times, frames, bytes } = await crowd.ask('listen', { milliseconds: seconds * 1000 })
  const after = usedBy(child)
  return {
    server,
    sockets,
    'frames a second': Math.round(frames / seconds),
    'bytes a frame': Math.round(bytes / frames),
    'µs a frame': Math.round(((after.cpu - before.cpu) / frames) * 100) / 100,
    'p50 ms': times.p50,
    'p99 ms': times.p99,
    'memory MiB': after.memory,
  }
}
