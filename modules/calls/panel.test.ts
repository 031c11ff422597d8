import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../kernel/actor.ts'
import type { Client } from '../../testing/client.ts'
import { everything } from '../../testing/look.ts'
import { linkClient, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import type { AccessCommands } from '../access/contract.ts'
import { accessCommands } from '../access/contract.ts'
import type { MailShown } from '../mail/contract.ts'
import type { CallDto, CallFacts, PanelMember } from './contract.ts'
import { aProgram, aPublishedCall, aSeries } from './factories.ts'

interface Problem {
  readonly reason: string
}
type Standing = Awaited<ReturnType<AccessCommands['standing']>>

let app: TestApp
let officer: Client
let administrator: Client
let series: string

const me = system('test')
const aCall = (): Promise<CallFacts> => app.inside((tx) => aPublishedCall(tx, { series }))
const standing = (call: string, person: string): Promise<Standing> =>
  app.inside((tx) => tx.use(accessCommands).standing(tx, me, { call, person }))
const memberOf = (call: CallFacts, role: string) => {
  const member = call.panel.find((each) => each.role === role)
  if (!member) throw new Error(`the factory puts no ${role} on the panel`)
  return member
}

beforeAll(async () => {
  app = await startTestApp()
  const program = await app.inside((tx) => aProgram(tx))
  series = await app.inside((tx) => aSeries(tx, program))
  officer = await staffClient(app, 'officer', program)
  administrator = await staffClient(app, 'administrator')
})
afterAll(() => app.stop())

async function mailTo(name: string): Promise<MailShown> {
  await app.drain()
  const { body } = await administrator.get<{
    items: { id: string; template: string; to: { name: string } | null }[]
  }>('/api/outbox')
  const row = body.items.find((mail) => mail.to?.name === name && mail.template.endsWith('_invitation'))
  if (!row) throw new Error(`no mail to ${name}`)
  return (await administrator.post<MailShown>(`/api/outbox/${row.id}/reveal`)).body
}

describe('a panel member', () => {
  it('is invited: a mail with both times and one link that leads to the call', async () => {
    const call = await aCall()
    const added = await officer.post<PanelMember>(`/api/calls/${call.id}/panel`, {
      role: 'panelist',
      name: { en: 'Dina Director' },
      title: { en: 'Project Director' },
      organization: { en: 'Council of Examples' },
      email: 'Dina@Council.example',
    })
    expect(added.body).toMatchObject({ state: 'listed', invitedAt: null })

    const path = `/api/calls/${call.id}/panel/${added.body.id}/invite`
    const invited = await officer.post<{ grant: string; sent: boolean }>(path, {})
    expect(invited.body).toMatchObject({ state: 'invited', sent: true })

    const mail = await mailTo('Dina Director')
    expect(mail.content?.subject).toContain(call.topic.en)
    const said = JSON.stringify(mail.content?.blocks).replace(/\s/g, ' ')
    expect(said).toContain('5:00 – 6:15 PM (PKT)')
    expect(said).toContain('Islamabad')
    expect(said).toContain('With you on stage: Ada Hostwell (Embassy of Examplia)')
    const link = /"url":"([^"]+)"/.exec(said)?.[1] ?? ''
    const dina = await linkClient(app, link)
    const session = await dina.get<{ who: { call: string; roles: string[] } }>('/api/session')
    expect(session.body.who).toMatchObject({ call: call.id, roles: ['panelist'] })
  })

  it('without an address gets a link to be handed over, and no mail', async () => {
    const call = await aCall()
    const carim = call.panel[2]!
    const path = `/api/calls/${call.id}/panel/${carim.id}/invite`
    expect((await officer.post<{ sent: boolean }>(path, {})).body.sent).toBe(false)
    const link = await officer.post<{ url: string }>(`/api/calls/${call.id}/people/${carim.person}/link`)
    expect(link.body.url).toMatch(/\/l\//)
  })

  it('who declined or was replaced does not enter any more; who comes after all does', async () => {
    const call = await aCall()
    const { id, person } = memberOf(call, 'panelist')
    const path = `/api/calls/${call.id}/panel/${id}`
    await officer.post(`${path}/invite`, {})
    expect((await standing(call.id, person))?.roles).toEqual(['panelist'])
    await officer.patch(path, { state: 'declined' })
    expect((await standing(call.id, person))?.roles).toEqual([])
    expect((await officer.post<Problem>(`${path}/invite`, {})).body.reason).toBe(
      'calls.not_on_panel_any_more',
    )
    await officer.patch(path, { state: 'confirmed' })
    expect((await standing(call.id, person))?.roles).toEqual(['panelist'])
  })

  it('whose part changes holds the new role and not the old one', async () => {
    const call = await aCall()
    const { id, person } = memberOf(call, 'panelist')
    await officer.post(`/api/calls/${call.id}/panel/${id}/invite`, {})
    await officer.patch(`/api/calls/${call.id}/panel/${id}`, { role: 'moderator' })
    expect((await standing(call.id, person))?.roles).toEqual(['moderator'])
    await officer.delete(`/api/calls/${call.id}/panel/${id}`)
    expect((await standing(call.id, person))?.roles).toEqual([])
  })

  it('with another address is another person: the earlier link enters no more, and one invites again', async () => {
    const call = await aCall()
    const { id, person } = memberOf(call, 'panelist')
    const path = `/api/calls/${call.id}/panel/${id}`
    await officer.post(`${path}/invite`, {})
    const changed = await officer.patch<PanelMember>(path, { email: 'deputy@ministry.example' })
    expect(changed.body).toMatchObject({ state: 'listed', invitedAt: null })
    expect(changed.body.person).not.toBe(person)
    expect((await standing(call.id, person))?.roles).toEqual([])
  })

  it('is not invited to a call without a date', async () => {
    const draft = await officer.post<CallDto>('/api/calls', { series, topic: { en: 'Undated' } })
    const host = draft.body.panel[0]!
    const path = `/api/calls/${draft.body.id}/panel/${host.id}/invite`
    expect((await officer.post<Problem>(path, {})).body.reason).toBe('calls.no_date_yet')
  })

  it('of another call is not found', async () => {
    const [one, other] = [await aCall(), await aCall()]
    const path = `/api/calls/${one.id}/panel/${other.panel[0]!.id}`
    expect((await officer.patch(path, { state: 'confirmed' })).status).toBe(404)
    expect((await officer.delete(path)).status).toBe(404)
  })

  it('stays with the call as she was, until she asks to be forgotten: then no trace of the name is left', async () => {
    const call = await aCall()
    const { body: member } = await officer.post<PanelMember>(`/api/calls/${call.id}/panel`, {
      name: { en: 'Zuleikha Unmistakable' },
      title: { en: 'Registrar' },
      organization: { en: 'Authority' },
      email: 'zuleikha@authority.example',
    })
    await officer.patch(`/api/calls/${call.id}/panel/${member.id}`, { title: { en: 'Registrar General' } })
    await officer.post(`/api/calls/${call.id}/panel/${member.id}/invite`, {})
    await app.drain()
    expect(await everything(app)).toContain('Unmistakable')
    await administrator.post(`/api/persons/${member.person}/erase`)
    await app.drain()
    expect(await everything(app)).not.toContain('Unmistakable')
    const { body } = await officer.get<CallDto>(`/api/calls/${call.id}`)
    expect(body.panel.find((each) => each.id === member.id)?.name).toEqual({ en: '', ur: null })
  })
})

