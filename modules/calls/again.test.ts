import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type StaffClient, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import type { CallDto, Template } from './contract.ts'
import { aDraft, aProgram, aPublishedCall, aSeries } from './factories.ts'

// A call like another one: a copy, or a new call of a program that has a template.

let app: TestApp
let officer: StaffClient
let program: string
let series: string
const begin = async (inSeries: string) =>
  (await officer.post<CallDto>('/api/calls', { series: inSeries, topic: { en: 'A new one' } })).body
const agenda = (call: {
  agenda: readonly { title: { en: string }; minutes: number; groundRules: string | null }[]
}) => call.agenda.map(({ title, minutes, groundRules }) => [title.en, minutes, groundRules])

beforeAll(async () => {
  app = await startTestApp()
  program = await app.inside((tx) => aProgram(tx))
  series = await app.inside((tx) => aSeries(tx, program))
  officer = await staffClient(app, 'officer', program)
})
afterAll(() => app.stop())

describe('a copy', () => {
  it('is a draft with the next number: words, panel and agenda, neither date nor invitations', async () => {
    const call = await app.inside((tx) => aPublishedCall(tx, { series }))
    const [, secretary, chairman] = call.panel
    await officer.patch(`/api/calls/${call.id}/panel/${chairman?.id}`, { state: 'declined' })
    const { status, body } = await officer.post<CallDto>(`/api/calls/${call.id}/copy`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      state: 'draft',
      series: { id: series, number: call.series.number + 1 },
      topic: call.topic,
      description: call.description,
      openTo: call.openTo,
      zone: 'Asia/Karachi',
      capacity: 60,
      sectors: call.sectors,
      startsAt: null,
      rsvpDeadline: null,
      publishedAt: null,
    })
    expect(body.slug).not.toBe(call.slug)
    expect(body.panel.map((each) => [each.name.en, each.state, each.invitedAt])).toEqual([
      ['Ada Hostwell', 'listed', null],
      ['Bilal Secretary', 'listed', null],
    ])
    expect(body.panel[1]?.person).toBe(secretary?.person)
    expect(agenda(body)).toEqual(agenda(call))
    expect(body.agenda[1]?.speaker).toBe(body.panel[1]?.id)
  })

  it('is for officers of the program', async () => {
    const call = await app.inside((tx) => aDraft(tx, series))
    const viewer = await staffClient(app, 'viewer', program)
    const stranger = await staffClient(app, 'officer', await app.inside((tx) => aProgram(tx, 'Elsewhere')))
    for (const who of [viewer, stranger])
      expect((await who.post(`/api/calls/${call.id}/copy`)).status).toBe(403)
  })
})

