import { afterEach, expect, test } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { everything } from '../../testing/look.ts'
import { moodyPostOffice } from '../../testing/moody-post-office.ts'
import { staffClient } from '../../testing/sign-in.ts'
import { startTestApp } from '../../testing/start-app.ts'
import { peopleCommands } from '../people/contract.ts'
import { registrationCommands } from '../registration/contract.ts'
import { aRegistrant, openCall } from '../registration/factories.ts'
import type { MailRow } from './contract.ts'

const me = system('test')
const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const WRONG = 'laura@northvale-1.example'

/** A firm registers with an address that the mail server does not know, and is approved all the same. */
async function refusedAddress(words: readonly [number, string] = [550, '5.1.1 no such user here']) {
  const post = await moodyPostOffice()
  closers.push(post.close)
  post.mood.recipient = (to) => (to === WRONG ? words : null)
  const app = await startTestApp({ smtpUrl: post.url })
  closers.push(() => app.stop())
  const officer = await staffClient(app, 'officer')
  const { person, registration } = await app.inside(async (tx) => {
    const call = await openCall(tx)
    const register = (n: number) =>
      tx
        .use(registrationCommands)
        .register(tx, me, { call: call.id, registrant: aRegistrant(n), locale: 'en' })
    const { registration: id } = await register(1)
    await register(2)
    const { person: hers } = await tx
      .use(peopleCommands)
      .contact(tx, me, { name: 'Laura', email: WRONG, locale: 'en' })
    return { registration: id, person: hers }
  })
  await app.drain()
  await app.inside((tx) => tx.use(registrationCommands).approve(tx, me, { registration }))
  await app.drain()
  const hers = async () =>
    (await officer.get<{ items: MailRow[] }>(`/api/outbox?person=${person}`)).body.items.map(
      ({ template, state, lastError, addressRefused }) => ({ template, state, lastError, addressRefused }),
    )
  const received = () => post.received.map(({ to }) => [to ?? []].flat()[0]!.text.replace(/.*<(.*)>/, '$1'))
  return { post, app, officer, person, hers, received }
}

test('an address that nobody has is marked, what else would go there is withheld, and nobody else is touched', async () => {
  const { app, hers, received, post, officer, person } = await refusedAddress()
  expect(await hers()).toEqual([
    { template: 'registration.approved', state: 'withheld', lastError: null, addressRefused: true },
    {
      template: 'registration.received',
      state: 'failed',
      lastError: 'EENVELOPE 550 5.1.1',
      addressRefused: true,
    },
  ])
  expect(received()).toEqual(['laura@northvale-2.example'])
  expect(post.triesFor(WRONG)).toBe(1)

  // Whoever has her file open is told so.
  const { body } = await officer.get<{ refused: { reason: string } }>(`/api/outbox/people/${person}/address`)
  expect(body.refused).toEqual({ reason: 'EENVELOPE 550 5.1.1', at: '2026-04-02T09:00:00Z' })

  // Sending it again without saying anything of the address helps nobody.
  const [mail] = (await officer.get<{ items: MailRow[] }>(`/api/outbox?person=${person}`)).body.items
  expect((await officer.post(`/api/outbox/${mail!.id}/retry`)).status).toBe(409)
  // The mark does not hold the address.
  const marks = (await everything(app)).split('\n').filter((row) => row.includes('mail_bounces'))
  expect(marks).toHaveLength(1)
  expect(marks[0]).not.toContain('northvale')
})

test('an officer who knows that the address is right has everything sent', async () => {
  const { post, app, officer, person, hers, received } = await refusedAddress()
  post.mood.recipient = () => null
  expect((await officer.post(`/api/outbox/people/${person}/right`)).body).toEqual({ again: 2 })
  await app.drain()
  expect((await hers()).map(({ state, addressRefused }) => ({ state, addressRefused }))).toEqual(
    Array(2).fill({ state: 'sent', addressRefused: false }),
  )
  expect(received().filter((to) => to === WRONG)).toHaveLength(2)
  expect((await officer.post(`/api/outbox/people/${person}/right`)).body).toEqual({ again: 0 })
})

test('if it was wrong after all, it is marked again', async () => {
  const { post, app, officer, person, hers } = await refusedAddress()
  await officer.post(`/api/outbox/people/${person}/right`)
  await app.drain()
  expect((await hers()).map(({ state }) => state).sort()).toEqual(['failed', 'withheld'])
  expect(post.triesFor(WRONG)).toBe(2)
})

test('a corrected address gets what the wrong one did not', async () => {
  const { app, officer, person, hers, received } = await refusedAddress()
  const corrected = await officer.patch(`/api/persons/${person}`, {
    email: 'laura.whitcomb@northvale-1.example',
  })
  expect(corrected.status).toBe(200)
  await app.drain()
  expect((await hers()).map(({ state }) => state)).toEqual(['sent', 'sent'])
  expect(received().filter((to) => to === 'laura.whitcomb@northvale-1.example')).toHaveLength(2)
})

test.each([
  ['spam', [550, '5.7.1 looks like spam']],
  ['a full mailbox', [552, '5.2.2 mailbox full']],
] as const)('what is refused for %s says nothing of the address', async (_why, words) => {
  const { hers } = await refusedAddress(words)
  expect((await hers()).map(({ state, addressRefused }) => ({ state, addressRefused }))).toEqual(
    Array(2).fill({ state: 'failed', addressRefused: false }),
  )
})

test('with a person goes the mark of her address', async () => {
  const { app, person } = await refusedAddress()
  await app.inside((tx) => tx.use(peopleCommands).erase(tx, me, { person }))
  await app.drain()
  expect((await everything(app)).split('\n').filter((row) => row.includes('mail_bounces'))).toEqual([])
})
