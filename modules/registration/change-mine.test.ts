import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '../../kernel/actor.ts'
import type { Client } from '../../testing/client.ts'
import { everything, look } from '../../testing/look.ts'
import { comeBy, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { callsCommands } from '../calls/contract.ts'
import {
  type RegistrationFile,
  type RegistrationRow,
  registrationCommands,
  type Standing,
} from './contract.ts'
import { aRegistrant, openCall } from './factories.ts'

// What a registrant wrote she may put right herself, until the call begins; the desk sees that she did.

let app: TestApp
let officer: Client
const me = system('test')

beforeAll(async () => {
  app = await startTestApp()
  officer = await staffClient(app, 'officer')
})
afterAll(() => app.stop())

async function scene(changes: Parameters<typeof aRegistrant>[1] = {}) {
  const made = await app.inside(async (tx) => {
    const call = await openCall(tx, { languages: ['en', 'ur'] })
    const commands = tx.use(registrationCommands)
    const registrant = aRegistrant(1, { email: `laura@${call.id}.example`, ...changes })
    const { registration, person } = await commands.register(tx, me, {
      call: call.id,
      registrant,
      locale: 'en',
    })
    return { call, registration, person }
  })
  const hers = await comeBy(app, made.call.id, made.person)
  type Answer = Standing & { reason?: string; errors?: { path: string; reason: string }[] }
  return {
    ...made,
    change: (body: object) => hers.patch<Answer>('/api/my/registration', body),
    file: async () => (await officer.get<RegistrationFile>(`/api/registrations/${made.registration}`)).body,
    row: async () =>
      (await officer.get<{ items: RegistrationRow[] }>(`/api/calls/${made.call.id}/registrations`)).body
        .items[0],
  }
}

describe('a registrant', () => {
  test('puts her name, title, needs and language right, and asks one question more; the desk says what changed', async () => {
    const { change, file, row, registration } = await scene({ question: 'First?' })
    await officer.post(`/api/registrations/${registration}/decision`, { decision: 'approve' })
    app.clock.advance({ minutes: 1 })
    const { status, body } = await change({
      name: 'Laura Whitcomb-Hale',
      title: 'Director, Public Sector Cloud',
      language: 'ur',
      sectors: ['cloud-computing'],
      needs: { known: ['live captions'], other: 'A seat near the screen' },
      question: { text: 'And second?', visibility: 'mission and panel', showFirm: 'mission' },
    })
    expect(status).toBe(200)
    expect(body.registration).toMatchObject({
      name: 'Laura Whitcomb-Hale',
      language: 'ur',
      needs: { known: ['live captions'], other: 'A seat near the screen' },
      questionsLeft: 1,
      mayChange: true,
    })
    expect(body.questions.map(({ text, showFirm }) => [text, showFirm])).toEqual([
      ['First?', 'panel'],
      ['And second?', 'mission'],
    ])
    const at = app.clock.now().toString()
    expect(await row()).toMatchObject({ changedAt: at, person: { name: 'Laura Whitcomb-Hale' } })
    expect((await file()).changes).toEqual([
      { at, fields: ['name', 'language', 'needs', 'question'], before: { name: 'Laura Whitcomb 1' } },
    ])
    app.clock.advance({ minutes: 1 })
    await officer.post(`/api/registrations/${registration}/decision`, { decision: 'cancel' })
    expect((await row())?.changedAt).toBeNull()
  })

  test('who changes nothing has changed nothing; the zone of her mails is no answer', async () => {
    const { change, file, row } = await scene()
    await change({ name: 'Laura Whitcomb 1', sectors: ['cloud-computing'] })
    expect((await change({ zone: 'America/Los_Angeles' })).body.registration?.zone).toBe(
      'America/Los_Angeles',
    )
    expect([(await file()).changes, (await row())?.changedAt]).toEqual([[], null])
  })

  test('does not change her address, nor write what deceives, nor ask without end', async () => {
    const { change } = await scene()
    expect((await change({ email: 'other@firm.example' })).status).toBe(422)
    expect((await change({ name: 'Laura\u202emoc.live' })).body.errors).toMatchObject([
      { path: 'name', reason: 'invisible_characters' },
    ])
    expect((await change({ zone: 'Mars/Olympus' })).status).toBe(422)
    const question = { text: 'Why?', visibility: 'public', showFirm: 'panel' }
    const asked: number[] = []
    for (let n = 0; n < 4; n += 1) asked.push((await change({ question })).status)
    expect(asked).toEqual([200, 200, 200, 409])
  })

  test('words a question anew, or takes it back, until somebody takes it up; the record keeps what was asked', async () => {
    const { call, change, file, row } = await scene({ question: 'How long for a licence?' })
    const first = (await change({})).body.questions[0]!
    const question = { text: 'How long does a licence take?', visibility: 'public', showFirm: 'everyone' }
    const { body } = await change({ question: { insteadOf: first.id, ...question } })
    expect(body.questions).toMatchObject([{ ...question, state: 'pending' }])
    expect(body.registration?.questionsLeft).toBe(2)
    const again = await change({ withdraw: first.id })
    expect([again.status, again.body.reason]).toEqual([409, 'room.question_taken_up'])
    const command = (name: string, input: object) =>
      officer.post<{ reason?: string }>(`/api/calls/${call.id}/commands`, { id: randomUUID(), name, input })
    const shown = await command('showQuestion', { question: first.id })
    expect(shown.body.reason).toBe('room.question_withdrawn')
    const [now] = body.questions
    expect((await command('showQuestion', { question: now!.id })).status).toBe(200)
    const late = await change({ question: { insteadOf: now!.id, ...question } })
    expect([late.status, late.body.reason]).toEqual([409, 'room.question_taken_up'])
    expect((await change({ withdraw: now!.id })).status).toBe(409)
    const third = (await change({ question: { ...question, text: 'And the fee?' } })).body.questions
    expect(third.map(({ text, state }) => [text, state])).toEqual([
      ['How long does a licence take?', 'visible'],
      ['And the fee?', 'pending'],
    ])
    const left = await change({ withdraw: third[1]!.id })
    expect(left.body.questions).toHaveLength(1)
    expect((await row())?.asks).toBe(true)
    expect((await file()).changes.map(({ fields }) => fields)).toEqual(
      expect.arrayContaining([['question_changed'], ['question_withdrawn'], ['question']]),
    )
    const register = await officer.get<{ asked: number; rows: { text: string; dismissal: string }[] }>(
      `/api/calls/${call.id}/answers`,
    )
    expect(register.body.asked).toBe(1)
    expect(register.body.rows.filter(({ dismissal }) => dismissal === 'withdrawn')).toHaveLength(2)
  })

  test('takes back nobody else’s question, and words none without end', async () => {
    const { call, change } = await scene({ question: 'Mine?' })
    const other = await app.inside((tx) =>
      tx.use(registrationCommands).register(tx, me, {
        call: call.id,
        registrant: aRegistrant(2, { question: 'Hers?' }),
        locale: 'en',
      }),
    )
    const [hers] = await look<{ id: string }>(
      app,
      sql`select data->>'question' as id from events where stream = ${`record:${call.id}`} and data->>'person' = ${other.person}`,
    )
    expect((await change({ withdraw: hers!.id })).status).toBe(404)
    const statuses: number[] = []
    for (let n = 0; n < 12; n += 1) {
      const { id } = (await change({})).body.questions[0]!
      const question = { insteadOf: id, text: `Again ${n}?`, visibility: 'public', showFirm: 'panel' }
      statuses.push((await change({ question })).status)
    }
    expect(statuses).toEqual([...Array(11).fill(200), 409])
  })

  test('changes nothing once the call began, or once she has no place', async () => {
    const { call, change } = await scene()
    const other = await scene()
    await officer.post(`/api/registrations/${other.registration}/decision`, {
      decision: 'decline',
      reason: 'other',
    })
    expect((await other.change({ title: 'Head' })).body.reason).toBe('registration.already_declined')
    await app.inside((tx) => tx.use(callsCommands).setState(tx, me, { call: call.id, to: 'live' }))
    const late = await change({ title: 'Head' })
    expect([late.status, late.body.reason]).toEqual([410, 'registration.closed_live'])
  })

  test('who is erased leaves no earlier name behind', async () => {
    const { change, file, person } = await scene({ name: 'Zephyrine Quillfeather' })
    await change({ name: 'Zephyrine Quillfeather-Oak', needs: { known: [], other: 'Quillfeather ramp' } })
    await app.drain()
    const administrator = await staffClient(app, 'administrator')
    await administrator.post(`/api/persons/${person}/erase`)
    await app.drain()
    expect((await file()).changes).toMatchObject([{ fields: ['name', 'needs'], before: null }])
    expect(await everything(app)).not.toContain('Quillfeather')
    expect(app.logged.join('\n')).not.toContain('Quillfeather')
  })
})
