import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { type Client, client } from '../../testing/client.ts'
import { cookiesOf, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { accessCommands, type Installation } from './contract.ts'

let app: TestApp
const test = system('test')
beforeEach(async () => {
  app = await startTestApp()
})
afterEach(() => app.stop())

/** The link that the terminal prints at a start; null once the installation was set up. */
const printed = () =>
  app.context.transaction(test, (tx) =>
    tx.use(accessCommands).signInLink(tx, test, { email: null, minutes: 24 * 60 }),
  )

async function first(): Promise<Client> {
  const token = (await printed())?.split('/').at(-1) ?? ''
  const answer = await client(app).form('/api/auth/confirm', { token, to: '/desk' })
  return client(app, { cookie: cookiesOf(answer.headers) })
}

const installation = async () => (await client(app).get<Installation>('/api/installation')).body

const answers = {
  name: 'Ada Lovelace',
  email: 'Ada@mission.example',
  choice: 'empty',
  missionName: 'U.S. Mission in Pakistan',
  missionNameUr: '',
  homePlace: 'Washington',
  homePlaceUr: '',
  homeZone: 'America/New_York',
  ink: '#162e51',
}

describe('the first start', () => {
  it('leads whoever holds the printed link to the first-run page, from wherever she wanted to go', async () => {
    const administrator = await first()
    const next = await administrator.get('/sign-in/next?to=/desk/calls')
    expect(next.headers.get('location')).toBe('/welcome')
    const page = await administrator.get<string>('/welcome')
    expect(page.body).toContain('Set up Direct Line')
    expect(page.body).not.toContain('direct-line.invalid')
  })

  it('tells whoever comes without that link where it is found, and not the link', async () => {
    const link = await printed()
    const visitor = client(app)
    expect((await visitor.get('/')).headers.get('location')).toBe('/welcome')
    const to = (await visitor.get('/welcome')).headers.get('location') ?? ''
    expect(to).toMatch(/^\/sign-in\?/)
    for (const page of [
      await visitor.get<string>(to),
      await visitor.form('/sign-in', { email: 'ada@mission.example' }),
    ]) {
      expect(page.body).toContain('Sign in as the first administrator:')
      expect(page.body).not.toContain('<form method="post"')
      expect(page.body).not.toContain(link?.split('/').at(-1))
    }
    await (await first()).form('/welcome', answers)
    expect((await visitor.get<string>('/sign-in')).body).toContain('Send me a link')
  })

  it('prints a link for the same first administrator at every start until the page was answered', async () => {
    const [one, two] = [await first(), await first()]
    const id = async (at: Client) => (await at.get<{ who: { id: string } }>('/api/session')).body.who.id
    expect(await id(one)).toBe(await id(two))
    await one.form('/welcome', answers)
    expect(await printed()).toBeNull()
  })

  it('makes an empty installation as it was asked for', async () => {
    const administrator = await first()
    expect(await installation()).toMatchObject({ state: 'new' })
    const begun = await administrator.form('/welcome', answers)
    expect([begun.status, begun.headers.get('location')]).toEqual([303, '/desk'])
    expect(await installation()).toEqual({
      state: 'empty',
      missionName: 'U.S. Mission in Pakistan',
      missionNameUr: null,
      homePlace: 'Washington',
      homePlaceUr: null,
      homeZone: 'America/New_York',
      ink: '#162e51',
      seal: null,
    })
    const { body } = await administrator.get<{ name: string; email: string }[]>('/api/staff')
    expect(body).toMatchObject([{ name: 'Ada Lovelace', email: 'ada@mission.example' }])
    const css = await client(app).get<string>('/brand.css')
    expect([css.body, css.headers.get('content-type')]).toEqual([
      ':root { --ink: #162e51; }\n',
      'text/css; charset=utf-8',
    ])
  })

  it('offers the sample program, which every screen then says', async () => {
    const administrator = await first()
    const begun = await administrator.form('/welcome', { ...answers, choice: 'sample', missionName: '' })
    expect([begun.status, begun.headers.get('location')]).toEqual([303, '/desk'])
    expect(await installation()).toMatchObject({ state: 'sample' })
    const calls = await administrator.get<{ items: unknown[] }>('/api/calls')
    expect(calls.body.items.length).toBeGreaterThan(2)
    expect((await client(app).get<string>('/')).body).toContain(
      'Sample data built from a public press release',
    )
  })

  it.each([
    ['no name', { name: ' ' }, 'This is needed.'],
    ['no address', { email: 'ada' }, 'This is not an e-mail address.'],
    ['no mission', { missionName: '' }, 'This is needed.'],
    [
      'a place that turns the text around',
      { homePlace: 'Wash\u202eington' },
      'invisible or direction-changing',
    ],
    ['a zone nobody knows', { homeZone: 'Mars/Olympus' }, 'This is not a known time zone.'],
    ['a colour on which nothing can be read', { ink: '#ffee00' }, 'cannot be read well enough'],
    ['no colour at all', { ink: 'red; } body { display: none' }, 'Six digits after #'],
  ])('asks again for %s, keeps what was typed, and makes nothing', async (_what, wrong, says) => {
    const administrator = await first()
    const page = await administrator.form('/welcome', { ...answers, ...wrong })
    expect(page.status).toBe(422)
    expect(page.body).toContain(says)
    expect(page.body).toContain('value="Ada')
    expect(await installation()).toMatchObject({ state: 'new' })
  })

  it('is answered once: whoever comes later finds the desk', async () => {
    const administrator = await first()
    await administrator.form('/welcome', answers)
    const again = await administrator.form('/welcome', { ...answers, missionName: 'Another mission' })
    expect(again.headers.get('location')).toBe('/desk')
    expect(await installation()).toMatchObject({ missionName: 'U.S. Mission in Pakistan' })
    expect((await administrator.get('/welcome')).headers.get('location')).toBe('/desk')
  })

  it('is not for officers', async () => {
    await first()
    const officer = await staffClient(app, 'officer')
    expect((await officer.form('/welcome', answers)).status).toBe(403)
  })
})
