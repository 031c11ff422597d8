import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { client } from '../../testing/client.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { peopleCommands } from '../people/contract.ts'
import { aProgram, aPublishedCall, aSeries } from './factories.ts'

// "Tell me of future calls", from the form on the page to the one click that ends it.

let app: TestApp
let post: SMTPServer
let program: string
let series: string
const received: ParsedMail[] = []
const me = system('test')
const PROGRAM = '/programs/direct-line-for-american-businesses'
const to = (email: string) =>
  received.filter((mail) => [mail.to ?? []].flat().some((each) => each.text.includes(email)))
const linkIn = (mail: ParsedMail | undefined): string =>
  /https?:\/\/\S+\/subscriptions\/\S+/.exec(mail?.text ?? '')?.[0]?.replace(app.url, '') ?? ''
const ask = (email: string, path = PROGRAM, language = 'en', name = 'Laura Firm') =>
  client(app).form(`${path}/subscribe?lang=${language}`, { name, email, website: '' })
const announce = async (topic: string, inSeries = series) => {
  const call = await app.inside((tx) =>
    aPublishedCall(tx, { series: inSeries, topic: { en: topic, ur: null } }),
  )
  await app.drain()
  return call
}
const subscribed = async (email: string, path = PROGRAM, language = 'en') => {
  await ask(email, path, language)
  await app.drain()
  const link = linkIn(to(email).at(-1))
  await client(app).form(link, { do: 'confirm' })
  return link
}

beforeAll(async () => {
  post = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _session, done) {
      simpleParser(stream).then((mail) => {
        received.push(mail)
        done()
      }, done)
    },
  })
  await new Promise<void>((resolve) => post.listen(0, '127.0.0.1', resolve))
  const { port } = post.server.address() as AddressInfo
  app = await startTestApp({ smtpUrl: `smtp://127.0.0.1:${port}` })
  program = await app.inside((tx) => aProgram(tx))
  series = await app.inside((tx) => aSeries(tx, program))
})
afterAll(async () => {
  await app.stop()
  await new Promise<void>((resolve) => post.close(() => resolve()))
})

