import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { type Client, client } from '../../testing/client.ts'
import { everything } from '../../testing/look.ts'
import { comeBy, signIn, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { type CallFacts, callsCommands } from '../calls/contract.ts'
import type { RegistrationFile, RegistrationRow, Standing } from './contract.ts'
import { aRegistrant, asForm, openCall } from './factories.ts'

let app: TestApp
let officer: Client
let call: CallFacts
const me = system('test')

beforeAll(async () => {
  app = await startTestApp()
  officer = await staffClient(app, 'officer')
  call = await app.inside((tx) => openCall(tx))
})
afterAll(() => app.stop())

const rows = async (of: CallFacts = call) =>
  (await officer.get<{ items: RegistrationRow[] }>(`/api/calls/${of.id}/registrations?limit=200`)).body.items
const register = (body: object, of: CallFacts = call) =>
  client(app).post<{ received: boolean; errors?: { path: string; reason: string }[]; reason?: string }>(
    `/api/calls/${of.id}/registrations`,
    body,
  )

describe('a firm registers', () => {
  test('by the form, and the officer sees everything she gave', async () => {
    const given = aRegistrant(1, {
      phone: '+1 202 555 0143',
      question: 'Does a foreign cloud provider need a local license?',
      visibility: 'mission and panel',
      showFirm: 'panel',
      needs: ['live captions'],
      otherNeeds: 'A transcript in large print',
    })
    const answer = await client(app).form(`/calls/${call.slug}/register`, asForm(given))
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe(`/calls/${call.slug}/register/received`)

    const [row] = await rows()
    expect(row).toMatchObject({
      state: 'pending',
      person: { name: 'Laura Whitcomb 1', title: 'Director, Public Sector Cloud' },
      organization: { name: 'Northvale Cloud 1' },
      sectors: ['cloud-computing'],
      asks: true,
      submittedAt: '2026-04-02T09:00:00Z',
    })
    const file = await officer.get<RegistrationFile>(`/api/registrations/${row!.id}`)
    expect(file.body).toMatchObject({
      email: 'laura@northvale-1.example',
      phone: '+1 202 555 0143',
      country: 'US',
      foundBy: 'new',
      notice: 1,
      questions: [
        {
          text: 'Does a foreign cloud provider need a local license?',
          visibility: 'mission and panel',
          showFirm: 'panel',
        },
      ],
      needs: { known: ['live captions'], other: 'A transcript in large print' },
      decision: null,
      past: [],
    })
  })

  test('her link shows where she stands, and her question', async () => {
    const [row] = await rows()
    const hers = await comeBy(app, call.id, row!.person.id)
    const standing = await hers.get<Standing>('/api/my/registration')
    expect(standing.body).toMatchObject({
      call: { slug: call.slug, state: 'published', startsAt: '2026-04-23T12:00:00Z' },
      registration: { state: 'pending', email: 'laura@northvale-1.example', mayCancel: true },
      roles: [],
      mayEnter: false,
      questions: [{ text: 'Does a foreign cloud provider need a local license?', state: 'pending' }],
    })
  })

  test('an approver who is no officer does not see accessibility needs', async () => {
    const approver = await staffClient(app, 'approver')
    const [row] = await rows()
    const file = await approver.get<RegistrationFile>(`/api/registrations/${row!.id}`)
    expect(file.body.needs).toBeNull()
    expect(file.body.email).toBe('laura@northvale-1.example')
  })
})

describe('registering twice', () => {
  test('gives the same answer, makes no second registration, and changes nothing that is known', async () => {
    const first = await register(aRegistrant(2, { name: 'Priya Ramanet' }))
    const second = await register(aRegistrant(2, { name: 'Somebody Else', title: 'Intruder' }))
    expect([second.status, second.body]).toEqual([first.status, first.body])
    const mine = (await rows()).filter((row) => row.organization.name === 'Northvale Cloud 2')
    expect(mine.map((row) => row.person)).toMatchObject([
      { name: 'Priya Ramanet', title: 'Director, Public Sector Cloud' },
    ])
  })

  test('brings a new question along', async () => {
    await register(aRegistrant(3, { question: 'First?' }))
    await register(aRegistrant(3, { question: 'And second?' }))
    const [row] = (await rows()).filter((each) => each.organization.name === 'Northvale Cloud 3')
    const file = await officer.get<RegistrationFile>(`/api/registrations/${row!.id}`)
    expect(file.body.questions.map((question) => question.text)).toEqual(['First?', 'And second?'])
  })

  test('eight times at once is one registration', async () => {
    const other = await app.inside((tx) => openCall(tx))
    const answers = await Promise.all(Array.from({ length: 8 }, () => register(aRegistrant(4), other)))
    expect(answers.map((answer) => answer.body)).toEqual(Array(8).fill({ received: true }))
    expect(await rows(other)).toHaveLength(1)
  })
})

describe('which firm it is', () => {
  const foundBy = async (email: string, organization: string) => {
    await register(aRegistrant(1, { name: email, email, organization }))
    const [row] = (await rows()).filter((each) => each.person.name === email)
    const file = await officer.get<RegistrationFile>(`/api/registrations/${row!.id}`)
    const { foundBy, freeMail } = file.body
    return { foundBy, freeMail, organization: row!.organization.name }
  }

  test('a colleague with the same e-mail domain belongs to the same firm, whatever she calls it', async () => {
    expect(await foundBy('a@harborlight.example', 'Harborlight Cyber')).toMatchObject({ foundBy: 'new' })
    expect(await foundBy('b@harborlight.example', 'HLC')).toEqual({
      foundBy: 'domain',
      freeMail: false,
      organization: 'Harborlight Cyber',
    })
  })

  test('two people with the same free-mail provider do not', async () => {
    expect(await foundBy('ruth@gmail.com', 'Alderpoint Applied AI')).toMatchObject({
      foundBy: 'new',
      freeMail: true,
    })
    expect(await foundBy('joel@gmail.com', 'Osprey Point Hosting')).toEqual({
      foundBy: 'new',
      freeMail: true,
      organization: 'Osprey Point Hosting',
    })
  })

  test('the same name without its legal form is the same firm', async () => {
    expect(await foundBy('c@gmail.com', 'ALDERPOINT APPLIED AI, Inc.')).toEqual({
      foundBy: 'name',
      freeMail: true,
      organization: 'Alderpoint Applied AI',
    })
  })
})

describe('what is not accepted', () => {
  const reasons = async (changes: object) => {
    const { status, body } = await register({ ...aRegistrant(9), ...changes })
    expect(status).toBe(422)
    return Object.fromEntries(body.errors!.map((error) => [error.path, error.reason]))
  }

  test('a mailbox that several people read', async () => {
    expect(await reasons({ email: 'info@northvale.example' })).toEqual({
      email: 'registration.shared_mailbox',
    })
  })

  test('names that deceive: direction-changing and zero-width characters', async () => {
    expect(await reasons({ name: 'Laura\u202emoc.live', organization: 'North\u200bvale' })).toEqual({
      name: 'invisible_characters',
      organization: 'invisible_characters',
    })
  })

  test('unknown fields, and a notice that was not read', async () => {
    expect(await reasons({ admin: true })).toEqual({ '': 'unknown_field' })
    expect(await reasons({ noticeRead: false })).toEqual({ noticeRead: 'registration.notice_unread' })
  })

  test('HTML and SQL in a name are a name', async () => {
    const name = `<img src=x onerror=alert(1)> '; drop table registration_registrations; --`
    expect((await register(aRegistrant(10, { name }))).status).toBe(200)
    expect((await rows()).map((row) => row.person.name)).toContain(name)
  })

  test('an Urdu name keeps its joiners', async () => {
    const name = 'نصیر\u200cالدین'
    expect((await register(aRegistrant(11, { name }))).status).toBe(200)
    expect((await rows()).map((row) => row.person.name)).toContain(name)
  })
})

describe('when nobody can register', () => {
  test('after the deadline, and once the call is cancelled', async () => {
    const late = await app.inside((tx) =>
      openCall(tx, { rsvpDeadline: Temporal.Instant.from('2026-04-02T08:59:59Z') }),
    )
    expect(await register(aRegistrant(20), late)).toMatchObject({
      status: 410,
      body: { reason: 'registration.closed_deadline' },
    })
    const cancelled = await app.inside(async (tx) => {
      const made = await openCall(tx)
      await tx.use(callsCommands).setState(tx, me, { call: made.id, to: 'cancelled', reason: 'Moved' })
      return made
    })
    expect((await register(aRegistrant(20), cancelled)).body.reason).toBe('registration.closed_cancelled')
  })
})

describe('a program fills in forms', () => {
  test('whoever fills in the field nobody sees is answered like everybody and forgotten', async () => {
    const before = (await rows()).length
    const answer = await client(app).form(`/calls/${call.slug}/register`, {
      ...asForm(aRegistrant(30)),
      website: 'https://spam.example',
    })
    expect(answer.status).toBe(303)
    expect(await rows()).toHaveLength(before)
  })

  test('one address cannot be typed for ever', async () => {
    const answers: number[] = []
    for (let n = 0; n < 11; n += 1) answers.push((await register(aRegistrant(31))).status)
    expect(answers).toEqual([...Array(10).fill(200), 429])
  })
})

test('erasing a person leaves no name, address, question or need of hers in any table or log', async () => {
  await register(
    aRegistrant(40, {
      name: 'Zephyrine Quillfeather',
      email: 'zephyrine@quillfeather.example',
      phone: '+1 202 555 0199',
      question: 'Quillfeather asks?',
      otherNeeds: 'Quillfeather needs a ramp',
    }),
  )
  const [row] = (await rows()).filter((each) => each.person.name === 'Zephyrine Quillfeather')
  await app.drain()
  expect(await everything(app)).toContain('Quillfeather needs a ramp')
  const administrator = await staffClient(app, 'administrator')
  expect((await officer.post(`/api/persons/${row!.person.id}/erase`)).status).toBe(403)
  expect((await administrator.post(`/api/persons/${row!.person.id}/erase`)).status).toBe(200)
  await app.drain()

  const file = await officer.get<RegistrationFile>(`/api/registrations/${row!.id}`)
  expect(file.body).toMatchObject({ person: { name: null }, email: null, phone: null, needs: null })
  const left = await everything(app)
  for (const word of ['Zephyrine', 'zephyrine@', 'Quillfeather asks', 'Quillfeather needs', '555 0199']) {
    expect(left).not.toContain(word)
  }
  expect(app.logged.join('\n')).not.toMatch(/quillfeather/i)
})

test('what somebody needs to take part is erased thirty days after the call', async () => {
  const other = await app.inside((tx) => openCall(tx))
  await register(aRegistrant(41, { otherNeeds: 'A lamp for lipreading' }), other)
  const [row] = await rows(other)
  await app.inside(async (tx) => {
    await tx.use(callsCommands).setState(tx, me, { call: other.id, to: 'live' })
    await tx.use(callsCommands).setState(tx, me, { call: other.id, to: 'ended' })
  })
  const needs = async () => {
    // Weeks later the old session has ended.
    const again = await signIn(app, 'officer.all@mission.example')
    return (await again.get<RegistrationFile>(`/api/registrations/${row!.id}`)).body.needs
  }
  const nightly = async (instant: string) => {
    app.clock.set(instant)
    await app.inside((tx) => tx.enqueue('registration.erase-needs', {}))
    await app.drain()
  }
  await nightly('2026-05-23T13:14:00Z')
  expect(await needs()).toMatchObject({ other: 'A lamp for lipreading' })
  await nightly('2026-05-23T13:16:00Z')
  expect(await needs()).toBeNull()
})
