import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '../../kernel/actor.ts'
import type { Client } from '../../testing/client.ts'
import { look } from '../../testing/look.ts'
import { comeBy, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import {
  type Counts,
  type DecisionResult,
  type RegistrationFile,
  registrationCommands,
  type Standing,
} from './contract.ts'
import { aRegistrant, openCall } from './factories.ts'

// A seat that somebody gives back goes to whoever waits longest, and she is told.

let app: TestApp
let officer: Client
const me = system('test')

beforeAll(async () => {
  app = await startTestApp()
  officer = await staffClient(app, 'officer')
})
afterAll(() => app.stop())

interface Somebody {
  readonly id: string
  readonly session: Client
}

async function scene(capacity: number) {
  const call = await app.inside((tx) => openCall(tx, { capacity }))
  const comes = async (n: number, changes: Parameters<typeof aRegistrant>[1] = {}): Promise<Somebody> => {
    const registrant = aRegistrant(n, changes)
    const { registration, person } = await app.inside((tx) =>
      tx.use(registrationCommands).register(tx, me, { call: call.id, registrant, locale: 'en' }),
    )
    app.clock.advance({ seconds: 1 })
    return { id: registration, session: await comeBy(app, call.id, person) }
  }
  const decide = (decision: string, ...who: Somebody[]) =>
    officer.post<{ results: DecisionResult[]; counts: Counts }>(
      `/api/calls/${call.id}/registrations/decisions`,
      { registrations: who.map(({ id }) => id), decision },
    )
  const limit = (perFirm: number | null) =>
    officer.put<Counts>(`/api/calls/${call.id}/registrations/seats-per-firm`, { perFirm })
  const counts = async () => (await officer.get<Counts>(`/api/calls/${call.id}/registrations/counts`)).body
  return { call, comes, decide, limit, counts }
}

async function minutes(count: number): Promise<void> {
  app.clock.advance({ minutes: count })
  await app.inside((tx) => tx.enqueue('registration.each-minute', {}))
  await app.drain()
}
const stateOf = async ({ session }: Somebody) =>
  (await session.get<Standing>('/api/my/registration')).body.registration?.state
const placeOf = async ({ session }: Somebody) =>
  (await session.get<Standing>('/api/my/registration')).body.registration?.place
const cancel = ({ session }: Somebody) => session.post('/api/my/registration/cancel')
async function mailsTo({ id }: Somebody): Promise<string[]> {
  const rows = await look<{ template: string }>(
    app,
    sql`select template from mail_mails where about->>'registration' = ${id} and state <> 'cancelled' order by send_at, id`,
  )
  return rows.map(({ template }) => template)
}

describe('a seat that is given back while all are given', () => {
  test('goes to whoever waits longest, once it cannot be taken back any more; she is told, and it says who gave it', async () => {
    const { call, comes, decide, counts } = await scene(2)
    const [seated, other, first, second] = [await comes(1), await comes(2), await comes(3), await comes(4)]
    await decide('approve', seated, other)
    await decide('waitlist', second, first)
    await minutes(1)
    expect(await counts()).toMatchObject({ approved: 2, waitlisted: 2 })
    expect([await placeOf(first), await placeOf(second), await placeOf(seated)]).toEqual([1, 2, null])
    const line = await officer.get<{ items: { id: string }[] }>(
      `/api/calls/${call.id}/registrations?state=waitlisted`,
    )
    expect(line.body.items.map(({ id }) => id)).toEqual([first.id, second.id])
    await cancel(seated)
    await minutes(9)
    expect(await stateOf(first)).toBe('waitlisted')
    await minutes(1)
    expect([await stateOf(first), await stateOf(second)]).toEqual(['approved', 'waitlisted'])
    expect((await mailsTo(first)).at(-1)).toBe('registration.promoted')
    const { body } = await officer.get<RegistrationFile>(`/api/registrations/${first.id}`)
    expect(body.decision).toMatchObject({ by: null })
    await minutes(60)
    expect(await counts()).toMatchObject({ approved: 2, waitlisted: 1, cancelled: 1 })
  })

  test('is hers again when she takes it back in time', async () => {
    const { comes, decide, counts } = await scene(1)
    const [seated, waiting] = [await comes(1), await comes(2)]
    await decide('approve', seated)
    await decide('waitlist', waiting)
    await cancel(seated)
    app.clock.advance({ minutes: 5 })
    expect((await seated.session.post('/api/my/registration/undo')).status).toBe(200)
    await minutes(60)
    expect([await stateOf(seated), await stateOf(waiting)]).toEqual(['approved', 'waitlisted'])
    expect(await counts()).toMatchObject({ approved: 1 })
  })

  test('that the officer gives meanwhile to somebody else is given once', async () => {
    const { comes, decide, counts } = await scene(1)
    const [seated, waiting, favoured] = [await comes(1), await comes(2), await comes(3)]
    await decide('approve', seated)
    await decide('waitlist', waiting)
    await cancel(seated)
    await decide('approve', favoured)
    const undo = await seated.session.post<{ reason: string }>('/api/my/registration/undo')
    expect([undo.status, undo.body.reason]).toEqual([409, 'registration.seat_gone'])
    await minutes(11)
    expect(await stateOf(waiting)).toBe('waitlisted')
    expect(await counts()).toMatchObject({ approved: 1 })
  })

  test('goes to nobody once the call began, and a seat that was never all given is the officer’s', async () => {
    const { comes, decide, call } = await scene(1)
    const [seated, waiting] = [await comes(1), await comes(2)]
    await decide('approve', seated)
    await decide('waitlist', waiting)
    const roomy = await scene(5)
    const [one, two] = [await roomy.comes(1), await roomy.comes(2)]
    await roomy.decide('approve', one)
    await roomy.decide('waitlist', two)
    await cancel(one)
    await minutes(30)
    expect(await stateOf(two)).toBe('waitlisted')
    app.clock.set(call.startsAt!.subtract({ minutes: 5 }).toString())
    const again = await staffClient(app, 'officer')
    const taken = await again.post(`/api/registrations/${seated.id}/decision`, { decision: 'cancel' })
    expect(taken.status).toBe(200)
    await minutes(6)
    const [row] = await look<{ state: string }>(
      app,
      sql`select state from registration_registrations where id = ${waiting.id}`,
    )
    expect(row?.state).toBe('waitlisted')
    app.clock.set('2026-04-02T12:00:00Z')
  })
})

describe('seats per firm', () => {
  const firm = (n: number) => ({ email: `person${n}@northvale.example`, organization: 'Northvale Cloud' })

  test('bind every approval, in bulk too, and say how many there are', async () => {
    officer = await staffClient(app, 'officer')
    const { comes, decide, limit } = await scene(10)
    const people = [await comes(1, firm(1)), await comes(2, firm(2)), await comes(3, firm(3)), await comes(4)]
    expect((await limit(2)).body.perFirm).toBe(2)
    const { body } = await decide('approve', ...people)
    expect(body.results.map(({ done, refused }) => [done, refused?.reason ?? null])).toEqual([
      [true, null],
      [true, null],
      [false, 'firm_full'],
      [true, null],
    ])
    expect(body.results[2]!.refused?.params).toMatchObject({ perFirm: 2 })
    await limit(null)
    expect((await decide('approve', people[2]!)).body.results[0]!.done).toBe(true)
  })

  test('pass over those on the waitlist whose firm has its seats', async () => {
    const { comes, decide, limit } = await scene(2)
    const [hers, other] = [await comes(1, firm(1)), await comes(5)]
    const [colleague, third] = [await comes(2, firm(2)), await comes(6)]
    await decide('approve', hers, other)
    await decide('waitlist', colleague, third)
    await limit(1)
    await cancel(other)
    await minutes(10)
    expect([await stateOf(colleague), await stateOf(third)]).toEqual(['waitlisted', 'approved'])
    await cancel(hers)
    await minutes(10)
    expect(await stateOf(colleague)).toBe('approved')
  })
})
