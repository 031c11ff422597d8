import { pause, quantile, usedBy } from './load/machine.ts'
import { enter, openedRoom, type Row } from './load/opened.ts'

/**
 * Everybody comes in ten seconds: socket, grant, the view from the door, entering, the view from inside. Then a fuller room with votes and
 * questions: how long until everybody has seen what was shown.
 */
export async function run(quick: boolean) {
  const joins = quick ? 1000 : 3000
  const full = quick ? 1000 : 5000
  const room = await openedRoom(full)
  const before = usedBy(room.server.child).cpu
  const times = await enter(room, joins, quick ? 3300 : 10_000)
  const rows: Row[] = [
    row(`${joins} join in ${quick ? 3.3 : 10} s`, times.length, {
      p50: quantile(times, 0.5),
      p95: quantile(times, 0.95),
      p99: quantile(times, 0.99),
      longest: quantile(times, 1),
    }),
  ]
  const cpu = Math.round((usedBy(room.server.child).cpu - before) / joins)
  if (full > joins) await room.close()
  const crowded = full > joins ? await openedRoom(full) : room
  if (full > joins) await enter(crowded, full, full * 4)
  const questions = [await crowded.showQuestion('Which licence?')]
  let asked = 0
  const talking = setInterval(() => {
    const text = `@${performance.timeOrigin + performance.now()}@ What about licence ${asked++}?`
    // What everybody is shown, once a second; the votes come from the crowd.
    void crowded.moderate('announce', { text })
  }, 500)
  const seconds = quick ? 4 : 15
  const listening = crowded.crowd.ask('listen', { milliseconds: seconds * 1000 })
  const { times: seen, frames } = await listening
  clearInterval(talking)
  rows.push(row(`${full} sockets see what is shown`, frames, seen))
  await pause(500)
  const votes = await crowded.crowd.ask('vote', {
    milliseconds: seconds * 1000,
    perSecond: full / 10,
    questions,
  })
  rows.push(row(`${full} sockets, ${full / 10} votes a second, acknowledged`, votes.times.count, votes.times))
  rows.push({
    ...row('server CPU for one who joins, µs', joins, { p50: cpu, p95: cpu, p99: cpu, longest: cpu }),
  })
  await crowded.close()
  return { rows, figure: quantile(times, 0.99), unit: `ms: p99 of ${joins} joins` }
}

const row = (
  what: string,
  measured: number,
  times: { p50: number; p95: number; p99: number; longest: number },
): Row => ({
  what,
  measured,
  'p50 ms': times.p50,
  'p95 ms': times.p95,
  'p99 ms': times.p99,
  'longest ms': times.longest,
})
