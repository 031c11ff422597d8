import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '../../kernel/actor.ts'
import type { Client } from '../../testing/client.ts'
import { type Held, holdLisbonCall, LISBON_ON_AIR } from '../../testing/lisbon.ts'
import { linkClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { accessCommands } from '../access/contract.ts'
import { peopleCommands } from '../people/contract.ts'
import { registeredFor } from '../registration/views.ts'
import { roomCommands } from '../room/contract.ts'
import type { Answers } from './contract.ts'

// The call is over. Saba's question was never answered; the official owes the answer by the eighteenth.

let app: TestApp
let held: Held
let official: Client
let question: string
let promise: string
const me = system('test')

beforeAll(async () => {
  app = await startTestApp({ now: LISBON_ON_AIR.subtract({ minutes: 10 }).toString() })
  held = await holdLisbonCall(app)
  const { call } = held
  const panelist = call.panel[1]!
  question = await app.context.transaction(me, async (tx) => {
    const [registered] = await registeredFor(tx, call.id)
    const { person, organization } = registered!
    const asked = { person, organization, visibility: 'public', showFirm: 'panel', call: call.id } as const
    return (await tx.use(roomCommands).askInAdvance(tx, me, { ...asked, text: 'کیا نمائش کی فیس کم ہو گی؟' }))
      .question
  })
  const link = await app.context.transaction(me, (tx) =>
    tx.use(accessCommands).link(tx, me, { call: call.id, person: panelist.person }),
  )
  official = await linkClient(app, link!.url)
  await app.drain()
}, 60_000)
afterAll(async () => app.stop())

const owner = () => ({ kind: 'panel member', panelMember: held.call.panel[1]!.id }) as const
const register = async (): Promise<Answers> =>
  (await held.officer.get<Answers>(`/api/calls/${held.call.id}/answers`)).body
const row = async () => (await register()).rows.find((each) => each.question === question)!
const mailsOf = async (kind: string): Promise<string[]> => {
  await app.drain()
  return app
    .mails()
    .filter((mail) => mail.template === `outcomes.${kind}`)
    .map((mail) => mail.to)
}

test('what was asked and not answered is shown as such, and may be made somebody’s to answer', async () => {
  expect((await row()).state).toBe('pending')
  await held.command('followUp', { question, how: 'write', owner: owner(), due: '2026-09-18' })
  expect((await row()).owed).toMatchObject({ ownerName: 'Rui Falcoeiro', due: '2026-09-18', overdue: false })
})