describe('the order', () => {
  it('of protocol is kept, and refused when somebody else changed the panel meanwhile', async () => {
    const call = await aCall()
    const ids = call.panel.map((member) => member.id)
    const put = (order: string[]) =>
      officer.put<PanelMember[] & Problem>(`/api/calls/${call.id}/panel-order`, { order })
    expect((await put(ids.toReversed())).body.map((member) => member.id)).toEqual(ids.toReversed())
    expect((await put(ids.slice(1))).body.reason).toBe('calls.order_moved')
    expect((await put([ids[0]!, ids[0]!, ids[1]!])).body.reason).toBe('calls.order_moved')
  })

  it('of the agenda moves the times with it', async () => {
    const call = await aCall()
    const order = [1, 0, 2, 3].map((at) => call.agenda[at]!.id)
    const { body } = await officer.put<{ title: { en: string }; startsAt: string }[]>(
      `/api/calls/${call.id}/agenda-order`,
      { order },
    )
    expect(body.slice(0, 2).map((item) => [item.title.en, item.startsAt])).toEqual([
      ['Licences', '2026-04-23T12:00:00Z'],
      ['Opening remarks', '2026-04-23T12:20:00Z'],
    ])
  })
})

describe('ground rules', () => {
  it('that change are a new version, to be accepted anew; other changes are not', async () => {
    const call = await aCall()
    const version = async () => (await officer.get<CallDto>(`/api/calls/${call.id}`)).body.rulesVersion
    const item = `/api/calls/${call.id}/agenda/${call.agenda[0]!.id}`
    await officer.patch(item, { minutes: 9 })
    expect(await version()).toBe(call.rulesVersion)
    await officer.patch(item, { groundRules: 'off the record' })
    expect(await version()).toBe(call.rulesVersion + 1)
    await officer.patch(`/api/calls/${call.id}`, { set: { groundRules: 'background' } })
    expect(await version()).toBe(call.rulesVersion + 2)
  })
})

describe('a colleague', () => {
  it('gets roles and a mail, keeps one entry when the roles change, and loses them again', async () => {
    const call = await aCall()
    const path = `/api/calls/${call.id}/colleagues`
    const rita = { name: 'Rita Record', email: 'rita@mission.example' }
    const { body: first } = await officer.post<{ id: string; person: string }>(path, {
      ...rita,
      roles: ['rapporteur'],
    })
    expect((await mailTo('Rita Record')).content?.subject).toContain(call.topic.en)
    await officer.post(path, { ...rita, roles: ['moderator', 'observer'] })
    const { body } = await officer.get<{ id: string; name: string; roles: string[] }[]>(path)
    expect(body).toEqual([{ ...first, name: 'Rita Record', roles: ['moderator', 'observer'] }])
    expect((await standing(call.id, first.person))?.roles).toEqual(['moderator', 'observer'])
    await officer.delete(`${path}/${first.id}`)
    expect((await standing(call.id, first.person))?.roles).toEqual([])
    expect((await officer.get(path)).body).toEqual([])
  })
})
