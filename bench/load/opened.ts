import { type Crowd, crowdProcess, ended, type RoomServer, roomServer } from './machine.ts'
import { type RoomSeat, roomSeat } from './seat.ts'

export type Row = Record<string, string | number>

export interface OpenedRoom {
  readonly server: RoomServer
  readonly moderators: readonly RoomSeat[]
  readonly crowd: Crowd
  /** Asks as a moderator, each in turn: a person may do ten things a second. Answers what was made. */
  moderate(name: string, input: object): Promise<string>
  /** A question that everybody sees. */
  showQuestion(text: string): Promise<string>
  /** The same, asked by one attendee after the other: a person may ask four at once and then twelve a minute. */
  askAs(n: number, text: string): Promise<string>
  close(): Promise<void>
}

/** The product on the first core, a room on air in it, and a process for its crowd on the second. Nobody has entered yet. */
export async function openedRoom(attendees: number, events = 0): Promise<OpenedRoom> {
  const server = await roomServer(attendees, events)
  const moderators = server.moderators.map((place) => roomSeat({ ...server, ...place }))
  for (const each of moderators) await each.connect()
  let turn = 0
  const moderate = async (name: string, input: object): Promise<string> => {
    const answer = await moderators[turn++ % moderators.length]?.command(name, input)
    if (answer?.refused) throw new Error(`${name}: ${answer.refused}`)
    return answer?.made ?? ''
  }
  if (events === 0) {
    await moderate('openRoom', {})
    await moderate('goOnAir', {})
  }
  const askers: RoomSeat[] = []
  for (const place of server.attendees.slice(-50)) {
    const seat = roomSeat({ ...server, ...place })
    await seat.connect()
    await seat.command('enter', { acceptedRules: server.rulesVersion })
    askers.push(seat)
  }
  const askAs = async (n: number, text: string): Promise<string> => {
    const asked = await askers[n % askers.length]?.command('submitQuestion', { text })
    if (!asked || asked.refused) throw new Error(`submitQuestion: ${asked?.refused}`)
    await moderate('showQuestion', { question: asked.made })
    return asked.made
  }
  let asked = 0
  const crowd = crowdProcess()
  return {
    server,
    moderators,
    crowd,
    moderate,
    askAs,
    showQuestion: (text) => askAs(asked++, text),
    async close() {
      await ended(crowd.child)
      await ended(server.child)
    },
  }
}

/** Everybody comes within the time, or it is said why not. */
export async function enter(
  room: OpenedRoom,
  sockets: number,
  withinMs: number,
  atOnce?: number,
): Promise<readonly number[]> {
  const { server } = room
  const { times, errors } = await room.crowd.ask('open', {
    kind: 'room',
    url: server.url,
    call: server.call,
    rulesVersion: server.rulesVersion,
    seats: server.attendees,
    sockets,
    withinMs,
    ...(atOnce ? { atOnce } : {}),
  })
  if (errors.length > 0) throw new Error(`${errors.length} of ${sockets} could not enter: ${errors[0]}`)
  return times
}