describe('the templates of a program', () => {
  const make = async (call: string, en: string) =>
    (await officer.post<Template>(`/api/calls/${call}/template`, { name: { en } })).body
  const undoLast = async () => {
    const path = `/api/programs/${program}/history`
    const { items } = (await officer.get<{ items: { seq: number }[] }>(path)).body
    return await officer.post(`${path}/${items[0]?.seq}/undo`)
  }

  it('are what new calls of every series begin with, and stay as they are when their call changes', async () => {
    const model = await app.inside((tx) => aDraft(tx, series))
    const template = await make(model.id, 'Ministers')
    expect(template).toMatchObject({ program, name: { en: 'Ministers' }, minutes: 75 })
    expect(template.agenda.at(-1)).toMatchObject({ minutes: 15, groundRules: 'background' })
    await officer.patch(`/api/calls/${model.id}`, { set: { minutes: 30 } })

    const market = await app.inside((tx) => aSeries(tx, program, 'A market of its own'))
    const call = await begin(market)
    expect(call).toMatchObject({
      series: { number: 1 },
      minutes: 75,
      capacity: 60,
      description: model.description,
      languages: ['en', 'ur'],
      groundRules: 'on the record',
      hostPlace: { en: '' },
      panel: [],
    })
    expect(agenda(call)).toEqual(agenda(model))

    const short = await make((await begin(series)).id, 'Short')
    await officer.patch(`/api/templates/${short.id}`, { set: { minutes: 20, agenda: [] } })
    const chosen = await officer.post<CallDto>('/api/calls', {
      series,
      topic: { en: 'A short one' },
      template: short.id,
    })
    expect(chosen.body).toMatchObject({ minutes: 20, agenda: [] })
    const none = await officer.post<CallDto>('/api/calls', { series, topic: { en: 'x' }, template: null })
    expect(none.body).toMatchObject({ agenda: [], description: { en: '' } })
    expect((await officer.get<Template[]>(`/api/templates?program=${program}`)).body).toMatchObject([
      { name: { en: 'Ministers' } },
      { name: { en: 'Short' }, minutes: 20 },
    ])
  })

  it('are edited like everything else: two see both values, and each change is taken back', async () => {
    const made = await make((await app.inside((tx) => aDraft(tx, series))).id, 'One')
    const path = `/api/templates/${made.id}`
    const read = async () => (await officer.get<Template>(path)).body
    await officer.patch(path, { set: { minutes: 50 }, base: { minutes: 75 } })
    const late = await officer.patch<{ params: object }>(path, {
      set: { minutes: 40 },
      base: { minutes: 75 },
    })
    expect([late.status, late.body.params]).toEqual([409, { 'minutes.theirs': '50', 'minutes.mine': '40' }])
    await undoLast()
    expect(await read()).toEqual(made)
    await officer.delete(path)
    expect((await officer.get(path)).status).toBe(404)
    await undoLast()
    expect(await read()).toEqual(made)
    await undoLast()
    expect((await officer.get(path)).status).toBe(404)
  })

  it('are those of their program', async () => {
    const elsewhere = await app.inside(async (tx) =>
      aDraft(tx, await aSeries(tx, await aProgram(tx, 'Other'))),
    )
    const refused = await officer.post(`/api/calls/${elsewhere.id}/template`, { name: { en: 'Theirs' } })
    expect(refused.status).toBe(403)
    const stranger = await staffClient(app, 'officer', elsewhere.program.id)
    const mine = await make((await app.inside((tx) => aDraft(tx, series))).id, 'Mine')
    expect((await stranger.get(`/api/templates/${mine.id}`)).status).toBe(403)
    expect((await stranger.patch(`/api/templates/${mine.id}`, { set: { minutes: 5 } })).status).toBe(403)
    const taken = await stranger.post('/api/calls', {
      series: elsewhere.series.id,
      topic: { en: 'x' },
      template: mine.id,
    })
    expect(taken.status).toBe(404)
  })
})

describe('a campaign', () => {
  it('is worded anew on a page of its own: its calls say so, two see both values, and a change is taken back', async () => {
    const { body: made } = await officer.post<{ id: string }>('/api/campaigns', {
      name: { en: 'Freedm 250' },
    })
    const path = `/api/campaigns/${made.id}`
    const call = await begin(series)
    await officer.patch(`/api/calls/${call.id}`, { set: { campaign: made.id } })
    const named = async () => (await officer.get<CallDto>(`/api/calls/${call.id}`)).body.campaign?.name
    const base = { name: { en: 'Freedm 250', ur: null } }
    await officer.patch(path, { name: { en: 'Freedom 250', ur: 'فریڈم 250' }, base })
    expect(await named()).toEqual({ en: 'Freedom 250', ur: 'فریڈم 250' })
    const late = await officer.patch<{ reason: string }>(path, { name: { en: 'Freedom250' }, base })
    expect([late.status, late.body.reason]).toEqual([409, 'calls.changed_meanwhile'])
    const { body } = await officer.get<{ items: { seq: number; type: string }[] }>(`${path}/history`)
    expect(body.items.map(({ type }) => type)).toEqual(['campaign.changed', 'campaign.created'])
    await officer.post(`${path}/history/${body.items[0]!.seq}/undo`)
    expect(await named()).toEqual({ en: 'Freedm 250', ur: null })
    expect((await officer.patch(path, { name: { en: '' } })).status).toBe(422)
  })
})
