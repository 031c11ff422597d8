import { type Crowd, crowdProcess, ended, pause, roomServer, started, usedBy } from './load/machine.ts'
import type { Row } from './load/opened.ts'
import { roomSeat } from './load/seat.ts'

const PER_SECOND = 20

type Server = Awaited<ReturnType<typeof started>>['child']

/** One of those that are compared. `say` sends one frame to everybody; `talk` goes on doing so and answers how to stop it. */
interface Contender {
  readonly name: string
  readonly server: Server
  readonly crowd: Crowd
  say(): void
  talk(): () => void
}

interface Sum {
  cpu: number
  frames: number
  /** Signs of life, which cost as much as a frame: on a busy machine there is time for them in between. */
  beats: number
  bytes: number
  shown: number
  p50: number
  p99: number
}

/**
 * One frame of 500 bytes to every socket, twenty times a second: the room, each frame being an announcement that is written durably
 * before it is sent, against bare `ws` and Socket.IO that only send. Server on the first core, sockets in a process on the second.
 * What a frame costs is measured over frames of which each was sent when all sockets had the one before: so nothing is bundled,
 * and each contender delivers the same number however busy the machine is. How long a frame takes is measured at twenty a second. They
 * take turns.
 */
export async function run(quick: boolean) {
  const sockets = quick ? 1000 : 3000
  const rounds = quick ? 2 : 5
  const says = quick ? 20 : 40
  const seconds = quick ? 1.5 : 4
  const contenders = [await peer('ws', sockets), await peer('socket.io', sockets), await room(sockets)]
  const sums = contenders.map(
    (): Sum => ({ cpu: 0, frames: 0, beats: 0, bytes: 0, shown: 0, p50: 0, p99: 0 }),
  )
  for (let round = 0; round < rounds; round++) {
    for (const [at, contender] of contenders.entries()) {
      const sum = sums[at]
      if (!sum) continue
      await cost(contender, sockets, says, sum)
      await delay(contender, seconds, sum)
    }
  }
  const rows = contenders.map(({ name, server }, at): Row => {
    const sum = sums[at] ?? { cpu: 0, frames: 1, beats: 0, bytes: 0, shown: 0, p50: 0, p99: 0 }
    return {
      server: name,
      sockets,
      'frames to each': sum.frames / sockets,
      'bytes a frame': Math.round(sum.bytes / sum.frames),
      'beats to each': round(sum.beats / sockets),
      'µs a frame': round(sum.cpu / (sum.frames + sum.beats)),
      'at 20 a second: shown a second': round(sum.shown / sockets / seconds / rounds),
      'p50 ms': round(sum.p50 / rounds),
      'p99 ms, mean of the rounds': round(sum.p99 / rounds),
      'memory MiB': usedBy(server).memory,
    }
  })
  for (const { crowd, server } of contenders) {
    await ended(crowd.child)
    await ended(server)
  }
  const [bare = 1, , ours = 0] = rows.map((row) => Number(row['µs a frame']))
  return {
    rows,
    figure: round(ours / bare),
    unit: `server CPU for each frame delivered to ${sockets} sockets, the room (durably) over bare ws`,
  }
}

const round = (figure: number): number => Math.round(figure * 100) / 100

async function cost(
  { server, crowd, say }: Contender,
  sockets: number,
  says: number,
  sum: Sum,
): Promise<void> {
  const before = usedBy(server).cpu
  for (let n = 0; n < says; n++) {
    const began = performance.now()
    const heard = crowd.ask('hear', { frames: sockets, withinMs: 10_000 })
    say()
    const { frames, bytes, beats } = await heard
    sum.frames += frames
    sum.beats += beats
    sum.bytes += bytes
    await pause(Math.max(0, 1000 / PER_SECOND - (performance.now() - began)))
  }
  sum.cpu += usedBy(server).cpu - before
}

async function delay({ crowd, talk }: Contender, seconds: number, sum: Sum): Promise<void> {
  const stop = talk()
  await pause(500)
  const { times, frames } = await crowd.ask('listen', { milliseconds: seconds * 1000 })
  stop()
  sum.shown += frames
  sum.p50 += times.p50
  sum.p99 += times.p99
  await pause(300)
}

async function peer(kind: 'ws' | 'socket.io', sockets: number): Promise<Contender> {
  const { child, said } = await started('bench/load/peer.ts', [kind, String(PER_SECOND)])
  const { url } = said as { url: string }
  const crowd = crowdProcess()
  await crowd.ask('open', { kind, url, sockets, withinMs: sockets })
  return {
    name: kind === 'ws' ? 'bare ws' : 'Socket.IO 4',
    server: child,
    crowd,
    say: () => child.send('once'),
    talk() {
      child.send('start')
      return () => child.send('stop')
    },
  }
}

async function room(sockets: number): Promise<Contender> {
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
    atOnce: 40,
    seats: server.attendees,
  })
  if (errors.length > 0) throw new Error(`${errors.length} could not enter: ${errors[0]}`)
  let turn = 0
  const announce = (): void => {
    // Some characters take two bytes: the frame has 500.
    const text = `@${performance.timeOrigin + performance.now()}@`.padEnd(200, 'x').padEnd(288, 'é')
    void moderators[turn++ % moderators.length]?.command('announce', { text }).then((answer) => {
      if (answer.refused) throw new Error(answer.refused)
    })
  }
  return {
    name: 'the room',
    server: server.child,
    crowd,
    say: announce,
    talk() {
      const talking = setInterval(announce, 1000 / PER_SECOND)
      return () => clearInterval(talking)
    },
  }
}
