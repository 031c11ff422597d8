import type { AnyContractProcedure } from '@orpc/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { AnyModule } from '../kernel/module.ts'
import { COMMAND_NAMES } from '../modules/room/contract.ts'
import type { Client } from '../testing/client.ts'
import { startTestApp, type TestApp } from '../testing/start-app.ts'
import { makeActors, makeFixture } from '../testing/walk/actors.ts'
import { askPage, askRoute, type Verdict } from '../testing/walk/ask.ts'
import type { Expectation, Fixture, Row } from '../testing/walk/expectation.ts'
import { type ActorName, everybody } from '../testing/walk/groups.ts'
import { access } from '../testing/walk/rows/access.ts'
import { calls } from '../testing/walk/rows/calls.ts'
import { mail } from '../testing/walk/rows/mail.ts'
import { outcomes } from '../testing/walk/rows/outcomes.ts'
import { people } from '../testing/walk/rows/people.ts'
import { registration } from '../testing/walk/rows/registration.ts'
import { room, roomCommands } from '../testing/walk/rows/room.ts'
import { modules } from './modules.ts'

const EXPECTED: Readonly<Record<string, Expectation>> = {
  access,
  people,
  mail,
  calls,
  registration,
  room,
  outcomes,
  // The sample program has no door of its own.
  sample: { routes: {}, pages: {} },
}

let app: TestApp
let made: Awaited<ReturnType<typeof makeFixture>>
let fixture: Fixture
let actors: ReadonlyMap<ActorName, Client>

beforeAll(async () => {
  app = await startTestApp()
  made = await makeFixture(app)
  fixture = made.fixture
  actors = await makeActors(app, made)
})
afterAll(() => app.stop())

/** Who was let in of everybody, and what broke; those who should be refused come first, all at once, so that nothing is spoilt for them. */
async function walk(row: Row, ask: (at: Client) => Promise<Verdict>) {
  const admitted: ActorName[] = []
  const broken: string[] = []
  const knock = async (name: ActorName) => {
    const at = actors.get(name)
    if (!at) throw new Error(`nobody is ${name}`)
    const verdict = await ask(at)
    if (verdict === 'let in' || (verdict === 'not there' && row.absent)) admitted.push(name)
    else if (verdict !== 'refused') broken.push(`${name}: ${verdict}`)
  }
  await Promise.all(everybody.filter((name) => !row.may.includes(name)).map(knock))
  for (const name of everybody) if (row.may.includes(name)) await knock(name)
  return { admitted: inOrder(admitted), broken }
}

const inOrder = (names: readonly ActorName[]): ActorName[] => everybody.filter((name) => names.includes(name))
const lasting = (rows: Readonly<Record<string, Row>> = {}) =>
  Object.entries(rows).filter(([, row]) => !row.last)
const lasts = (rows: Readonly<Record<string, Row>> = {}) => Object.entries(rows).filter(([, row]) => row.last)
const known = modules.filter(({ name, contract }) => name in EXPECTED && Object.keys(contract).length > 0)

describe('the tables of who may come in', () => {
  it('are there for every module', () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(modules.map(({ name }) => name).sort())
  })

  it.each(modules.map((module) => [module.name, module] as const))(
    'of %s have a row for every route and every page, and no other',
    (name, module) => {
      const { routes = {}, pages = {} } = EXPECTED[name] ?? {}
      expect(Object.keys(routes).sort()).toEqual(Object.keys(module.contract).sort())
      expect(Object.keys(pages).sort()).toEqual(Object.keys(module.pages ?? {}).sort())
    },
  )

  it('have a row for every message of the room', () => {
    expect(Object.keys(roomCommands).sort()).toEqual([...COMMAND_NAMES].sort())
  })

  it('know every kind of actor, each of whom is here', () => {
    expect([...actors.keys()].sort()).toEqual([...everybody].sort())
  })
})

