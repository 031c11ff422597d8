import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OLIVE, OMAR, type StaffClient, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import type { CallDto, HistoryEntry } from './contract.ts'
import { aDraft, aProgram, aSeries } from './factories.ts'

// Two officers write one call: each sees the other, nothing is silently overwritten, every change can be taken back.

type Problem = { reason: string; params: Record<string, string>; errors: { path: string }[] }
let app: TestApp
let olive: StaffClient
let omar: StaffClient
let series: string
const aCall = async () => {
  const { id } = await app.inside((tx) => aDraft(tx, series))
  return (await olive.get<CallDto>(`/api/calls/${id}`)).body
}
const change = (who: StaffClient, call: CallDto, set: object, base: object = {}) =>
  who.patch<CallDto & Problem>(`/api/calls/${call.id}`, { set, base })
const history = async (call: CallDto) =>
  (await olive.get<{ items: HistoryEntry[] }>(`/api/calls/${call.id}/history`)).body.items
const undo = (who: StaffClient, call: CallDto, seq: number | undefined) =>
  who.post<CallDto & Problem>(`/api/calls/${call.id}/history/${seq}/undo`)

beforeAll(async () => {
  app = await startTestApp()
  const program = await app.inside((tx) => aProgram(tx))
  series = await app.inside((tx) => aSeries(tx, program))
  olive = await staffClient(app, 'officer', program, OLIVE)
  omar = await staffClient(app, 'officer', program, OMAR)
})
afterAll(() => app.stop())

describe('the same field at once', () => {
  it('is refused with both values, and nothing is overwritten', async () => {
    const call = await aCall()
    await change(olive, call, { topic: { en: 'Hers' } }, { topic: call.topic })
    const late = await change(omar, call, { topic: { en: 'His' } }, { topic: call.topic })
    expect([late.status, late.body.reason, late.body.errors.map((each) => each.path)]).toEqual([
      409,
      'calls.changed_meanwhile',
      ['set.topic'],
    ])
    expect(JSON.parse(late.body.params['topic.theirs'] ?? '')).toMatchObject({ en: 'Hers' })
    expect(JSON.parse(late.body.params['topic.mine'] ?? '')).toMatchObject({ en: 'His' })
    expect((await olive.get<CallDto>(`/api/calls/${call.id}`)).body.topic.en).toBe('Hers')
  })

  it('is kept when he has seen hers, and no clash when both wrote the same', async () => {
    const call = await aCall()
    const hers = await change(olive, call, { capacity: 80 }, { capacity: 60 })
    expect((await change(omar, call, { capacity: 80 }, { capacity: 60 })).status).toBe(200)
    expect((await change(omar, call, { capacity: 90 }, { capacity: hers.body.capacity })).body.capacity).toBe(
      90,
    )
  })

  it('other fields, and the other language of a text, are no clash', async () => {
    const call = await aCall()
    const base = { topic: call.topic, startsAt: call.startsAt }
    await change(olive, call, { topic: { en: 'In English' } }, base)
    expect((await change(omar, call, { topic: { ur: 'اردو میں' } }, base)).body.topic).toEqual({
      en: 'In English',
      ur: 'اردو میں',
    })
    const moved = { startsAt: { local: '2026-04-24T17:00', zone: 'Asia/Karachi' } }
    expect((await change(omar, call, moved, base)).status).toBe(200)
    const again = { startsAt: { local: '2026-04-25T17:00', zone: 'Asia/Karachi' } }
    expect((await change(olive, call, again, base)).body.reason).toBe('calls.changed_meanwhile')
  })
})

