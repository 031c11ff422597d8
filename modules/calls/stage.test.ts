import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '../../testing/client.ts'
import { look } from '../../testing/look.ts'
import { comeBy, OLIVE, OMAR, type StaffClient, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import type { CallDto, CallRow, HistoryEntry, PanelMember, StageInvitation } from './contract.ts'
import { aPublishedCall } from './factories.ts'

// An official, her office and the officer agree who will sit there.

type Problem = { reason: string }
let app: TestApp
let officer: StaffClient

beforeAll(async () => {
  app = await startTestApp()
  officer = await staffClient(app, 'officer', null, OLIVE)
})
afterAll(() => app.stop())

/** A call whose second panel member is invited, with an office in copy. */
async function scene() {
  const { id } = await app.inside((tx) => aPublishedCall(tx))
  const { body: call } = await officer.get<CallDto>(`/api/calls/${id}`)
  const member = call.panel[1]!
  const path = `/api/calls/${id}/panel/${member.id}`
  const { body: withOffice } = await officer.put<PanelMember>(`${path}/office`, {
    name: 'Aisha Assistant',
    email: 'ps@ministry.example',
    locale: 'ur',
  })
  await officer.post(`${path}/invite`, {})
  await app.drain()
  return {
    call,
    member,
    path,
    official: await comeBy(app, id, member.person),
    office: await comeBy(app, id, withOffice.office ?? ''),
    panel: async () => (await officer.get<CallDto>(`/api/calls/${id}`)).body.panel,
  }
}
const mine = async (who: Client) => (await who.get<StageInvitation>('/api/invitation')).body
const answer = (who: Client, panelMember: string, more: object) =>
  who.post<StageInvitation & Problem>(`/api/invitation/${panelMember}/answer`, { seen: null, ...more })

describe('the office of a panel member', () => {
  it('gets the invitation in copy, in its language, with a calendar entry and a link of its own', async () => {
    const { call } = await scene()
    const mails = await look<{ template: string; locale: string }>(
      app,
      sql`select template, locale from mail_mails join people_persons p on p.id = person
          where about->>'call' = ${call.id} and template like 'calls.%_invitation' order by template`,
    )
    expect(mails).toEqual([
      { template: 'calls.office_invitation', locale: 'ur' },
      { template: 'calls.panel_invitation', locale: 'en' },
    ])
  })

  it('is reminded with the panel member a day and an hour before, and told when the call moves or is not held', async () => {
    const { call } = await scene()
    const sent = async (template: string) =>
      (
        await look<{ n: number }>(
          app,
          sql`select count(*)::int as n from mail_mails where template = ${template} and about->>'call' = ${call.id}`,
        )
      )[0]?.n
    const minute = async (at: string) => {
      app.clock.set(at)
      await app.inside((tx) => tx.enqueue('calls.each-minute', {}))
      await app.drain()
    }
    const move = async (local: string) => {
      const who = await staffClient(app, 'officer')
      await who.patch(`/api/calls/${call.id}`, { set: { startsAt: { local, zone: 'Asia/Karachi' } } })
      await app.drain()
    }
    await minute('2026-04-22T11:59:00Z')
    expect(await sent('calls.stage_reminder')).toBe(0)
    await minute('2026-04-22T12:00:00Z')
    await minute('2026-04-22T12:01:00Z')
    expect(await sent('calls.stage_reminder')).toBe(2)
    // Moved twice within five minutes: told once, of the last time.
    await move('2026-04-25T17:00')
    app.clock.set('2026-04-22T12:03:00Z')
    await move('2026-04-24T17:00')
    await minute('2026-04-22T12:07:00Z')
    expect(await sent('calls.stage_moved')).toBe(0)
    await minute('2026-04-22T12:08:00Z')
    await minute('2026-04-22T12:14:00Z')
    await minute('2026-04-23T11:00:00Z')
    expect([await sent('calls.stage_moved'), await sent('calls.stage_reminder')]).toEqual([2, 2])
    await minute('2026-04-23T12:00:00Z')
    await minute('2026-04-24T11:00:00Z')
    expect(await sent('calls.stage_reminder')).toBe(6)
    const again = await staffClient(app, 'officer')
    await again.post(`/api/calls/${call.id}/cancel`, { reason: 'The minister fell ill.' })
    await app.drain()
    expect(await sent('calls.stage_cancelled')).toBe(2)
    app.clock.set('2026-04-02T09:00:00Z')
  })

  it('sees the invitation and answers it; who answered is on the record', async () => {
    const { call, member, office, official, panel } = await scene()
    expect(await mine(office)).toMatchObject({
      as: 'office',
      members: [{ id: member.id, state: 'invited', mayAnswer: true }],
      mayEnter: false,
      mayRehearse: false,
      mayRead: false,
    })
    expect((await answer(office, member.id, { answer: 'confirmed' })).body.members[0]).toMatchObject({
      state: 'confirmed',
      answeredBy: 'office',
    })
    expect((await mine(official)).members[0]).toMatchObject({ state: 'confirmed', answeredBy: 'office' })
    expect((await panel())[1]).toMatchObject({ state: 'confirmed', answeredBy: 'office' })
    const { body } = await officer.get<{ items: HistoryEntry[] }>(`/api/calls/${call.id}/history`)
    expect(body.items[0]).toMatchObject({
      type: 'panel-member.answered',
      by: 'Aisha Assistant',
      data: { by: 'office', facts: { state: { before: 'invited', after: 'confirmed' } } },
    })
    const calendar = await office.get<string>(`/g/${office.grant}/invitation.ics`)
    expect(calendar.body).toContain(`UID:stage-${call.id}-`)
  })

  it('does not enter the room, nor read the briefing, nor rehearse', async () => {
    const { call, office } = await scene()
    expect((await office.get(`/api/calls/${call.id}/briefing`)).status).toBe(403)
    expect((await office.post('/api/invitation/rehearsal')).status).toBe(403)
    const enter = { id: '019d4e00-0000-7000-8000-00000000aaaa', name: 'enter', input: {} }
    expect((await office.post(`/api/calls/${call.id}/commands`, enter)).status).toBeGreaterThanOrEqual(400)
  })

  it('taken out, its link answers for nobody any more', async () => {
    const { member, path, office } = await scene()
    await officer.delete(`${path}/office`)
    expect(await mine(office)).toMatchObject({ as: null, members: [] })
    expect((await answer(office, member.id, { answer: 'confirmed' })).status).toBe(404)
  })
})

describe('an answer', () => {
  it('of two at once: whoever comes second is told who answered first, and may answer once she has seen it', async () => {
    const { member, official, office } = await scene()
    await answer(office, member.id, { answer: 'confirmed' })
    const late = await answer(official, member.id, { answer: 'declined' })
    expect([late.status, late.body.reason]).toEqual([409, 'calls.answered_by_office'])
    const [seen] = (await mine(official)).members
    app.clock.advance({ seconds: 1 })
    const again = await answer(official, member.id, { answer: 'declined', seen: seen?.answeredAt })
    expect(again.body.members[0]).toMatchObject({ state: 'declined', answeredBy: 'self' })
    expect((await mine(official)).mayEnter).toBe(false)
    const stale = await answer(office, member.id, { answer: 'confirmed', seen: seen?.answeredAt })
    expect(stale.body.reason).toBe('calls.answered_by_self')
  })

  it('that names somebody else seats her there with the same office; neither link answers for the old place', async () => {
    const { call, member, official, office, panel } = await scene()
    const replacement = { name: { en: 'Dania Deputy' }, title: { en: 'Joint Secretary' }, email: null }
    expect((await answer(office, member.id, { answer: 'replaced' })).body.reason).toBe(
      'calls.name_the_replacement',
    )
    await answer(office, member.id, { answer: 'replaced', replacement })
    const now = await panel()
    expect(now.map(({ name, state }) => [name.en, state])).toEqual([
      ['Ada Hostwell', 'listed'],
      ['Bilal Secretary', 'replaced'],
      ['Dania Deputy', 'listed'],
      ['Carim Chairman', 'listed'],
    ])
    expect(now[1]).toMatchObject({ replacedBy: now[2]?.id, answeredBy: 'office' })
    expect(now[2]).toMatchObject({ organization: member.organization, office: now[1]?.office })
    const { body } = await officer.get<CallDto>(`/api/calls/${call.id}`)
    expect(body.agenda[1]?.speaker).toBe(now[2]?.id)
    expect(await mine(official)).toMatchObject({ mayEnter: false, mayRead: false })
    expect((await mine(official)).members).toMatchObject([
      { mayAnswer: false, replacedBy: { name: { en: 'Dania Deputy' } } },
    ])
    const seen = (await mine(office)).members[0]?.answeredAt
    expect((await answer(office, member.id, { answer: 'confirmed', seen })).body.reason).toBe(
      'calls.is_replaced',
    )
    await officer.post(`/api/calls/${call.id}/panel/${now[2]?.id}/invite`, { mail: false })
    const after = await answer(office, now[2]?.id ?? '', { answer: 'confirmed' })
    expect(after.body.members.map(({ state }) => state)).toEqual(['replaced', 'confirmed'])
  })

  it('by a link that was forwarded is the panel member’s; the officer makes it useless, and what it opened', async () => {
    const { call, member, official } = await scene()
    const forwarded = await comeBy(app, call.id, member.person)
    await answer(forwarded, member.id, { answer: 'confirmed' })
    expect((await mine(official)).members[0]).toMatchObject({ state: 'confirmed', answeredBy: 'self' })
    await officer.delete(`/api/calls/${call.id}/people/${member.person}/link`)
    expect((await forwarded.get('/api/invitation')).status).toBe(401)
    expect((await official.get('/api/invitation')).status).toBe(401)
  })

  it('is for nobody else on the panel', async () => {
    const { call, official } = await scene()
    expect((await answer(official, call.panel[2]!.id, { answer: 'confirmed' })).status).toBe(404)
  })
})

describe('the officers of the call', () => {
  const told = (call: string) =>
    look<{ email: string }>(
      app,
      sql`select u.email from mail_mails m join access_users u on u.id = m.user_id
          where m.template = 'calls.panel_answered' and m.about->>'call' = ${call} order by u.email`,
    )
  it('are told of an answer, and see it on the desk; whoever noted it herself is not', async () => {
    const omar = await staffClient(app, 'officer', null, OMAR)
    const { call, member, path, office, panel } = await scene()
    await answer(office, member.id, { answer: 'declined' })
    await app.drain()
    expect(await told(call.id)).toEqual([{ email: 'olive@mission.example' }])
    const { items } = (await omar.get<{ items: CallRow[] }>('/api/calls')).body
    expect(items.find(({ id }) => id === call.id)?.panel).toEqual({ seated: 2, confirmed: 0, declined: 1 })
    await omar.patch(path, { state: 'confirmed' })
    await app.drain()
    expect(await told(call.id)).toEqual([
      { email: 'olive@mission.example' },
      { email: 'olive@mission.example' },
    ])
    await officer.patch(path, { state: 'declined' })
    await app.drain()
    expect(await told(call.id)).toContainEqual({ email: 'omar@mission.example' })
    expect((await panel())[1]).toMatchObject({ state: 'declined', answeredBy: 'mission' })
  })
})

describe('the rehearsal', () => {
  it('says on the list that the link was tried, and leaves the record of the call empty', async () => {
    const { call, official, panel } = await scene()
    expect((await mine(official)).mayRehearse).toBe(true)
    await official.post('/api/invitation/rehearsal')
    expect((await panel())[1]?.rehearsedAt).toBe(app.clock.now().toString())
    const record = `record:${call.id}`
    expect(await look(app, sql`select 1 from events where stream = ${record}`)).toEqual([])
  })
})
