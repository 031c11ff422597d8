import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '../../kernel/actor.ts'
import type { Client } from '../../testing/client.ts'
import { type Held, holdLisbonCall, LISBON_ON_AIR } from '../../testing/lisbon.ts'
import { comeBy, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { accessCommands } from '../access/contract.ts'
import type { MailRow } from '../mail/contract.ts'
import type { RegistrationRow } from '../registration/contract.ts'
import { roomCommands } from '../room/contract.ts'
import type { Answers } from './contract.ts'

// The call is over. Saba's question was never answered; the official owes the answer by the eighteenth.

let app: TestApp
let held: Held
let official: Client
let question: string
let administrator: Client
let firm: Client
let asker: string
let officer: Client
const me = system('test')

beforeAll(async () => {
  app = await startTestApp({ now: LISBON_ON_AIR.subtract({ minutes: 10 }).toString() })
  held = await holdLisbonCall(app)
  const { call } = held
  const panelist = call.panel[1]!
  const { body } = await held.officer.get<{ items: RegistrationRow[] }>(`/api/calls/${call.id}/registrations`)
  asker = body.items[0]!.person.id
  const [person, organization] = [asker, body.items[0]!.organization.id]
  question = await app.inside(async (tx) => {
    const asked = { person, organization, visibility: 'public', showFirm: 'panel', call: call.id } as const
    return (await tx.use(roomCommands).askInAdvance(tx, me, { ...asked, text: 'کیا نمائش کی فیس کم ہو گی؟' }))
      .question
  })
  await app.inside((tx) =>
    tx.db.execute(sql`update people_persons set email = 'rui@harbor.example' where id = ${panelist.person}`),
  )
  await app.drain()
  await comeBack()
}, 60_000)
afterAll(async () => app.stop())

/** Days pass, and everybody opens their link anew. */
async function comeBack(): Promise<void> {
  firm = await comeBy(app, held.call.id, asker)
  official = await comeBy(app, held.call.id, held.call.panel[1]!.person)
  officer = await staffClient(app, 'officer')
  administrator = await staffClient(app, 'administrator')
}

const owner = () => ({ kind: 'panel member', panelMember: held.call.panel[1]!.id }) as const
const register = async (): Promise<Answers> =>
  (await officer.get<Answers>(`/api/calls/${held.call.id}/answers`)).body
const row = async () => (await register()).rows.find((each) => each.question === question)!
/** Mails of a kind that wait or are to be read, newest first: to whom, and what they say. */
const mailsOf = async (kind: string): Promise<{ to: string; says: string }[]> => {
  await app.drain()
  const { body } = await administrator.get<{ items: MailRow[] }>('/api/outbox')
  const found = body.items.filter(({ template }) => template === `outcomes.${kind}`)
  return Promise.all(
    found.map(async ({ id, to }) => ({
      to: to?.email ?? '',
      says: JSON.stringify((await administrator.get(`/api/outbox/${id}`)).body),
    })),
  )
}
const onDay = async (day: string, hour = '10:30') => {
  app.clock.set(`${day}T${hour}:00Z`)
  await comeBack()
  await app.inside((tx) => tx.enqueue('outcomes.remind', {}))
  return mailsOf('owed')
}
const answer = (who: Client, text: string, more: object = {}) =>
  who.post<{ reason?: string }>(`/api/calls/${held.call.id}/commands`, {
    id: randomUUID(),
    name: 'answerInWriting',
    input: { question, text, ...more },
  })

test('what was asked and not answered is shown as such, and may be made somebody’s to answer', async () => {
  expect((await row()).state).toBe('pending')
  await held.command('followUp', { question, how: 'write', owner: owner(), due: '2026-09-18' }, officer)
  expect((await row()).owed).toMatchObject({ ownerName: 'Rui Falcoeiro', due: '2026-09-18', overdue: false })
})

test('the owner is reminded before the day, on the day and every week after it, in the morning, once', async () => {
  expect(await onDay('2026-09-15')).toHaveLength(0)
  expect(await onDay('2026-09-16', '06:30')).toHaveLength(0)
  const [first, ...more] = await onDay('2026-09-16')
  expect(more).toEqual([])
  expect(first!.to).toBe('rui@harbor.example')
  expect(first!.says).toContain('کیا نمائش کی فیس کم ہو گی؟')
  expect(await onDay('2026-09-16', '11:30')).toHaveLength(1)
  expect(await onDay('2026-09-18')).toHaveLength(2)
  expect(await onDay('2026-09-19')).toHaveLength(2)
  expect(await onDay('2026-09-25')).toHaveLength(3)
  expect(await row()).toMatchObject({ owed: { overdue: true } })
})

test('the official answers by the same link; the asker is told at once, by mail and on her page; reminders stop', async () => {
  expect((await answer(official, 'ہاں، اگلے سال سے۔')).status).toBe(200)
  const [mail, ...others] = await mailsOf('answered')
  expect(others).toEqual([])
  expect(mail!.to).toBe('saba@loomfield.example')
  expect(mail!.says).toContain('ہاں، اگلے سال سے۔')
  const mine = await firm.get<{ questions: { state: string; answers: { text: string }[] }[] }>(
    '/api/my/registration',
  )
  expect(mine.body.questions[0]).toMatchObject({
    state: 'answered in writing',
    answers: [{ text: 'ہاں، اگلے سال سے۔' }],
  })
  expect(await row()).toMatchObject({ state: 'answered in writing', owed: null })
  expect(await onDay('2026-10-02')).toHaveLength(3)
})

test('a later correction is a new event: what stood before stays to be seen, and the asker is told of the new words', async () => {
  expect((await answer(official, 'ہاں، مارچ سے۔')).status).toBe(200)
  const given = (await row()).answers[0]!
  expect(given).toMatchObject({ text: 'ہاں، مارچ سے۔', source: null })
  expect(given.before).toMatchObject([{ text: 'ہاں، اگلے سال سے۔' }])
  expect(await mailsOf('answered')).toHaveLength(2)
})

test('the officer enters an answer that came by letter, in the name of who gave it', async () => {
  const onBehalf = { panelMember: held.call.panel[1]!.id, source: 'letter' }
  expect((await answer(firm, 'Mine', { onBehalf })).status).toBe(403)
  expect((await answer(officer, 'مارچ ۲۰۲۷ سے۔', { onBehalf })).status).toBe(200)
  expect((await row()).answers[0]).toMatchObject({
    speakerName: 'Rui Falcoeiro',
    source: 'letter',
    text: 'مارچ ۲۰۲۷ سے۔',
  })
})

test('an official whose part on the call ended is refused, and told what to do; with a revoked link, likewise', async () => {
  const pair = { call: held.call.id, person: held.call.panel[1]!.person }
  await app.inside((tx) => tx.use(accessCommands).revokeRoles(tx, me, { ...pair, roles: ['panelist'] }))
  const refused = await answer(official, 'Too late')
  expect([refused.status, refused.body.reason]).toEqual([403, 'room.grant_ended'])
  await app.inside((tx) => tx.use(accessCommands).revoke(tx, me, pair))
  const gone = await answer(official, 'Too late')
  expect([gone.status, gone.body.reason]).toEqual([401, 'server.sign_in'])
  expect((await row()).answers[0]!.text).toBe('مارچ ۲۰۲۷ سے۔')
})