describe('taking back', () => {
  it('a change gives every field what it had, and is itself in the history and can be taken back', async () => {
    const call = await aCall()
    const moved = { startsAt: { local: '2026-04-24T17:00', zone: 'Asia/Karachi' }, topic: { en: 'Moved' } }
    await change(olive, call, moved)
    const [made] = await history(call)
    const back = await undo(omar, call, made?.seq)
    expect(back.body).toMatchObject({ topic: call.topic, startsAt: call.startsAt, version: call.version + 2 })
    const [undone] = await history(call)
    expect(undone).toMatchObject({ by: 'Omar Officer', type: 'call.changed', data: { undoes: made?.seq } })
    expect((await undo(olive, call, undone?.seq)).body).toMatchObject({
      topic: { en: 'Moved' },
      startsAt: '2026-04-24T12:00:00Z',
    })
  })

  it('is refused where somebody wrote since, where there is nothing, and to whoever may not write', async () => {
    const call = await aCall()
    await change(olive, call, { capacity: 80 })
    const [made] = await history(call)
    await change(omar, call, { capacity: 90 })
    expect((await undo(olive, call, made?.seq)).body.reason).toBe('calls.changed_meanwhile')
    expect((await undo(olive, call, 1)).status).toBe(404)
    const viewer = await staffClient(app, 'viewer')
    expect((await undo(viewer, call, made?.seq)).status).toBe(403)
  })
})

