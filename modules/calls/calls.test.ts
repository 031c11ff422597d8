import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { client } from '../../testing/client.ts'
import { type StaffClient, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { type CallDto, type CallFacts, type CallRow, type ChecklistItem, callsCommands } from './contract.ts'
import { aDraft, aProgram, aPublishedCall, aSeries } from './factories.ts'

interface Problem {
  readonly reason: string
  readonly params?: Record<string, string | number>
  readonly errors?: readonly { path: string; reason: string; detail: string }[]
}

let app: TestApp
let officer: StaffClient
let program: string
let series: string

const draft = (change: Parameters<typeof aDraft>[2] = {}): Promise<CallFacts> =>
  app.inside((tx) => aDraft(tx, series, change))
const set = (call: string, change: object) =>
  officer.patch<CallDto & Problem>(`/api/calls/${call}`, { set: change })

beforeAll(async () => {
  app = await startTestApp()
  program = await app.inside((tx) => aProgram(tx))
  series = await app.inside((tx) => aSeries(tx, program))
  officer = await staffClient(app, 'officer', program)
})
afterAll(() => app.stop())

describe('an officer writes a call', () => {
  it('from nothing to the announcement, field by field', async () => {
    const begun = await officer.post<CallDto>('/api/calls', { series, topic: { en: 'Cloud in the zones' } })
    expect(begun.status).toBe(200)
    const { id } = begun.body
    const asSeries = { countries: ['PK'], zone: 'Asia/Karachi' }
    expect(begun.body).toMatchObject({ state: 'draft', slug: 'cloud-in-the-zones', ...asSeries })

    const early = await officer.post<Problem>(`/api/calls/${id}/publish`)
    expect(early.status).toBe(409)
    expect(early.body.reason).toBe('calls.not_ready')
    expect(early.body.errors?.map((error) => error.path)).toContain('starts-at')

    await set(id, { description: { en: 'Ask.' }, hostPlace: { en: 'Islamabad' }, capacity: 40 })
    await set(id, { startsAt: { local: '2026-05-21T17:00', zone: 'Asia/Karachi' }, minutes: 75 })
    await set(id, { rsvpDeadline: { local: '2026-05-19T17:00', zone: 'America/New_York' } })
    await set(id, { sectors: ['cloud-computing'], languages: ['en', 'ur'] })
    const host = await officer.post<{ id: string }>(`/api/calls/${id}/panel`, person('host', 'Ada Hostwell'))
    const official = await officer.post<{ id: string }>(
      `/api/calls/${id}/panel`,
      person('panelist', 'Bilal Sec'),
    )
    await officer.post(`/api/calls/${id}/agenda`, {
      title: { en: 'Opening' },
      minutes: 15,
      speaker: host.body.id,
    })
    const agenda = await officer.post<{ title: { en: string }; startsAt: string }[]>(
      `/api/calls/${id}/agenda`,
      {
        title: { en: 'Licences' },
        minutes: 20,
        speaker: official.body.id,
      },
    )
    expect(agenda.body.map((item) => [item.title.en, item.startsAt])).toEqual([
      ['Opening', '2026-05-21T12:00:00Z'],
      ['Licences', '2026-05-21T12:15:00Z'],
    ])

    const nameless = { title: { en: 'New item' }, minutes: 5 }
    const more = await officer.post<{ id: string }[]>(`/api/calls/${id}/agenda`, nameless)
    const unnamed = await officer.post<Problem>(`/api/calls/${id}/publish`)
    expect(unnamed.body.errors?.map((error) => error.path)).toEqual(['agenda-named'])
    const item = `/api/calls/${id}/agenda/${more.body.at(-1)?.id}`
    expect((await officer.patch(item, { title: { en: 'Questions' } })).status).toBe(200)

    const list = await officer.get<ChecklistItem[]>(`/api/calls/${id}/checklist`)
    expect(list.body.filter((item) => !item.done).map((item) => item.check)).toEqual([
      'open-to',
      'second-language',
    ])

    const published = await officer.post<CallDto>(`/api/calls/${id}/publish`)
    expect(published.body).toMatchObject({
      state: 'published',
      startsAt: '2026-05-21T12:00:00Z',
      endsAt: '2026-05-21T13:15:00Z',
      zone: 'Asia/Karachi',
      rsvpDeadline: '2026-05-19T21:00:00Z',
      publishedAt: '2026-04-02T09:00:00Z',
    })
    expect((await officer.post<Problem>(`/api/calls/${id}/publish`)).body.reason).toBe('calls.is_published')
  })

  it('takes over what the calls of a series have in common', async () => {
    const own = await app.inside((tx) => aSeries(tx, program, 'Another market'))
    await app.inside((tx) => aDraft(tx, own))
    const next = await officer.post<CallDto>('/api/calls', { series: own, topic: { en: 'The next one' } })
    expect(next.body).toMatchObject({
      series: { number: 2 },
      zone: 'Asia/Karachi',
      hostPlace: { en: 'Islamabad' },
      minutes: 75,
      languages: ['en', 'ur'],
      startsAt: null,
    })
    expect(next.body.panel.map((member) => [member.role, member.name.en])).toEqual([['host', 'Ada Hostwell']])
  })

  it('gets the same draft for the same Idempotency-Key, and only one is made', async () => {
    const body = { series, topic: { en: 'Pressed twice' } }
    const key = { 'idempotency-key': '0d9f4ad3-6c3b-4c5c-9a57-0cf1f2a4a001' }
    const first = await officer.post<CallDto>('/api/calls', body, key)
    const second = await officer.post<CallDto>('/api/calls', body, key)
    expect(second.body).toEqual(first.body)
    const other = await officer.post<Problem>('/api/calls', { ...body, topic: { en: 'Else' } }, key)
    expect(other.body.reason).toBe('server.key_reused')
  })

  it('sees every change in the history: who, when, before and after, texts apart from facts', async () => {
    const call = await draft({ topic: { en: 'Old topic', ur: null } })
    await set(call.id, { topic: { en: 'New topic' }, capacity: 61 })
    await set(call.id, { capacity: 61 })
    const { body } = await officer.get<{ items: Record<string, unknown>[] }>(`/api/calls/${call.id}/history`)
    expect(body.items.map((item) => item['type'])).toEqual([
      'call.changed',
      'panel-member.added',
      'panel-member.added',
      'panel-member.added',
      'call.created',
    ])
    expect(body.items[0]).toMatchObject({
      type: 'call.changed',
      at: '2026-04-02T09:00:00Z',
      actor: { kind: 'staff', id: officer.user },
      by: 'Test officer',
      data: { fields: ['topic', 'capacity'], facts: { capacity: { before: 60, after: 61 } } },
      texts: { topic: { before: { en: 'Old topic', ur: null }, after: { en: 'New topic', ur: null } } },
    })
    expect(JSON.stringify(body.items[0]?.['data'])).not.toContain('topic"}')
  })
})

const person = (role: string, name: string) => ({
  role,
  name: { en: name },
  title: { en: 'Title' },
  organization: { en: 'Ministry of Examples' },
})

describe('times', () => {
  it('in a gap are asked about, and read as answered', async () => {
    const { id } = await draft({ startsAt: Temporal.Instant.from('2027-02-01T12:00:00Z') })
    const gap = { local: '2027-03-14T02:30', zone: 'America/New_York' }
    const asked = await set(id, { startsAt: gap })
    expect(asked.status).toBe(422)
    expect(asked.body).toMatchObject({
      reason: 'calls.time_in_gap',
      params: { earlierLocal: '2027-03-14T01:30', laterLocal: '2027-03-14T03:30' },
    })
    const answered = await set(id, { startsAt: { ...gap, disambiguation: 'later' } })
    expect(answered.body.startsAt).toBe('2027-03-14T07:30:00Z')
  })

  it('of registration cannot be after the call', async () => {
    const { id } = await draft()
    const late = await set(id, { rsvpDeadline: { local: '2026-04-23T17:01', zone: 'Asia/Karachi' } })
    expect(late.status).toBe(422)
    expect(late.body.reason).toBe('calls.rsvp_after_call')
  })

  it('of an announced call cannot be taken away', async () => {
    const { id } = await app.inside((tx) => aPublishedCall(tx, { series }))
    expect((await set(id, { startsAt: null })).body.reason).toBe('calls.needs_a_date')
  })
})

describe('bad input', () => {
  it.each([
    ['an unknown field', { seats: 4 }],
    ['an unknown sector', { sectors: ['alchemy'] }],
    ['a zone that is none', { startsAt: { local: '2026-05-21T17:00', zone: 'Mars/Olympus' } }],
    ['no seats at all', { capacity: 0 }],
    ['a topic that turns the line round', { topic: { en: 'abc\u202edef' } }],
    ['an unsafe stage link', { stageLink: 'javascript:alert(1)' }],
  ])('%s is refused', async (_what, change) => {
    const { id } = await draft()
    expect((await set(id, change)).status).toBe(422)
  })

  it.each([
    ['invisible_characters', 'abc\u202edef'],
    ['too_long', 'x'.repeat(161)],
  ])('a topic that is refused says why, beside its field: %s', async (reason, topic) => {
    const { id } = await draft()
    const { body } = await set(id, { topic: { en: topic } })
    expect(body.errors).toMatchObject([{ path: 'set.topic.en', reason }])
  })

  it('HTML and SQL in a topic are words like any other', async () => {
    const { id } = await draft()
    const words = `<b onload=x>"'); drop table calls_calls; --`
    expect((await set(id, { topic: { en: words } })).body.topic.en).toBe(words)
  })
})

describe('who may', () => {
  it('is decided per program', async () => {
    const { id } = await draft()
    const elsewhere = await app.inside((tx) => aProgram(tx, 'Another program'))
    const stranger = await staffClient(app, 'officer', elsewhere)
    const viewer = await staffClient(app, 'viewer', program)
    expect((await stranger.get(`/api/calls/${id}`)).status).toBe(403)
    expect((await stranger.patch(`/api/calls/${id}`, { set: { capacity: 3 } })).status).toBe(403)
    expect((await stranger.post('/api/calls', { series, topic: { en: 'Not mine' } })).status).toBe(403)
    expect((await viewer.get(`/api/calls/${id}`)).status).toBe(200)
    expect((await viewer.patch(`/api/calls/${id}`, { set: { capacity: 3 } })).status).toBe(403)
    expect((await client(app).get(`/api/calls/${id}`)).status).toBe(401)
    const { body } = await stranger.get<{ items: CallRow[] }>('/api/calls')
    expect(body.items).toEqual([])
  })

  it('a program is begun by officers of the installation only', async () => {
    const name = { name: { en: 'New program' } }
    expect((await officer.post('/api/programs', name)).status).toBe(403)
    const administrator = await staffClient(app, 'administrator')
    const made = await administrator.post<{ slug: string }>('/api/programs', name)
    expect(made.body.slug).toBe('new-program')
    expect((await administrator.post<{ slug: string }>('/api/programs', name)).body.slug).toBe(
      'new-program-2',
    )
  })
})

describe('the list', () => {
  it('comes in pages, newest first, each call once', async () => {
    const own = await app.inside((tx) => aSeries(tx, program, 'Paged'))
    const made: string[] = []
    for (let n = 1; n <= 5; n += 1) made.unshift((await app.inside((tx) => aDraft(tx, own))).id)
    const seen: string[] = []
    let cursor = ''
    do {
      const query = `/api/calls?series=${own}&limit=2${cursor && `&cursor=${cursor}`}`
      const { body } = await officer.get<{ items: CallRow[]; next: string | null }>(query)
      expect(body.items.length).toBeLessThanOrEqual(2)
      seen.push(...body.items.map((row) => row.id))
      cursor = body.next ?? ''
    } while (cursor)
    expect(seen).toEqual(made)
    expect((await officer.get('/api/calls?cursor=nonsense')).status).toBe(422)
  })
})

describe('the life of a call', () => {
  it('is cancelled with a reason, and then stands', async () => {
    const { id } = await app.inside((tx) => aPublishedCall(tx, { series }))
    expect((await officer.post(`/api/calls/${id}/cancel`, { reason: ' ' })).status).toBe(422)
    const cancelled = await officer.post<CallDto>(`/api/calls/${id}/cancel`, {
      reason: 'The minister travels.',
    })
    expect(cancelled.body).toMatchObject({ state: 'cancelled', cancelReason: 'The minister travels.' })
    expect((await set(id, { capacity: 99 })).body.reason).toBe('calls.is_cancelled')
  })

  it('goes live and ends by the room, and tells the series', async () => {
    const own = await app.inside((tx) => aSeries(tx, program, 'Told'))
    const facts = await app.inside(async (tx) => {
      const calls = tx.use(callsCommands)
      const first = await aPublishedCall(tx, {
        series: own,
        startsAt: Temporal.Instant.from('2026-01-14T12:00:00Z'),
        rsvpDeadline: Temporal.Instant.from('2026-01-12T12:00:00Z'),
      })
      await calls.setState(tx, system('room'), { call: first.id, to: 'live' })
      await calls.setState(tx, system('room'), { call: first.id, to: 'ended' })
      const second = await aPublishedCall(tx, { series: own })
      return await calls.seriesOf(tx, system('test'), { call: second.id })
    })
    expect(facts.map((one) => [one.number, one.state, one.hosts.map((host) => host.name.en)])).toEqual([
      [1, 'ended', ['Ada Hostwell']],
      [2, 'published', ['Ada Hostwell']],
    ])
    expect(facts[0]?.hosts[0]?.person).toBe(facts[1]?.hosts[0]?.person)
  })

  it('two drafts begun at once get two numbers', async () => {
    const own = await app.inside((tx) => aSeries(tx, program, 'At once'))
    const drafts = await Promise.all(
      [1, 2, 3, 4].map(() =>
        officer.post<CallDto>('/api/calls', { series: own, topic: { en: 'Same topic' } }),
      ),
    )
    expect(drafts.map((each) => each.body.series.number).toSorted()).toEqual([1, 2, 3, 4])
    expect(new Set(drafts.map((each) => each.body.slug)).size).toBe(4)
  })
})
