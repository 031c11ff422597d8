import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { BATCH } from '../../kernel/batches.ts'
import type { Client } from '../../testing/client.ts'
import { comeBy, OLIVE, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { accessCommands } from '../access/contract.ts'
import { type CallFacts, callsCommands } from '../calls/contract.ts'
import {
  type Counts,
  type DecisionResult,
  type RegistrationFile,
  registrationCommands,
  type Standing,
} from './contract.ts'
import { aRegistrant, openCall } from './factories.ts'

let app: TestApp
let officer: Client
let colleague: Client
const me = system('test')

beforeAll(async () => {
  app = await startTestApp()
  officer = await staffClient(app, 'officer', null, OLIVE)
  colleague = await staffClient(app, 'approver', null, {
    name: 'Carl Colleague',
    email: 'carl@mission.example',
  })
})
afterAll(() => app.stop())

/** A call with that many registrations; answers their ids. */
async function callWith(
  registrations: number,
  capacity: number,
): Promise<{ call: CallFacts; ids: string[] }> {
  return app.inside(async (tx) => {
    const call = await openCall(tx, { capacity })
    const ids: string[] = []
    for (let n = 1; n <= registrations; n += 1) {
      const made = await tx.use(registrationCommands).register(tx, me, {
        call: call.id,
        registrant: aRegistrant(n),
        locale: 'en',
      })
      ids.push(made.registration)
    }
    return { call, ids }
  })
}

interface Bulk {
  results: DecisionResult[]
  counts: Counts
}
const decide = (who: Client, registration: string, body: object) =>
  who.post<RegistrationFile & { reason?: string; params?: Record<string, unknown>; detail?: string }>(
    `/api/registrations/${registration}/decision`,
    body,
  )
const counts = async (call: CallFacts) =>
  (await officer.get<Counts>(`/api/calls/${call.id}/registrations/counts`)).body
const roles = (call: CallFacts, person: string) =>
  app.inside(async (tx) => {
    const standing = await tx.use(accessCommands).standing(tx, me, { call: call.id, person })
    return standing?.roles ?? null
  })

describe('the last seat', () => {
  test('of fifty approvals at the same moment exactly one gets it', async () => {
    const { call, ids } = await callWith(50, 1)
    const answers = await Promise.all(
      ids.map((id, n) => decide(n % 2 === 0 ? officer : colleague, id, { decision: 'approve' })),
    )
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    const refused = answers.filter((answer) => answer.status !== 200)
    expect(new Set(refused.map((answer) => `${answer.status} ${answer.body.reason}`))).toEqual(
      new Set(['409 registration.no_seat_left']),
    )
    expect(await counts(call)).toMatchObject({ approved: 1, pending: 49, capacity: 1 })
  })

  test('is given again once its holder cancels', async () => {
    const { call, ids } = await callWith(2, 1)
    const first = await decide(officer, ids[0]!, { decision: 'approve' })
    expect((await decide(officer, ids[1]!, { decision: 'approve' })).status).toBe(409)
    const hers = await comeBy(app, call.id, first.body.person.id)
    const standing = await hers.post<Standing>('/api/my/registration/cancel')
    expect(standing.body.registration).toMatchObject({ state: 'cancelled', mayCancel: false })
    expect(await roles(call, first.body.person.id)).toEqual([])
    expect((await decide(officer, ids[1]!, { decision: 'approve' })).status).toBe(200)
    expect((await hers.post<{ reason: string }>('/api/my/registration/cancel')).body.reason).toBe(
      'registration.already_cancelled',
    )
  })

  test('in one batch: as many as there are seats, and the rest says why', async () => {
    const { call, ids } = await callWith(5, 3)
    const { body } = await officer.post<Bulk>(`/api/calls/${call.id}/registrations/decisions`, {
      registrations: ids,
      decision: 'approve',
    })
    expect(body.results.map((result) => result.done)).toEqual([true, true, true, false, false])
    expect(body.results[4]).toMatchObject({
      state: 'pending',
      refused: { reason: 'no_seat_left', params: { capacity: 3 } },
    })
    expect(body.counts).toMatchObject({ approved: 3, pending: 2 })
  })

  test('two officers with overlapping batches never give a seat twice', async () => {
    const { call, ids } = await callWith(20, 12)
    const batch = (who: Client, registrations: string[]) =>
      who.post<Bulk>(`/api/calls/${call.id}/registrations/decisions`, { registrations, decision: 'approve' })
    const [one, two] = await Promise.all([
      batch(officer, ids.slice(0, 15)),
      batch(colleague, ids.slice(5).reverse()),
    ])
    const done = [...one.body.results, ...two.body.results].filter((result) => result.done)
    expect(new Set(done.map((result) => result.registration)).size).toBe(12)
    expect(done).toHaveLength(12)
    expect(await counts(call)).toMatchObject({ approved: 12, pending: 8 })
  })

  test('a call cannot shrink below the seats it has given', async () => {
    const { call, ids } = await callWith(2, 5)
    for (const id of ids) await decide(officer, id, { decision: 'approve' })
    const shrink = (capacity: number) =>
      officer.patch<{ reason: string }>(`/api/calls/${call.id}`, { set: { capacity } })
    expect((await shrink(1)).body.reason).toBe('calls.capacity_below_approved')
    expect((await counts(call)).capacity).toBe(5)
  })
})

describe('two officers on the same row', () => {
  test('the second is told who was first, and when', async () => {
    const { ids } = await callWith(1, 5)
    await decide(officer, ids[0]!, { decision: 'approve' })
    const second = await decide(colleague, ids[0]!, { decision: 'decline', reason: 'other' })
    expect(second.status).toBe(409)
    expect(second.body).toMatchObject({
      reason: 'registration.already_approved',
      params: { by: 'Olive Officer', at: '2026-04-02T09:00:00Z' },
    })
  })
})

describe('declining', () => {
  test('needs a reason, and the registrant reads it with the note', async () => {
    const { call, ids } = await callWith(1, 5)
    const without = await decide(officer, ids[0]!, { decision: 'decline' })
    expect([without.status, without.body.reason]).toEqual([422, 'registration.reason_required'])
    const done = await decide(officer, ids[0]!, {
      decision: 'decline',
      reason: 'firm not found',
      note: 'Please write from the address of your firm.',
    })
    expect(done.body.decision).toMatchObject({ by: 'Olive Officer', reason: 'firm not found' })
    const hers = await comeBy(app, call.id, done.body.person.id)
    const standing = await hers.get<Standing>('/api/my/registration')
    expect(standing.body.registration).toMatchObject({
      state: 'declined',
      declined: { reason: 'firm not found', note: 'Please write from the address of your firm.' },
      mayCancel: false,
    })
  })
})

describe('taking back', () => {
  const undo = (who: Client, call: CallFacts, registrations: string[]) =>
    who.post<Bulk>(`/api/calls/${call.id}/registrations/undo`, { registrations })

  test('within ten seconds: seat, role and mail are as before', async () => {
    const { call, ids } = await callWith(2, 1)
    const first = await decide(officer, ids[0]!, { decision: 'approve' })
    expect(await roles(call, first.body.person.id)).toEqual(['attendee'])
    const { body } = await undo(officer, call, [ids[0]!])
    expect(body.results).toEqual([{ registration: ids[0], done: true, state: 'pending', refused: null }])
    expect(body.counts).toMatchObject({ approved: 0, pending: 2 })
    expect(await roles(call, first.body.person.id)).toEqual([])
    expect((await decide(officer, ids[1]!, { decision: 'approve' })).status).toBe(200)
  })

  test('not what somebody else decided, and not once the mail has left', async () => {
    const { call, ids } = await callWith(1, 5)
    await decide(officer, ids[0]!, { decision: 'approve' })
    expect((await undo(colleague, call, ids)).body.results[0]!.refused!.reason).toBe('already_approved')
    app.clock.advance({ seconds: 10 })
    await app.drain()
    expect((await undo(officer, call, ids)).body.results[0]!.refused!.reason).toBe('mail_left')
    expect(await counts(call)).toMatchObject({ approved: 1 })
  })
})

describe('nobody decides', () => {
  test('in a program that is not theirs, or as a viewer', async () => {
    const { call, ids } = await callWith(1, 5)
    const stranger = await staffClient(app, 'officer', app.context.ids())
    const viewer = await staffClient(app, 'viewer')
    expect((await decide(stranger, ids[0]!, { decision: 'approve' })).status).toBe(403)
    expect((await decide(viewer, ids[0]!, { decision: 'approve' })).status).toBe(403)
    expect((await stranger.get(`/api/calls/${call.id}/registrations`)).status).toBe(403)
    expect((await viewer.get(`/api/calls/${call.id}/registrations`)).status).toBe(200)
  })

  test('about a call that was cancelled; everybody who hoped to come is told, more than one batch of them', async () => {
    const { call, ids } = await callWith(BATCH + 2, 5)
    await decide(officer, ids[0]!, { decision: 'approve' })
    await decide(officer, ids[1]!, { decision: 'decline', reason: 'other' })
    await app.inside((tx) =>
      tx.use(callsCommands).setState(tx, me, { call: call.id, to: 'cancelled', reason: 'Postponed' }),
    )
    expect((await decide(officer, ids[2]!, { decision: 'approve' })).body.reason).toBe(
      'registration.call_over',
    )
    await app.drain()
    const administrator = await staffClient(app, 'administrator')
    const { body } = await administrator.get<{ items: { to: { email: string } }[] }>(
      '/api/outbox?limit=200&template=registration.call_cancelled',
    )
    expect(new Set(body.items.map(({ to }) => to.email)).size).toBe(BATCH + 1)
    expect(body.items).toHaveLength(BATCH + 1)
  })
})

/** A minute of the clock, and the mails it brings. */
async function minuteAfter(duration: Temporal.DurationLike): Promise<void> {
  app.clock.advance(duration)
  await app.inside(async (tx) => tx.enqueue('calls.each-minute', {}))
  await app.drain()
}

test('a call that takes longer tells those with a seat once it stands still, once, and calendars follow', async () => {
  const { call, ids } = await callWith(3, 5)
  await decide(officer, ids[0]!, { decision: 'approve' })
  await decide(officer, ids[1]!, { decision: 'decline', reason: 'other' })
  const takes = (minutes: number) =>
    officer.patch<{ reason?: string }>(`/api/calls/${call.id}`, { set: { minutes } })
  const told = async () => {
    const administrator = await staffClient(app, 'administrator')
    const { body } = await administrator.get<{ items: { id: string; template: string }[] }>(
      '/api/outbox?limit=200',
    )
    const found = body.items.filter((mail) => mail.template === 'registration.changed')
    return Promise.all(
      found.map(({ id }) =>
        administrator.get<{ content: { blocks: object[]; attachments: string[] } }>(`/api/outbox/${id}`),
      ),
    )
  }
  expect((await takes(60)).status).toBe(200)
  await app.drain()
  await minuteAfter({ minutes: 4 })
  expect((await takes(90)).status).toBe(200)
  await app.drain()
  await minuteAfter({ minutes: 4 })
  expect(await told()).toEqual([])
  await minuteAfter({ minutes: 1 })
  await minuteAfter({ minutes: 10 })
  const letters = await told()
  expect(letters.map(({ body }) => body.content.attachments)).toEqual([['direct-line.ics']])
  expect(JSON.stringify(letters[0]!.body.content.blocks)).toMatch(/5:00\s–\s6:30\sPM/)
})

describe('the list of the desk', () => {
  test('is read page by page, searched, and filtered by state', async () => {
    const { call, ids } = await callWith(7, 5)
    const path = `/api/calls/${call.id}/registrations`
    interface Page {
      items: { id: string }[]
      next: string | null
    }
    const seen: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const page: { body: Page } = await officer.get<Page>(
        `${path}?limit=3${next ? `&cursor=${encodeURIComponent(next)}` : ''}`,
      )
      seen.push(...page.body.items.map((item) => item.id))
      next = page.body.next
    }
    expect(seen.toSorted()).toEqual(ids.toSorted())
    expect(new Set(seen).size).toBe(7)

    const found = await officer.get<Page>(`${path}?search=Northvale%20Cloud%205`)
    expect(found.body.items.map((item) => item.id)).toEqual([ids[4]])
    expect((await officer.get<Page>(`${path}?search=%25`)).body.items).toEqual([])
    await decide(officer, ids[0]!, { decision: 'waitlist' })
    const waiting = await officer.get<Page>(`${path}?state=waitlisted`)
    expect(waiting.body.items.map((item) => item.id)).toEqual([ids[0]])
  })
})
