import { anyone, OFFICERS, STAFF } from '../../kernel/access.ts'
import { type Actor, actorRef, holdsRole } from '../../kernel/actor.ts'
import { offer } from '../../kernel/commands.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Signer } from '../../kernel/ids.ts'
import { type AfterCommit, defineModule } from '../../kernel/module.ts'
import type { AppContext } from '../../kernel/ports.ts'
import type { StoredEvent, Tx } from '../../kernel/tx.ts'
import { accessCommands } from '../access/contract.ts'
import { callsCommands } from '../calls/contract.ts'
import { peopleCommands } from '../people/contract.ts'
import { contract, roomCommands, type StageTicket } from './contract.ts'
import { announceDeck, listDecks, newDeck, newPage, pageOf } from './service/decks.ts'
import { eraseWords } from './service/erase.ts'
import { facts } from './service/facts.ts'
import { createHost, type RoomHost } from './service/host.ts'
import { commandOverHttp, isInside, recordPage, snapshotOf } from './service/http.ts'
import type { Limit } from './service/limits.ts'
import { ROOM_TIMES } from './service/live.ts'
import { entriesPage, questionsPage } from './service/pages.ts'
import { keepPast } from './service/past.ts'
import { peopleHere } from './service/people.ts'
import { serveSocket } from './service/session.ts'
import { probeFor, probeLimit, ticketFor, ticketLimit } from './service/stage.ts'
import { type RoomLimits, roomLimits, sleep } from './service/turn.ts'
import { forgetWhoBrought } from './store/decks.ts'
import { recordQuestionInAdvance, withdrawQuestionInAdvance } from './store/record.ts'

interface Running {
  readonly host: RoomHost
  readonly limits: RoomLimits
  readonly app: AppContext
  readonly tickets: Limit
  readonly probes: Limit
}

/** The rooms of each app in this process (tests start several), found by the one object a transaction shares with its app. */
const running = new WeakMap<Signer, Running>()

function runningIn({ signer }: { readonly signer: Signer }): Running {
  const found = running.get(signer)
  if (!found) throw new AppError('unavailable', 'room.not_running')
  return found
}

/** What changes what a room shows of its call: the agenda, the panel, the ground rules, whether it is published. */
const PAGE_CHANGES = [
  'call.changed',
  'call.published',
  'call.cancelled',
  'call.taken_back',
  'call.brought_back',
  'agenda-item.added',
  'agenda-item.changed',
  'agenda-item.removed',
  'agenda.ordered',
  'panel-member.added',
  'panel-member.changed',
  'panel-member.answered',
  'panel-member.removed',
  'panel.ordered',
] as const

