import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { look } from '../../testing/look.ts'
import { comeBy, OLIVE, type StaffClient, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { registrationCommands } from '../registration/contract.ts'
import { aRegistrant } from '../registration/factories.ts'
import type { Briefing, CallDto } from './contract.ts'
import { aPublishedCall } from './factories.ts'

// What an official reads before the call.

let app: TestApp
let officer: StaffClient
const me = system('test')

beforeAll(async () => {
  app = await startTestApp()
  officer = await staffClient(app, 'officer', null, OLIVE)
})
afterAll(() => app.stop())

/** A call whose second panel member is invited, and came by her link. */
async function scene() {
  const { id } = await app.inside((tx) => aPublishedCall(tx))
  const { body: call } = await officer.get<CallDto>(`/api/calls/${id}`)
  const member = call.panel[1]!
  await officer.post(`/api/calls/${id}/panel/${member.id}/invite`, {})
  await app.drain()
  return { call, official: await comeBy(app, id, member.person) }
}

it('the briefing says who will be there by sector and firm, and asks only what was passed on', async () => {
  const { call, official } = await scene()
  await app.inside(async (tx) => {
    const { registration } = await tx.use(registrationCommands).register(tx, me, {
      call: call.id,
      registrant: aRegistrant(1, {
        question: 'May public bodies use a foreign cloud?',
        showFirm: 'mission',
      }),
      locale: 'en',
    })
    await tx
      .use(registrationCommands)
      .register(tx, me, { call: call.id, registrant: aRegistrant(2), locale: 'en' })
    return registration
  })
  const { body: list } = await officer.get<{ items: { id: string }[] }>(`/api/calls/${call.id}/registrations`)
  await officer.post(`/api/calls/${call.id}/registrations/decisions`, {
    registrations: [list.items[0]?.id],
    decision: 'approve',
  })
  const { status, body } = await official.get<Briefing>(`/api/calls/${call.id}/briefing`)
  expect(status).toBe(200)
  expect(body.attendance).toMatchObject({ people: 1, firms: 1, pending: 1 })
  expect(body.attendance.sectors[0]?.firms[0]?.people).toHaveLength(1)
  expect(body.questions).toEqual([])
  expect(body.agenda).toHaveLength(4)
  expect(body.waiting).toBe(1)
  const [asked] = await look<{ id: string }>(
    app,
    sql`select data->>'question' as id from events where stream = ${`record:${call.id}`} and type = 'question.submitted'`,
  )
  await officer.post(`/api/calls/${call.id}/commands`, {
    id: randomUUID(),
    name: 'showQuestion',
    input: { question: asked?.id },
  })
  const passedOn = await official.get<Briefing>(`/api/calls/${call.id}/briefing`)
  expect(passedOn.body.questions).toEqual([
    { id: asked?.id, text: 'May public bodies use a foreign cloud?', firm: null, votes: 0, mine: false },
  ])
  expect((await officer.get<Briefing>(`/api/calls/${call.id}/briefing`)).body.attendance).toEqual(
    body.attendance,
  )
})
