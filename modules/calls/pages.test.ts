import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { client } from '../../testing/client.ts'
import { staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { accessCommands } from '../access/contract.ts'
import { registrationCommands } from '../registration/contract.ts'
import { aRegistrant } from '../registration/factories.ts'
import { type CallFacts, callsCommands, type WholeCall } from './contract.ts'
import { aDraft, aProgram, aPublishedCall, aSeries } from './factories.ts'

// The public pages as they leave the server: what is read without JavaScript, by people and by machines.

let app: TestApp
let program: string
let series: string
const me = system('test')
const published = (change: Partial<WholeCall> = {}): Promise<CallFacts> =>
  app.inside((tx) => aPublishedCall(tx, { series, ...change }))
const page = async (path: string) => (await client(app).get<string>(path)).body
/** The words of a page in their order, as somebody hears them read. */
const words = (html: string) =>
  html
    .slice(html.indexOf('<main'), html.indexOf('</main>'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

interface EventLd {
  readonly '@type': string
  readonly startDate: string
  readonly eventStatus: string
  readonly location: { readonly '@type': string; readonly url: string }
  readonly performer: { readonly name: string }[]
  readonly offers?: { readonly availability: string; readonly validThrough: string }
  readonly remainingAttendeeCapacity: number
}
const jsonLd = (html: string): EventLd =>
  JSON.parse(/<script type="application\/ld\+json">(.+?)<\/script>/s.exec(html)?.[1] ?? 'null') as EventLd

beforeAll(async () => {
  app = await startTestApp()
  program = await app.inside((tx) => aProgram(tx))
  series = await app.inside((tx) => aSeries(tx, program))
  await app.inside((tx) =>
    tx.use(accessCommands).present(tx, me, {
      state: 'empty',
      missionName: 'Embassy of Examplia',
      missionNameUr: 'سفارت خانہ',
      homeZone: 'America/New_York',
      homePlace: 'Washington',
      homePlaceUr: 'واشنگٹن',
      ink: null,
      seal: null,
    }),
  )
})
afterAll(() => app.stop())

describe('the page of a call', () => {
  it('says the announcement in its order, with both times, each named', async () => {
    const call = await published()
    const text = words(await page(`/calls/${call.slug}?lang=en`))
    const order = [
      'Commercial opportunities in the growing IT sector',
      'Ada Hostwell',
      'Washington 8:00 – 9:15 AM Thursday, April 23, 2026 · EDT',
      '9 hours apart',
      'Islamabad 5:00 – 6:15 PM Thursday, April 23, 2026 · PKT',
      'Ask the officials who decide.',
      'Cloud computing',
      'U.S. firms in ICT',
      'English and Urdu',
      'On the record; the last 15 minutes are background',
      'Bilal Secretary',
      'Agenda, Islamabad time',
      '5:00 Opening remarks',
      '5:10 Licences',
      'Tuesday, April 21, 5:00 PM',
      'in Washington. In Islamabad that is Wednesday, April 22, 2:00 AM.',
      '60 of 60 seats left',
      'Register What happens then',
    ]
    const places = order.map((part) => text.indexOf(part))
    expect(Object.fromEntries(order.map((part, at) => [part, places[at]! >= 0]))).toEqual(
      Object.fromEntries(order.map((part) => [part, true])),
    )
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  it('says the same in Urdu, from right to left, and English where nobody translated', async () => {
    const call = await published()
    const html = await page(`/calls/${call.slug}?lang=ur`)
    expect(html).toContain('<html lang="ur" dir="rtl">')
    const text = words(html)
    for (const part of [
      'آئی ٹی شعبے میں تجارتی مواقع',
      'ایڈا ہوسٹ ویل',
      'اسلام آباد',
      'جمعرات، 23 اپریل 2026',
      'Carim Chairman',
    ]) {
      expect(text).toContain(part)
    }
  })

  it('gives the time in the zone one asks for, and ignores one that is none', async () => {
    const call = await published()
    expect(words(await page(`/calls/${call.slug}?lang=en&zone=Asia/Tokyo`))).toContain(
      'In Tokyo: Thu, April 23, 9:00 PM',
    )
    expect(words(await page(`/calls/${call.slug}?lang=en&zone=<b>`))).not.toContain('In <b>')
  })

  it('is read by machines: Open Graph, and an Event of schema.org', async () => {
    const call = await published()
    const html = await page(`/calls/${call.slug}?lang=en`)
    expect(html).toContain(
      '<meta property="og:title" content="Commercial opportunities in the growing IT sector"/>',
    )
    expect(html).toContain(`<link rel="canonical" href="${app.url}/calls/${call.slug}"/>`)
    const event = jsonLd(html)
    expect(event).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'Event',
      startDate: '2026-04-23T12:00:00Z',
      endDate: '2026-04-23T13:15:00Z',
      eventStatus: 'https://schema.org/EventScheduled',
      eventAttendanceMode: 'https://schema.org/OnlineEventAttendanceMode',
      location: { '@type': 'VirtualLocation', url: `${app.url}/calls/${call.slug}` },
      organizer: { '@type': 'Organization', name: 'Embassy of Examplia' },
      maximumAttendeeCapacity: 60,
      offers: { availability: 'https://schema.org/InStock', validThrough: '2026-04-21T21:00:00Z' },
    })
    expect(event.performer.map((person) => person.name)).toEqual([
      'Ada Hostwell',
      'Bilal Secretary',
      'Carim Chairman',
    ])
  })

  it('shows markup as words, and no word can end its JSON', async () => {
    const topic = { en: '</script><script>alert(1)</script> & <b>bold</b>', ur: null }
    const call = await published({ topic, description: topic })
    const html = await page(`/calls/${call.slug}?lang=en`)
    expect(html).not.toContain('<script>alert(1)')
    expect(html).toContain('&lt;b&gt;bold&lt;/b&gt;')
    expect((jsonLd(html) as unknown as { name: string }).name).toBe(topic.en)
  })

  it('never holds the link of the stage', async () => {
    const call = await published({ stageLink: 'https://meet.example/secret-stage' })
    expect(await page(`/calls/${call.slug}`)).not.toContain('secret-stage')
  })

  it('hides a draft from everyone but the staff of its program, who see a preview', async () => {
    const draft = await app.inside((tx) =>
      aDraft(tx, series, { topic: { en: 'Not yet announced', ur: null } }),
    )
    expect((await client(app).get(`/calls/${draft.slug}`)).status).toBe(404)
    const elsewhere = await staffClient(app, 'officer', await app.inside((tx) => aProgram(tx, 'Elsewhere')))
    expect((await elsewhere.get(`/calls/${draft.slug}`)).status).toBe(404)
    const viewer = await staffClient(app, 'viewer', program)
    const preview = await viewer.get<string>(`/calls/${draft.slug}?lang=en`)
    expect(preview.status).toBe(200)
    expect(words(preview.body)).toContain('Only staff of this program see this page')
    expect(preview.body).toContain('<meta name="robots" content="noindex"/>')
  })
})

describe('what the page says as time goes on', () => {
  const at = async (call: CallFacts) => words(await page(`/calls/${call.slug}?lang=en`))
  const isOpen = async (call: CallFacts) =>
    (await page(`/calls/${call.slug}`)).includes(`href="/calls/${call.slug}/register"`)

  it('nearly full, then full', async () => {
    const call = await published({ capacity: 2 })
    const approve = (n: number) =>
      app.inside(async (tx) => {
        const registration = tx.use(registrationCommands)
        const made = await registration.register(tx, me, {
          call: call.id,
          registrant: aRegistrant(n),
          locale: 'en',
        })
        await registration.approve(tx, me, { registration: made.registration })
      })
    await approve(1)
    expect(await at(call)).toContain('1 of 2 seats left')
    await approve(2)
    expect(await at(call)).toContain('All seats are taken')
    expect(jsonLd(await page(`/calls/${call.slug}`)).offers?.availability).toBe('https://schema.org/SoldOut')
  })

  it('cancelled: the reason stands above the topic', async () => {
    const call = await published({ topic: { en: 'Will be cancelled', ur: null } })
    await app.inside((tx) =>
      tx
        .use(callsCommands)
        .setState(tx, me, { call: call.id, to: 'cancelled', reason: 'The minister travels.' }),
    )
    const text = await at(call)
    expect(text.indexOf('The minister travels.')).toBeLessThan(text.indexOf('Will be cancelled'))
    expect(await isOpen(call)).toBe(false)
    expect(jsonLd(await page(`/calls/${call.slug}`)).eventStatus).toBe('https://schema.org/EventCancelled')
  })

  it('live: one enters with the link; ended: it has ended', async () => {
    const call = await published()
    const to = (state: 'live' | 'ended') =>
      app.inside((tx) => tx.use(callsCommands).setState(tx, me, { call: call.id, to: state }))
    await to('live')
    expect(await at(call)).toContain('Enter with the personal link from your e-mail.')
    expect(await isOpen(call)).toBe(false)
    await to('ended')
    expect(await at(call)).toContain('This call has ended')
  })

  it('after the deadline there is no button', async () => {
    const call = await published({ rsvpDeadline: app.clock.now().add({ minutes: 1 }) })
    expect(await isOpen(call)).toBe(true)
    app.clock.advance({ minutes: 2 })
    expect(await isOpen(call)).toBe(false)
    expect(await at(call)).toContain('Registration has closed')
  })
})

describe('the other pages', () => {
  it('lists, program and series show what was announced and not what was not', async () => {
    const own = await app.inside((tx) => aSeries(tx, program, 'Shown series'))
    const call = await published({ series: own, topic: { en: 'Announced topic', ur: null } })
    await app.inside((tx) => aDraft(tx, own, { topic: { en: 'Hidden topic', ur: null } }))
    for (const path of ['/', '/programs/direct-line-for-american-businesses', '/series/shown-series']) {
      const html = await page(`${path}?lang=en`)
      expect([path, html.includes(`/calls/${call.slug}`), html.includes('Hidden topic')]).toEqual([
        path,
        true,
        false,
      ])
    }
    expect((await client(app).get('/programs/none')).status).toBe(404)
    expect((await client(app).get('/series/none')).status).toBe(404)
  })

  it('a long series comes in pages, each a link', async () => {
    const long = await app.inside((tx) => aSeries(tx, program, 'Many calls'))
    for (let day = 1; day <= 14; day++)
      await published({ series: long, topic: { en: `Topic ${day}`, ur: null } })
    const { slug } = await app.inside(async (tx) => (await aDraft(tx, long)).series)
    const first = await page(`/series/${slug}?lang=en`)
    expect(words(first)).toContain('Page 1 of 2')
    const next = /rel="next" href="([^"#]+)/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = words(await page(next))
    expect(second).toContain('Page 2 of 2')
    const topics = (text: string) => [...text.matchAll(/Topic \d+/g)].map(([topic]) => topic)
    expect(new Set([...topics(words(first)), ...topics(second)]).size).toBe(14)
  })

  it('the calendar file carries the time and no personal link', async () => {
    const call = await published()
    const answer = await client(app).get<string>(`/calls/${call.slug}/calendar.ics`)
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(answer.body).toContain('DTSTART:20260423T120000Z')
    expect(answer.body.replaceAll('\r\n ', '')).toContain(`URL;VALUE=URI:${app.url}/calls/${call.slug}`)
  })

  it.each(['privacy', 'accessibility'])('/%s has words in both languages', async (name) => {
    expect(words(await page(`/${name}?lang=en`))).toContain('Embassy of Examplia')
    expect(words(await page(`/${name}?lang=ur`))).toContain('سفارت خانہ')
  })

  it('a new installation asks its first questions', async () => {
    const fresh = await startTestApp()
    const answer = await client(fresh).get('/')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/welcome'])
    await fresh.stop()
  })
})
