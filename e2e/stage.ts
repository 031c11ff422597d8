import type { CallDto } from '../modules/calls/contract.ts'
import { type ClientRoom, entityOf } from '../modules/room/contract.ts'
import { type Client, client } from '../testing/client.ts'
import { type ServerProcess, startServer } from '../testing/server-process.ts'
import { cookiesOf, linkClient } from '../testing/sign-in.ts'
import { type RoomSocket, roomSocket } from '../testing/socket.ts'

/** An installation with the sample program; its first administrator works as a program would, without a browser. */
export interface Stage {
  readonly server: ServerProcess
  readonly officer: Client
  /** The third call of the sample: announced, its firms are approved. */
  readonly call: CallDto
  /** The fourth: three firms wait to be approved. */
  readonly next: CallDto
  /** Address of the second, which is over. */
  readonly ended: string
  /** The personal link of somebody on the call, by name. */
  linkOf(name: string): Promise<string>
  linkTo(call: string, person: string): Promise<string>
  registrationOf(call: string, name: string): Promise<Registered>
  /** Her place in the room: a socket, gone in. */
  seatOf(name: string): Promise<RoomSocket>
  /** The officer's place in the room. */
  moderate(): Promise<RoomSocket>
}

export const RAPPORTEUR = { name: 'Rita Scrivener', email: 'rita@mission.example' }

/** Starts a server on an empty data folder, takes its first link, and chooses the sample program. */
export async function sampleStage(options: Parameters<typeof startServer>[0] = {}): Promise<Stage> {
  const server = await startServer(options)
  const officer = await firstAdministrator(server)
  const { items } = (await officer.get<{ items: CallDto[] }>('/api/calls')).body
  const numbered = async (number: number) => {
    const found = items.find(({ series }) => series.number === number)
    if (!found) throw new Error(`the sample has no call ${number}`)
    return (await officer.get<CallDto>(`/api/calls/${found.id}`)).body
  }
  const [call, next] = [await numbered(3), await numbered(4)]
  const persons = await personsOf(officer, call)
  const linkTo = async (id: string, person: string) =>
    (await officer.post<{ url: string }>(`/api/calls/${id}/people/${person}/link`)).body.url
  const linkOf = async (name: string) => {
    const person = persons.get(name)
    if (!person) throw new Error(`${name} is not on the call`)
    return await linkTo(call.id, person)
  }
  const goIn = async (who: Client) => {
    const seat = await roomSocket(server, who, call.id)
    await seat.until((room) => entityOf(room, 'call') !== null)
    await seat.command('enter', { acceptedRules: rulesOf(seat.room()) })
    return seat
  }
  return {
    server,
    officer,
    call,
    next,
    ended: (await numbered(2)).slug,
    linkOf,
    linkTo,
    async registrationOf(id, name) {
      const found = (await registered(officer, id)).find(({ person }) => person.name === name)
      if (!found) throw new Error(`${name} did not register`)
      return found
    },
    seatOf: async (name) => await goIn(await linkClient(server, await linkOf(name))),
    moderate: async () => await roomSocket(server, officer, call.id),
  }
}

const rulesOf = (room: ClientRoom): number => entityOf(room, 'call')?.rulesVersion ?? 0

async function firstAdministrator(server: ServerProcess): Promise<Client> {
  const link = await server.printed(/administrator: (\S+)/)
  const token = link.split('/').at(-1) ?? ''
  const confirmed = await client(server).form('/api/auth/confirm', { token, to: '/desk' })
  const officer = client(server, { cookie: cookiesOf(confirmed.headers) })
  const answer = await officer.form('/welcome', {
    name: 'Olive Officer',
    email: 'olive@mission.example',
    choice: 'sample',
  })
  if (answer.status !== 303) throw new Error(`the first-run page answered ${answer.status}`)
  return officer
}

interface Registered {
  readonly id: string
  readonly person: { readonly id: string; readonly name: string }
}

const registered = async (officer: Client, call: string): Promise<readonly Registered[]> =>
  (await officer.get<{ items: Registered[] }>(`/api/calls/${call}/registrations?limit=100`)).body.items

/** Everybody of a call by name; the rapporteur is given her part now. */
async function personsOf(officer: Client, call: CallDto): Promise<Map<string, string>> {
  const path = `/api/calls/${call.id}`
  const persons = new Map((await registered(officer, call.id)).map(({ person }) => [person.name, person.id]))
  for (const member of call.panel) persons.set(member.name.en, member.person)
  const colleague = await officer.post<{ person: string }>(`${path}/colleagues`, {
    ...RAPPORTEUR,
    roles: ['rapporteur'],
  })
  persons.set(RAPPORTEUR.name, colleague.body.person)
  return persons
}

/** The cookies of a session, for a browser. */
export const cookiesFor = ({ server, officer }: Stage) =>
  officer.cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=')
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: server.url }
  })
