import { setTimeout as pause } from 'node:timers/promises'
import { paintsOf } from '../testing/first-paint.ts'
import { ended, roomServer, usedBy } from './load/machine.ts'
import type { Row } from './load/opened.ts'
import { roomSeat } from './load/seat.ts'

/**
 * A record of 200,000 events: the first to come opens the room, from the state that was kept last; then the desk, in a browser too, and
 * its pages of it. Once more on a record whose state nobody kept, as it is once after an update.
 */
export async function run(quick: boolean) {
  const events = quick ? 40_000 : 200_000
  const rows: Row[] = []
  const everything = quick ? null : await timedOpening(events)
  const server = await roomServer(1000, events)
  const empty = usedBy(server.child).memory
  const timed = async (what: string, work: () => Promise<number>): Promise<void> => {
    const began = performance.now()
    const bytes = await work()
    rows.push({
      what,
      events,
      ms: Math.round(performance.now() - began),
      KiB: Math.round(bytes / 1024),
      'server memory MiB': usedBy(server.child).memory,
    })
  }
  const enters = async (place: { grant: string; cookie: string } | undefined): Promise<number> => {
    if (!place) throw new Error('nobody')
    const seat = roomSeat({ ...server, ...place })
    await seat.connect()
    await pause(0)
    return seat.wire().received()
  }
  const fetched = async (path: string): Promise<number> => {
    const answer = await fetch(`${server.url}${path}`, { headers: { cookie: server.officer } })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 200)}`)
    return text.length
  }
  const { call } = server
  await timed('the room is opened by an attendee', () => enters(server.attendees[0]))
  await timed('the desk opens the room', () => enters(server.moderators[0]))
  await timed('the desk, once more', () => enters(server.moderators[1]))
  const said = (what: string, ms: number): number =>
    rows.push({ what, events, ms, KiB: 0, 'server memory MiB': usedBy(server.child).memory })
  const desk = await paintsOf(`${server.url}/desk/calls/${call}/room`, server.officer, '.dl-mod__list .dl-q')
  if (desk) {
    said('the desk in a browser that was never there: something is seen', desk.cold.first)
    said('the same: the first questions are seen', desk.cold.whole)
    said('the desk in a browser that has the app: the first questions are seen', desk.again.whole)
  }
  await timed('older questions: a page', () => fetched(`/api/calls/${call}/questions?list=visible&limit=50`))
  await timed('older questions: a search', () => fetched(`/api/calls/${call}/questions?search=Question%201`))
  await timed('older entries: a page', () => fetched(`/api/calls/${call}/entries?limit=50`))
  await timed('a page of the record', () => fetched(`/api/calls/${call}/record?limit=100`))
  await timed('a late page of the record', () =>
    fetched(`/api/calls/${call}/record?limit=100&cursor=${events - 200}`),
  )
  await timed('attendance', () => fetched(`/api/calls/${call}/attendance`))
  await timed('the answer register: a page', () => fetched(`/api/calls/${call}/answers?limit=200`))
  await ended(server.child)
  const figure = Math.max(...rows.map((row) => Number(row['ms'])))
  if (everything) rows.push(everything)
  return {
    rows,
    figure,
    unit: `ms: the longest of these but the last, on a record of ${events} events (memory before: ${empty} MiB)`,
  }
}

async function timedOpening(events: number): Promise<Row> {
  const server = await roomServer(1000, events, false)
  const [place] = server.attendees
  if (!place) throw new Error('nobody')
  const began = performance.now()
  const seat = roomSeat({ ...server, ...place })
  await seat.connect()
  const row = {
    what: 'once after an update: the room is opened by reading all of it',
    events,
    ms: Math.round(performance.now() - began),
    KiB: Math.round(seat.wire().received() / 1024),
    'server memory MiB': usedBy(server.child).memory,
  }
  await ended(server.child)
  return row
}