/** The live record of a call: lobby, presence, agenda, questions, what the rapporteur takes down. */
export const room = defineModule({
  name: 'room',
  contract,
  // Who holds a link of this call is asked when the room is found; pending registrants hold one without any role.
  access: {
    command: anyone,
    snapshot: anyone,
    facts: anyone,
    record: { staff: STAFF, call: ['host', 'moderator'] },
    ticket: anyone,
    probe: anyone,
    decks: anyone,
    addDeck: anyone,
    addPage: anyone,
    page: anyone,
    load: { staff: ['administrator'] },
    eraseWords: { staff: OFFICERS },
    people: anyone,
    questions: anyone,
    entries: anyone,
  },
  routes: {
    command: (tx, actor, input) => later(() => commandOverHttp(runningIn(tx), actor, input)),
    snapshot: (tx, actor, { call }) => later(() => snapshotOf(runningIn(tx).host, actor, call)),
    // The stage's link is for those who were let in: the room knows who that is.
    facts: async (tx, actor, input, request) => {
      const about = await facts(tx, actor, input, request)
      return later(async () =>
        about.stageLink && !(await isInside(runningIn(tx).host, actor, input.call))
          ? { ...about, stageLink: null }
          : about,
      )
    },
    record: recordPage,
    eraseWords: (tx, actor, input) => eraseWords(runningIn(tx).host, tx, actor, input),
    people: (tx, actor, input, { locale }) =>
      later(() => peopleHere(runningIn(tx).host, actor, input, locale)),
    questions: (tx, actor, input, { locale }) =>
      later(() => questionsPage(runningIn(tx).host, actor, input, locale)),
    entries: (tx, actor, input, { locale }) =>
      later(() => entriesPage(runningIn(tx).host, actor, input, locale)),
    async load(tx, actor) {
      if (!holdsRole(actor, ['administrator'], null)) throw new AppError('forbidden', 'server.forbidden')
      return runningIn(tx).host.watch.load()
    },
    ticket: (tx, actor, input) => later(() => tickets(tx, 'tickets', actor, input)),
    probe: (tx, actor, input) => later(() => tickets(tx, 'probes', actor, input)),
    decks: (tx, actor, input) => listDecks(runningIn(tx).host, tx, actor, input),
    async addDeck(tx, actor, input) {
      const { host } = runningIn(tx)
      const deck = await newDeck(host, tx, actor, input)
      return later(() => announceDeck(host, input.call, deck))
    },
    addPage: (tx, actor, input) => newPage(runningIn(tx).host, tx, actor, input),
    page: (tx, actor, input) => pageOf(runningIn(tx).host, tx, actor, input),
  },
  offers: offer(roomCommands, {
    async askInAdvance(tx, _actor: Actor, question) {
      const id = await recordQuestionInAdvance(tx, question)
      await tx.enqueue('room.catch-up', { call: question.call })
      return { question: id }
    },
    async withdrawInAdvance(tx, _actor: Actor, input) {
      await withdrawQuestionInAdvance(tx, input)
      await tx.enqueue('room.catch-up', { call: input.call })
    },
    keepPast,
  }),
  uses: [accessCommands, callsCommands, peopleCommands],
  jobs: {
    'catch-up': {
      async run(app, { call }) {
        await running.get(app.signer)?.host.catchUp(String(call))
      },
    },
  },
  on: {
    ...Object.fromEntries(
      PAGE_CHANGES.map((type) => [type, (tx: Tx, event: StoredEvent) => callChanged(tx, event)]),
    ),
    'grant.given': (tx, { data }) => accessChanged(tx, data, rolesOf(data['after'])),
    'grant.roles_revoked': (tx, { data }) => accessChanged(tx, data, rolesOf(data['after'])),
    'grant.revoked': (tx, { data }) => accessChanged(tx, data, null),
    async 'person.erased'(tx, { data }) {
      await forgetWhoBrought(tx, String(data['person']))
      await running.get(tx.signer)?.host.erased(String(data['person']))
    },
  },
  async start(app) {
    const started = {
      host: createHost(app, ROOM_TIMES),
      limits: roomLimits(),
      app,
      tickets: ticketLimit(),
      probes: probeLimit(),
    }
    running.set(app.signer, started)
    return {
      sockets: [
        {
          path: '/api/room',
          access: anyone,
          connect: (connection, actor, query) => serveSocket({ ...started, connection }, actor, query),
        },
      ],
      stop: () => started.host.stop(),
    }
  },
})

/** Tickets, as often as a bad line needs them. */
async function tickets(
  tx: Tx,
  kind: 'tickets' | 'probes',
  actor: Actor,
  input: { call: string },
): Promise<StageTicket> {
  const here = runningIn(tx)
  const wait = here[kind](actorRef(actor).id ?? '', performance.now())
  if (wait === null) throw new AppError('rate_limited', 'room.too_fast')
  if (wait > 0) await sleep(wait)
  return await (kind === 'tickets' ? ticketFor : probeFor)(here.app, here.host, actor, input)
}

type Facts = Readonly<Record<string, unknown>>

const callChanged = async (tx: Tx, { data }: StoredEvent): Promise<void> =>
  running.get(tx.signer)?.host.refresh(String(data['call']))

const accessChanged = async (
  tx: Tx,
  { call, person }: Facts,
  roles: readonly string[] | null,
): Promise<void> => running.get(tx.signer)?.host.accessChanged(String(call), String(person), roles)

const rolesOf = (after: unknown): string[] => (Array.isArray(after) ? after.map(String) : [])

/** The room commits by itself and in batches: the request's own transaction must not wait for it. */
const later = async <T>(afterCommit: () => Promise<T>): Promise<AfterCommit<T>> => ({ afterCommit })
