import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../kernel/actor.ts'
import type { Tx } from '../../kernel/tx.ts'
import { type StaffClient, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import type { CallDto, CallFacts } from './contract.ts'
import { aDraft, aProgram, aPublishedCall, aSeries } from './factories.ts'

// A call like another one: a copy, or a new call of a program that has a template.

let app: TestApp
let officer: StaffClient
let program: string
let series: string
const inside = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => app.context.transaction(system('test'), work)
const begin = async (inSeries: string) =>
  (await officer.post<CallDto>('/api/calls', { series: inSeries, topic: { en: 'A new one' } })).body
const agenda = (call: Pick<CallDto | CallFacts, 'agenda'>) =>
  call.agenda.map(({ title, minutes, groundRules }) => [title.en, minutes, groundRules])

beforeAll(async () => {
  app = await startTestApp()
  program = await inside((tx) => aProgram(tx))
  series = await inside((tx) => aSeries(tx, program))
  officer = await staffClient(app, 'officer', program)
})
afterAll(() => app.stop())

describe('a copy', () => {
  it('is a draft with the next number: words, panel and agenda, neither date nor invitations', async () => {
    const call = await inside((tx) => aPublishedCall(tx, { series }))
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
    const call = await inside((tx) => aDraft(tx, series))
    const viewer = await staffClient(app, 'viewer', program)
    const stranger = await staffClient(app, 'officer', await inside((tx) => aProgram(tx, 'Elsewhere')))
    for (const who of [viewer, stranger])
      expect((await who.post(`/api/calls/${call.id}/copy`)).status).toBe(403)
  })
})

describe('the template of a program', () => {
  it('is what new calls of every series begin with, and stays as it was when its call changes', async () => {
    const model = await inside((tx) => aDraft(tx, series))
    const set = await officer.put(`/api/programs/${program}/template`, { call: model.id })
    expect([set.status, set.body]).toEqual([200, { call: model.id }])
    await officer.patch(`/api/calls/${model.id}`, { set: { minutes: 30 } })

    const market = await inside((tx) => aSeries(tx, program, 'A market of its own'))
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
  })

  it('can be given up; another program’s call cannot become it', async () => {
    const elsewhere = await inside(async (tx) => aDraft(tx, await aSeries(tx, await aProgram(tx, 'Other'))))
    expect((await officer.put(`/api/programs/${program}/template`, { call: elsewhere.id })).status).toBe(403)
    await officer.put(`/api/programs/${program}/template`, { call: null })
    expect((await officer.get(`/api/programs/${program}/template`)).body).toEqual({ call: null })
    const call = await begin(await inside((tx) => aSeries(tx, program, 'Without a template')))
    expect(call).toMatchObject({ minutes: 60, agenda: [], description: { en: '' } })
  })
})
