import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/ids.ts'
import { client } from '../../testing/client.ts'
import { everything, look } from '../../testing/look.ts'
import { linkClient, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { accessCommands } from './contract.ts'
import { aCall, aGrant, aPerson } from './factories.ts'

let app: TestApp
let call: Id
let program: Id
const test = system('test')

beforeAll(async () => {
  app = await startTestApp()
  ;({ call, program } = await app.inside((tx) => aCall(tx)))
})
afterAll(() => app.stop())

/** Somebody with a link to the call: her person, and the path of the link in her mail. */
async function invited(name: string, roles: ('panelist' | 'attendee')[] = ['attendee']) {
  return app.inside(async (tx) => {
    const person = await aPerson(tx, name, `${name.toLowerCase().replace(' ', '.')}@firm.example`)
    const { url, grant } = await aGrant(tx, call, person, roles)
    return { person, grant, url, path: new URL(url).pathname }
  })
}

const who = async (at: ReturnType<typeof client>) =>
  (await at.get<{ who: { kind: string; grant?: string; roles?: string[] } }>('/api/session')).body.who

describe('a personal link', () => {
  it('shows whose it is and for what, and does nothing until the button is pressed', async () => {
    const { path, grant } = await invited('Laura Whitcomb')
    const page = await client(app).get<string>(path)
    expect(page.status).toBe(200)
    expect(page.body).toContain('Laura Whitcomb')
    expect(page.body).toContain('Cloud regions in Pakistan')
    expect(page.body).toContain('Attendee')
    expect(page.headers.getSetCookie()).toEqual([])
    expect(await sessionsOf(grant)).toBe(0)
  })

  it('is not used up by a mail scanner, however often it looks', async () => {
    const { path, url, grant } = await invited('Scanned Person')
    for (const method of ['HEAD', 'GET', 'HEAD', 'GET']) {
      await fetch(`${app.url}${path}`, { method, headers: { 'user-agent': 'Mail scanner' } })
    }
    expect(await sessionsOf(grant)).toBe(0)
    expect(await who(await linkClient(app, url))).toMatchObject({ kind: 'grant', grant })
  })

  it('opens a session in one browser, and another in a second one', async () => {
    const { url, grant } = await invited('Two Browsers')
    const phone = await linkClient(app, url)
    const desk = await linkClient(app, url)
    expect(phone.cookie).not.toBe(desk.cookie)
    expect(await who(phone)).toMatchObject({ kind: 'grant', grant, roles: ['attendee'] })
    expect(await who(desk)).toMatchObject({ kind: 'grant', grant, roles: ['attendee'] })

    const out = await phone.form(`/g/${grant}/sign-out`, {})
    expect(out.body).toContain('You are signed out here')
    expect(await who(phone)).toEqual({ kind: 'anonymous' })
    expect(await who(desk)).toMatchObject({ kind: 'grant' })
  })

  it('holds for its own person only, next to others in the same browser', async () => {
    const a = await invited('Amina First')
    const b = await invited('Bilal Second')
    const hers = await linkClient(app, a.url)
    const his = await linkClient(app, b.url)
    const both = `${hers.cookie}; ${his.cookie}`
    expect(await who(client(app, { cookie: both, grant: a.grant }))).toMatchObject({ grant: a.grant })
    expect(await who(client(app, { cookie: both, grant: b.grant }))).toMatchObject({ grant: b.grant })
    // Her cookie under his name opens nothing.
    const [, token] = hers.cookie.split('=')
    const stolen = client(app, { cookie: `dl_g_${b.grant}=${token}`, grant: b.grant })
    expect(await who(stolen)).toEqual({ kind: 'anonymous' })
  })

  it('serves without any role: somebody who waits for approval has a page', async () => {
    const { url, grant } = await invited('Waiting Person', [])
    expect(await who(await linkClient(app, url))).toMatchObject({ kind: 'grant', grant, roles: [] })
  })
})

describe('a link that is not right', () => {
  it.each([
    ['cut off', (path: string) => path.slice(0, -4)],
    ['with another signature', (path: string) => `${path.slice(0, -4)}AAAA`],
    ['made up', () => '/l/AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['of another kind', () => '/l/hello'],
  ])('%s says what to do, and opens nothing', async (_kind, spoil) => {
    const { path } = await invited('Tampered Link')
    const page = await client(app).get<string>(spoil(path))
    expect(page.status).toBe(404)
    expect(page.body).toContain('This link does not open anything')
    expect((await client(app).form(spoil(path), {})).status).toBe(404)
  })

  it("does not take another person's signature", async () => {
    const a = await invited('Own Signature')
    const b = await invited('Other Signature')
    const mixed = `${a.path.split('.')[0]}.${b.path.split('.')[1]}`
    expect((await client(app).get(mixed)).status).toBe(404)
    expect((await client(app).form(mixed, {})).status).toBe(404)
  })

  it('was revoked: its sessions end at once, its page says so, and a new link is another one', async () => {
    const { url, path, person } = await invited('Revoked Person')
    const session = await linkClient(app, url)
    const officer = await staffClient(app, 'officer')
    expect((await officer.delete(`/api/calls/${call}/people/${person}/link`)).status).toBe(200)

    expect(await who(session)).toEqual({ kind: 'anonymous' })
    const page = await client(app).get<string>(path)
    expect(page.status).toBe(410)
    expect(page.body).toContain('This link was replaced or withdrawn')
    expect((await client(app).form(path, {})).status).toBe(410)

    const again = await app.inside((tx) => aGrant(tx, call, person, ['attendee']))
    expect(again.url).not.toBe(url)
    expect(await who(await linkClient(app, again.url))).toMatchObject({ kind: 'grant' })
    expect((await client(app).form(path, {})).status).toBe(410)
  })

  it('is not opened from another website', async () => {
    const { path, grant } = await invited('Forged Form')
    const forged = await client(app, { origin: 'https://elsewhere.example' }).form(path, {})
    expect(forged.status).toBe(403)
    expect(await sessionsOf(grant)).toBe(0)
  })
})

describe('the session behind a link', () => {
  it('ends when it was not used for twelve hours', async () => {
    const { url } = await invited('Idle Person')
    const session = await linkClient(app, url)
    app.clock.advance({ hours: 11, minutes: 59 })
    expect(await who(session)).toMatchObject({ kind: 'grant' })
    app.clock.advance({ hours: 11, minutes: 59 })
    expect(await who(session)).toMatchObject({ kind: 'grant' })
    app.clock.advance({ hours: 12 })
    expect(await who(session)).toEqual({ kind: 'anonymous' })
  })

  it('ends after thirty days, however much it is used; the link itself opens another', async () => {
    const { url } = await invited('Busy Person')
    const session = await linkClient(app, url)
    for (let hours = 0; hours < 30 * 24 - 10; hours += 10) {
      app.clock.advance({ hours: 10 })
      expect(await who(session)).toMatchObject({ kind: 'grant' })
    }
    app.clock.advance({ hours: 10 })
    expect(await who(session)).toEqual({ kind: 'anonymous' })
    expect(await who(await linkClient(app, url))).toMatchObject({ kind: 'grant' })
  })

  it('is forgotten a day after it ended, and not before', async () => {
    const { url, grant } = await invited('Forgotten Session')
    await linkClient(app, url)
    const night = async () => {
      await app.inside((tx) => tx.enqueue('access.sweep', {}))
      await app.drain()
    }
    app.clock.advance({ hours: 30 * 24 + 23 })
    await night()
    expect(await sessionsOf(grant)).toBe(1)
    app.clock.advance({ hours: 2 })
    await night()
    expect(await sessionsOf(grant)).toBe(0)
  })

  it('keeps only a hash of what the browser holds', async () => {
    const { url, path } = await invited('Secret Keeper')
    const session = await linkClient(app, url)
    const stored = await everything(app)
    expect(stored).not.toContain(session.cookie.split('=')[1])
    expect(stored).not.toContain(path.split('.')[1])
    expect(app.logged.join('\n')).not.toContain(path.split('.')[1])
  })
})

describe('handing over a link', () => {
  it('is for officers of the program, and is kept', async () => {
    const { url, person, grant } = await invited('Chairman Of Zones', ['panelist'])
    const officer = await staffClient(app, 'officer', program)
    const shown = await officer.post<{ url: string }>(`/api/calls/${call}/people/${person}/link`)
    expect(shown.body).toEqual({ grant, url })
    const events = await eventsOf(`grant:${grant}`)
    expect(events.at(-1)).toMatchObject({
      type: 'grant.link_shown',
      actor: { kind: 'staff', id: officer.user },
      data: { call, person },
    })

    const { program: other } = await app.inside((tx) => aCall(tx, 'Another program'))
    const stranger = await staffClient(app, 'officer', other)
    expect((await stranger.post(`/api/calls/${call}/people/${person}/link`)).status).toBe(403)
    const viewer = await staffClient(app, 'viewer')
    expect((await viewer.post(`/api/calls/${call}/people/${person}/link`)).status).toBe(403)
    const panelist = await linkClient(app, url)
    expect((await panelist.post(`/api/calls/${call}/people/${person}/link`)).status).toBe(403)
  })

  it('is refused where there is nothing to hand over', async () => {
    const officer = await staffClient(app, 'officer')
    const nobody = '019d4e00-0000-7000-8000-000000000001'
    expect((await officer.post(`/api/calls/${call}/people/${nobody}/link`)).status).toBe(404)
  })
})

describe('roles of a grant', () => {
  it('are added and taken away, and every change keeps before and after', async () => {
    const { person, grant, url } = await invited('Many Roles', ['attendee'])
    const session = await linkClient(app, url)
    await app.inside(async (tx) => {
      await aGrant(tx, call, person, ['panelist'])
      await aGrant(tx, call, person, ['panelist'])
    })
    expect(await who(session)).toMatchObject({ roles: ['attendee', 'panelist'] })
    await app.inside((tx) =>
      tx.use(accessCommands).revokeRoles(tx, test, { call, person, roles: ['attendee', 'observer'] }),
    )
    expect(await who(session)).toMatchObject({ roles: ['panelist'] })
    const changes = (await eventsOf(`grant:${grant}`)).filter(({ type }) => type !== 'grant.opened')
    expect(changes.map(({ type, data }) => [type, data.before, data.after])).toEqual([
      ['grant.given', [], ['attendee']],
      ['grant.given', ['attendee'], ['attendee', 'panelist']],
      ['grant.roles_revoked', ['attendee', 'panelist'], ['panelist']],
    ])
  })

  it('are given once when many give them at the same moment', async () => {
    const person = await app.inside((tx) => aPerson(tx, 'Raced Person', 'raced@firm.example'))
    const given = await Promise.all(
      Array.from({ length: 8 }, () => app.inside((tx) => aGrant(tx, call, person, ['attendee']))),
    )
    expect(new Set(given.map(({ grant }) => grant)).size).toBe(1)
    expect(await eventsOf(`grant:${given[0]?.grant}`)).toHaveLength(1)
  })
})

describe('a person who was erased', () => {
  it('has no link any more', async () => {
    const { person, url, path } = await invited('Erased Person')
    const session = await linkClient(app, url)
    const administrator = await staffClient(app, 'administrator')
    await administrator.post(`/api/persons/${person}/erase`)
    await app.drain()
    expect(await who(session)).toEqual({ kind: 'anonymous' })
    expect((await client(app).get(path)).status).toBe(410)
  })
})

const sessionsOf = async (grant: Id) =>
  (
    await look<{ n: number }>(
      app,
      sql`select count(*)::int n from access_link_sessions where grant_id = ${grant}`,
    )
  )[0]?.n
const eventsOf = (stream: string) =>
  look<{ type: string; actor: object; data: { before?: string[]; after?: string[] } }>(
    app,
    sql`select type, actor, data from events where stream = ${stream} order by seq`,
  )