describe('the panel, the agenda and the colleagues', () => {
  it('two who change one member or item: the second sees both values, and nothing is overwritten', async () => {
    const call = await aCall()
    const [member, item] = [call.panel[1]!, call.agenda[0]!]
    const path = `/api/calls/${call.id}/panel/${member.id}`
    const put = (who: StaffClient, en: string) =>
      who.patch<Problem>(path, { title: { en }, base: { title: member.title } })
    await put(olive, 'Hers')
    const late = await put(omar, 'His')
    expect([late.status, late.body.reason]).toEqual([409, 'calls.changed_meanwhile'])
    expect(JSON.parse(late.body.params['title.theirs'] ?? '')).toMatchObject({ en: 'Hers' })
    const minutes = (who: StaffClient, n: number) =>
      who.patch<Problem>(`/api/calls/${call.id}/agenda/${item.id}`, {
        minutes: n,
        base: { minutes: item.minutes },
      })
    await minutes(olive, 11)
    expect((await minutes(omar, 12)).body.params).toEqual({ 'minutes.theirs': '11', 'minutes.mine': '12' })
  })

  it('the rules of an item, the order, the office and the roles of a colleague clash like every other field', async () => {
    const call = await aCall()
    const base = `/api/calls/${call.id}`
    const [first, second] = [call.agenda[0]!, call.agenda[1]!]
    const rules = (who: StaffClient, groundRules: string) =>
      who.patch<Problem>(`${base}/agenda/${first.id}`, {
        groundRules,
        base: { groundRules: first.groundRules },
      })
    await rules(olive, 'background')
    expect((await rules(omar, 'off the record')).body.params).toEqual({
      'groundRules.theirs': '"background"',
      'groundRules.mine': '"off the record"',
    })
    const seen = call.agenda.map(({ id }) => id)
    const order = (who: StaffClient, wanted: string[]) =>
      who.put<Problem>(`${base}/agenda-order`, { order: wanted, base: { order: seen } })
    await order(olive, seen.toReversed())
    const late = await order(omar, [second.id, ...seen.filter((id) => id !== second.id)])
    expect([late.status, JSON.parse(late.body.params['order.theirs'] ?? '')]).toEqual([
      409,
      seen.toReversed(),
    ])
    const office = (who: StaffClient, name: string) =>
      who.put<Problem>(`${base}/panel/${call.panel[1]!.id}/office`, {
        ...{ name, email: `${name.toLowerCase()}@ministry.example` },
        base: { office: null },
      })
    await office(olive, 'Aisha')
    expect((await office(omar, 'Basim')).body.reason).toBe('calls.changed_meanwhile')
    const rita = { name: 'Rita Record', email: 'rita@mission.example', roles: ['rapporteur'] }
    const { id } = (await olive.post<{ id: string }>(`${base}/colleagues`, rita)).body
    const roles = (who: StaffClient, wanted: string[]) =>
      who.patch<Problem & { roles: string[] }>(`${base}/colleagues/${id}`, {
        roles: wanted,
        base: { roles: ['rapporteur'] },
      })
    expect((await roles(olive, ['observer', 'rapporteur'])).body.roles).toEqual(['rapporteur', 'observer'])
    expect((await roles(omar, ['captioner'])).body.params).toEqual({
      'roles.theirs': '["rapporteur","observer"]',
      'roles.mine': '["captioner"]',
    })
  })

  it('who was taken off by mistake is back with her place, her words, her office and her invitation', async () => {
    const { id } = await aCall()
    const base = `/api/calls/${id}`
    const read = async () => (await olive.get<CallDto>(base)).body
    const member = (await read()).panel[1]!
    await olive.put(`${base}/panel/${member.id}/office`, { name: 'Aisha', email: 'aisha@ministry.example' })
    await olive.post(`${base}/panel/${member.id}/invite`)
    const before = await read()
    await olive.delete(`${base}/panel/${member.id}`)
    const [made] = await history(before)
    await undo(omar, before, made?.seq)
    const after = await read()
    expect(after.panel).toEqual(before.panel)
    expect(after.agenda).toEqual(before.agenda)
    await olive.delete(`${base}/agenda/${before.agenda[1]!.id}`)
    await undo(omar, before, (await history(before))[0]?.seq)
    expect((await read()).agenda).toEqual(before.agenda)
    const named = (await history(before)).find(({ type }) => type === 'panel-member.office_set')
    expect((await undo(omar, before, named?.seq)).status).toBe(200)
    expect((await read()).panel[1]!.office).toBe(null)
  })

  it('give back what they were: changed, added, taken out, ordered', async () => {
    const call = await aCall()
    const [member, item] = [call.panel[1]!, call.agenda[1]!]
    const base = `/api/calls/${call.id}`
    const now = async () => (await olive.get<CallDto>(base)).body
    const undoLast = async () => {
      const [made] = await history(call)
      expect((await undo(omar, call, made?.seq)).status).toBe(200)
    }
    await olive.patch(`${base}/panel/${member.id}`, { name: { en: 'Somebody Else' }, role: 'moderator' })
    await undoLast()
    expect((await now()).panel[1]).toEqual(member)
    await undoLast()
    expect((await now()).panel[1]).toMatchObject({ name: { en: 'Somebody Else' }, role: 'moderator' })
    await undoLast()
    await olive.delete(`${base}/panel/${call.panel[2]!.id}`)
    await undoLast()
    expect((await now()).panel).toEqual(call.panel)
    await olive.put(`${base}/panel-order`, { order: call.panel.map(({ id }) => id).toReversed() })
    await undoLast()
    expect((await now()).panel).toEqual(call.panel)
    await olive.patch(`${base}/agenda/${item.id}`, { title: { en: 'Permits' }, minutes: 25 })
    await undoLast()
    await olive.post(`${base}/agenda`, { title: { en: 'One more' } })
    await undoLast()
    expect((await now()).agenda).toEqual(call.agenda)
    await olive.delete(`${base}/agenda/${call.agenda[3]!.id}`)
    await undoLast()
    expect((await now()).agenda.map(({ title, groundRules }) => [title, groundRules])).toEqual(
      call.agenda.map(({ title, groundRules }) => [title, groundRules]),
    )
    const rita = { name: 'Rita Record', email: 'rita@mission.example' }
    await olive.post(`${base}/colleagues`, { ...rita, roles: ['rapporteur'] })
    await olive.post(`${base}/colleagues`, { ...rita, roles: ['observer'] })
    await undoLast()
    const roles = async () =>
      (await olive.get<{ roles: string[] }[]>(`${base}/colleagues`)).body.map((each) => each.roles)
    expect(await roles()).toEqual([['rapporteur']])
    const added = (await history(call)).find(({ type }) => type === 'colleague.added')
    expect((await undo(olive, call, added?.seq)).status).toBe(200)
    expect(await roles()).toEqual([])
  })
})

describe('being there', () => {
  it('is seen by the others with the field, and forgotten after some seconds', async () => {
    const call = await aCall()
    const be = (who: StaffClient, field: string | null) =>
      who.post<{ version: number; others: object[] }>(`/api/calls/${call.id}/presence`, { field })
    expect((await be(olive, 'topic')).body).toEqual({ version: call.version, others: [] })
    expect((await be(omar, null)).body.others).toEqual([
      { id: expect.any(String), name: 'Olive Officer', field: 'topic' },
    ])
    expect((await be(olive, 'capacity')).body.others).toMatchObject([{ name: 'Omar Officer', field: null }])
    app.clock.advance({ seconds: 16 })
    expect((await be(omar, null)).body.others).toEqual([])
  })
})
