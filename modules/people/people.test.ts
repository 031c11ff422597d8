import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { type Client, client } from '../../testing/client.ts'
import { staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { type Organization, type Person, peopleCommands, type Registrant } from './contract.ts'
import { domainOf, isFreeMail, organizationKey } from './rules.ts'

let app: TestApp
let officer: Client
const me = system('test')

beforeAll(async () => {
  app = await startTestApp()
  officer = await staffClient(app, 'officer')
})
afterAll(() => app.stop())

const laura: Registrant = {
  name: 'Laura Whitcomb',
  title: 'Director',
  organization: 'Northvale Cloud, Inc.',
  email: 'laura@northvale.example',
  country: 'US',
  phone: null,
  locale: 'en',
}
const resolve = (changes: Partial<Registrant> = {}) =>
  app.inside((tx) => tx.use(peopleCommands).resolve(tx, me, { ...laura, ...changes }))
const fileOf = async (person: string) => (await officer.get<Person>(`/api/persons/${person}`)).body
const organizationOf = async (organization: string) =>
  (await officer.get<{ organization: Organization; people: Person[] }>(`/api/organizations/${organization}`))
    .body

describe('the name of an organization', () => {
  test.each([
    ['Northvale Cloud, Inc.', 'NORTHVALE  CLOUD'],
    ['The A.B.C. Co., Ltd', 'ABC'],
    ['Société Générale S.A.', 'Societe Generale'],
    ['Smith & Sons LLC', 'smith and sons'],
    ['كراچی سافٹ ویئر', 'کراچی سافٹ ویئر'],
  ])('%s and %s are the same', (a, b) => {
    expect(organizationKey(a)).toBe(organizationKey(b))
  })

  test('a name of nothing but a legal form is still a name', () => {
    expect(organizationKey('Limited')).toBe('limited')
    expect(organizationKey('!!!')).toBe('!!!')
  })

  test('saying it twice says the same; whatever is typed has a key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        const key = organizationKey(name)
        expect(organizationKey(key)).toBe(key)
        if (name.trim() !== '') expect(key).not.toBe('')
      }),
    )
  })
})

test('everybody’s mail belongs to nobody’s firm', () => {
  for (const domain of ['gmail.com', 'outlook.com', 'yahoo.com.pk', 'proton.me', 'fastmail.com']) {
    expect(isFreeMail(domain)).toBe(true)
  }
  expect(isFreeMail('northvale.example')).toBe(false)
  expect(domainOf('"odd@name"@Northvale.Example')).toBe('northvale.example')
})

describe('one file for a person and for a firm, across calls', () => {
  test('twenty colleagues of a new firm at the same moment make one firm', async () => {
    const found = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        resolve({
          email: `p${n}@onefirm.example`,
          name: `Person ${n}`,
          organization: `One Firm ${n % 2 ? 'LLC' : ''}`,
        }),
      ),
    )
    expect(new Set(found.map((each) => each.organization)).size).toBe(1)
    expect(new Set(found.map((each) => each.person)).size).toBe(20)
    const { organization, people } = await organizationOf(found[0]!.organization)
    expect(organization.domains).toEqual(['onefirm.example'])
    expect(people).toHaveLength(20)
  })

  test('whoever types her address cannot change what her file says, only fill what it lacks', async () => {
    const first = await resolve({ email: 'keep@kept.example', organization: 'Kept' })
    const second = await resolve({
      email: 'keep@kept.example',
      name: 'An Impostor',
      title: 'Thief',
      organization: 'Elsewhere',
      phone: '+1 202 555 0143',
    })
    expect(second).toEqual({ ...first, foundBy: 'email' })
    expect(await fileOf(first.person)).toMatchObject({
      name: 'Laura Whitcomb',
      title: 'Director',
      organizationName: 'Kept',
      phone: '+1 202 555 0143',
    })
  })

  test('the same name in another country is another firm', async () => {
    const here = await resolve({ email: 'a@gmail.com', organization: 'Harborlight', country: 'US' })
    const there = await resolve({ email: 'b@gmail.com', organization: 'Harborlight', country: 'GB' })
    expect(there.organization).not.toBe(here.organization)
  })

  test('an official is corrected when the e-mail is known, and never taken for somebody else without one', async () => {
    const official = {
      name: 'Bilal Official',
      title: 'Secretary',
      email: 'bilal@ministry.example',
      organization: { name: 'Ministry of IT', kind: 'ministry' },
      country: 'PK',
      locale: 'ur',
    } as const
    const upsert = (changes: object) =>
      app.inside((tx) => tx.use(peopleCommands).upsertOfficial(tx, me, { ...official, ...changes }))
    const one = await upsert({})
    const two = await upsert({ title: 'Federal Secretary' })
    expect(two).toEqual(one)
    expect(await fileOf(one.person)).toMatchObject({ title: 'Federal Secretary', locale: 'ur' })
    const [three, four] = [await upsert({ email: null }), await upsert({ email: null })]
    expect(new Set([one.person, three.person, four.person]).size).toBe(3)
    expect(three.organization).toBe(one.organization)
  })
})

describe('staff', () => {
  test('find people and firms, page by page', async () => {
    for (const n of [1, 2, 3])
      await resolve({ email: `s${n}@search${n}.example`, organization: `Zeta Search ${n}` })
    const page = async (cursor = '') =>
      (
        await officer.get<{ items: Organization[]; next: string | null }>(
          `/api/organizations?search=zeta%20search&limit=2${cursor && `&cursor=${cursor}`}`,
        )
      ).body
    const first = await page()
    expect(first.items.map((item) => item.name)).toEqual(['Zeta Search 1', 'Zeta Search 2'])
    const second = await page(first.next!)
    expect(second).toMatchObject({ items: [{ name: 'Zeta Search 3' }], next: null })
    const people = await officer.get<{ items: Person[] }>('/api/persons?search=s2@search2')
    expect(people.body.items.map((person) => person.organizationName)).toEqual(['Zeta Search 2'])
  })

  test('correct a file; the event names the fields and not what stood in them', async () => {
    const { person } = await resolve({ email: 'fix@fix.example', organization: 'Fix' })
    const changed = await officer.patch<Person>(`/api/persons/${person}`, {
      name: 'Laura Whitcombe',
      zone: 'America/Los_Angeles',
    })
    expect(changed.body).toMatchObject({ name: 'Laura Whitcombe', zone: 'America/Los_Angeles' })
    const taken = await officer.patch<{ reason: string }>(`/api/persons/${person}`, {
      email: 'keep@kept.example',
    })
    expect([taken.status, taken.body.reason]).toEqual([409, 'people.email_taken'])
  })

  test('nobody else reads files', async () => {
    const { person } = await resolve({ email: 'x@closed.example', organization: 'Closed' })
    expect((await client(app).get(`/api/persons/${person}`)).status).toBe(401)
    expect((await client(app).get('/api/organizations')).status).toBe(401)
  })
})