describe('asking', () => {
  it('counts only once the link in the mail was confirmed by a button', async () => {
    const answer = await ask('laura@firm.example')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${PROGRAM}/subscribe/received`])
    await app.drain()
    const [mail] = to('laura@firm.example')
    expect(mail?.subject).toBe('Please confirm: future calls of Direct Line for American Businesses')
    const link = linkIn(mail)

    await announce('Before it was confirmed')
    const page = await client(app).get<string>(`${link}?lang=en`)
    expect(page.body).toContain('Yes, tell me')
    await announce('After a scanner opened the link')
    expect(to('laura@firm.example')).toHaveLength(1)

    expect((await client(app).form(`${link}?lang=en`, { do: 'confirm' })).body).toContain(
      'You are told of future calls',
    )
    const call = await announce('At last')
    const told = to('laura@firm.example').at(-1)
    expect(told?.subject).toBe('New call: At last')
    expect(told?.text).toContain(`${app.url}/calls/${call.slug}`)
  })

  it('twice by the same address is one subscription, and the page tells nobody which address is known', async () => {
    const before = to('laura@firm.example').length
    const answer = await ask('laura@firm.example')
    expect(answer.headers.get('location')).toBe(`${PROGRAM}/subscribe/received`)
    await app.drain()
    expect(to('laura@firm.example').at(-1)?.text).toContain('you are already')
    await announce('One mail each')
    expect(to('laura@firm.example').length).toBe(before + 2)
  })

  it('wrongly says what is wrong beside the field; a robot is not answered; too often is refused', async () => {
    const wrong = await client(app).form(`${PROGRAM}/subscribe?lang=en`, { name: '', email: 'nobody' })
    expect(wrong.status).toBe(422)
    expect(wrong.body).toContain('This is not an e-mail address.')
    expect(wrong.body).toContain('value="nobody"')
    await client(app).form(`${PROGRAM}/subscribe`, { name: 'R', email: 'robot@firm.example', website: 'x' })
    await app.drain()
    expect(to('robot@firm.example')).toHaveLength(0)
    const answers: number[] = []
    for (let n = 0; n < 6; n += 1) answers.push((await ask('often@firm.example')).status)
    expect(answers).toEqual([303, 303, 303, 303, 303, 429])
  })

  it('with somebody else’s address changes nothing in that person’s file', async () => {
    const { person } = await app.inside((tx) =>
      tx
        .use(peopleCommands)
        .contact(tx, me, { name: 'Right Name', email: 'right@firm.example', locale: 'ur' }),
    )
    await ask('right@firm.example', PROGRAM, 'en', 'Wrong Name')
    const file = await app.inside((tx) => tx.use(peopleCommands).get(tx, me, { person }))
    expect([file.name, file.locale]).toEqual(['Right Name', 'ur'])
  })
})

describe('being told', () => {
  it('is once for each call and person, in her language, of her series only', async () => {
    const other = await app.inside((tx) => aSeries(tx, program, 'Elsewhere'))
    await subscribed('both@firm.example')
    await subscribed('both@firm.example', '/series/pakistan')
    await subscribed('urdu@firm.example', '/series/pakistan', 'ur')
    received.length = 0
    await announce('Of Pakistan')
    expect(to('both@firm.example').map((mail) => mail.subject)).toEqual(['New call: Of Pakistan'])
    expect(to('urdu@firm.example').map((mail) => mail.subject)).toEqual(['نئی کال: Of Pakistan'])
    await announce('Of elsewhere', other)
    expect(to('urdu@firm.example')).toHaveLength(1)
    expect(to('both@firm.example')).toHaveLength(2)
  })

  it('of a call of the past does not happen: an import is no news', async () => {
    received.length = 0
    await app.inside((tx) =>
      aPublishedCall(tx, {
        series,
        startsAt: Temporal.Instant.from('2014-11-13T15:00:00Z'),
        rsvpDeadline: Temporal.Instant.from('2014-11-12T15:00:00Z'),
      }),
    )
    await app.drain()
    expect(received).toEqual([])
  })
})

describe('ending it', () => {
  it('takes one click of the mail program (RFC 8058); opening the address does nothing', async () => {
    await subscribed('one@firm.example')
    await announce('With a way out')
    const { headers } = to('one@firm.example').at(-1) ?? {}
    const list = headers?.get('list') as {
      unsubscribe?: { url: string }
      'unsubscribe-post'?: { name: string }
    }
    expect(list['unsubscribe-post']?.name).toBe('List-Unsubscribe=One-Click')
    const url = list.unsubscribe?.url ?? ''
    expect(url).toMatch(/^https?:\/\/.+\/subscriptions\//)

    expect((await fetch(url)).status).toBe(200)
    await announce('A scanner looked at the link')
    expect(to('one@firm.example').at(-1)?.subject).toBe('New call: A scanner looked at the link')

    const body = new FormData()
    body.set('List-Unsubscribe', 'One-Click')
    expect((await fetch(url, { method: 'POST', body, redirect: 'manual' })).status).toBe(200)
    const told = to('one@firm.example').length
    await announce('She hears no more')
    expect(to('one@firm.example')).toHaveLength(told)
    const urlencoded = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
    expect((await fetch(url, { method: 'POST', body: urlencoded, redirect: 'manual' })).status).toBe(200)
  })

  it('with a link that is not hers is refused', async () => {
    const link = await subscribed('safe@firm.example')
    const forged = `${link.slice(0, -4)}AAAA`
    expect((await client(app).form(forged, { do: 'unsubscribe' })).status).toBe(404)
    expect((await client(app).get<string>(link)).status).toBe(200)
    received.length = 0
    await announce('Still told')
    expect(to('safe@firm.example')).toHaveLength(1)
  })

  it('comes with erasure', async () => {
    await subscribed('gone@firm.example')
    const { person } = await app.inside((tx) =>
      tx.use(peopleCommands).contact(tx, me, { name: 'x', email: 'gone@firm.example', locale: 'en' }),
    )
    await app.inside((tx) => tx.use(peopleCommands).erase(tx, me, { person }))
    await app.drain()
    received.length = 0
    await announce('Nobody is left')
    expect(to('gone@firm.example')).toEqual([])
  })
})