/** Walks one route of a module and compares who came in with who may. */
async function walkRoute(module: AnyModule, route: string, row: Row): Promise<void> {
  const contract = module.contract[route] as AnyContractProcedure
  const { admitted, broken } = await walk(row, (at) => askRoute(at, contract, row.input?.(fixture) ?? {}))
  expect({ admitted, broken }).toEqual({ admitted: inOrder(row.may), broken: [] })
}

async function walkPage(module: AnyModule, title: string, row: Row): Promise<void> {
  const page = module.pages?.[title]
  if (!page) throw new Error(`no page ${title}`)
  const { admitted, broken } = await walk(row, (at) => askPage(at, page, row.input?.(fixture) ?? {}))
  expect({ admitted, broken }).toEqual({ admitted: inOrder(row.may), broken: [] })
}

describe.each(known.map((module) => [module.name, module] as const))('the routes of %s', (name, module) => {
  it.each(lasting(EXPECTED[name]?.routes))('%s lets in who may, and nobody else', (route, row) =>
    walkRoute(module, route, row),
  )
})

describe('what may be asked of the room', () => {
  const command = modules.find(({ name }) => name === 'room')?.contract['command'] as AnyContractProcedure

  it.each(Object.entries(roomCommands))('%s is for who may, and nobody else', async (name, row) => {
    const { admitted, broken } = await walk({ ...row, absent: true }, (at) =>
      askRoute(at, command, {
        call: fixture.call,
        id: app.context.ids(),
        name,
        input: row.input?.(fixture) ?? {},
      }),
    )
    expect({ admitted, broken }).toEqual({ admitted: inOrder(row.may), broken: [] })
  })
})

describe('the socket of the room', () => {
  /** The first frame, or the code with which the door was shut. */
  const knock = (at: Client, origin = app.url) =>
    new Promise<string>((resolve) => {
      const url = new URL(`/api/room?call=${fixture.call}${at.grant ? `&grant=${at.grant}` : ''}`, app.url)
      url.protocol = 'ws:'
      const socket = new WebSocket(url, { origin, headers: at.cookie ? { cookie: at.cookie } : {} })
      socket.on('message', (frame) => {
        const { t } = JSON.parse(String(frame)) as { t: string }
        if (t !== 'hello') return
        resolve('let in')
        socket.close()
      })
      socket.on('close', (code) => resolve(String(code)))
      socket.on('unexpected-response', (_request, response) => resolve(`HTTP ${response.statusCode}`))
      socket.on('error', () => undefined)
    })

  it('opens to who may, and to nobody else', async () => {
    const may = room.routes['snapshot']?.may ?? []
    const heard: Record<string, string> = {}
    for (const [name, at] of actors) heard[name] = await knock(at)
    const right = Object.fromEntries(
      [...actors.keys()].map((name) => {
        const nobody = name === 'anonymous' || name === 'revoked'
        return [name, may.includes(name) ? 'let in' : nobody ? '4401' : '4403']
      }),
    )
    expect(heard).toEqual(right)
  })

  it('does not open from another website, whoever sits there', async () => {
    const moderator = actors.get('here:moderator')
    if (!moderator) throw new Error('nobody moderates')
    expect(await knock(moderator, 'https://elsewhere.example')).toBe('HTTP 403')
  })
})

describe.each(known.filter((module) => module.pages).map((module) => [module.name, module] as const))(
  'the pages of %s',
  (name, module) => {
    it.each(lasting(EXPECTED[name]?.pages))('%s lets in who may, and nobody else', (title, row) =>
      walkPage(module, title, row),
    )
  },
)

describe('what ends a session', () => {
  const rows = known.flatMap((module) => [
    ...lasts(EXPECTED[module.name]?.routes).map(([name, row]) => ({ module, name, row, ask: walkRoute })),
    ...lasts(EXPECTED[module.name]?.pages).map(([name, row]) => ({ module, name, row, ask: walkPage })),
  ])
  it.each(rows)('$module.name $name ends it for who has one', async ({ module, name, row, ask }) => {
    actors = await makeActors(app, made)
    await ask(module, name, row)
  })
})
