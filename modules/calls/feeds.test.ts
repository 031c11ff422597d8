import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { client } from '../../testing/client.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { accessCommands } from '../access/contract.ts'
import { type CallFacts, callsCommands } from './contract.ts'
import { aDraft, aProgram, aPublishedCall, aSeries } from './factories.ts'

// Feeds of a program and of a series, as a feed reader or a calendar fetches them.

let app: TestApp
let call: CallFacts
const me = system('test')
const fetched = (path: string) => client(app).get<string>(path)

/** One item of the feed, its spaces made plain. */
const itemOf = (feed: string, words: string) =>
  feed
    .split('<item>')
    .find((item) => item.includes(words))
    ?.replace(/\s+/g, ' ') ?? ''

beforeAll(async () => {
  app = await startTestApp()
  await app.inside((tx) =>
    tx.use(accessCommands).present(tx, me, {
      state: 'empty',
      missionName: 'Embassy of Examplia',
      missionNameUr: null,
      homeZone: 'America/New_York',
      homePlace: 'Washington',
      homePlaceUr: 'واشنگٹن',
      ink: null,
      seal: null,
    }),
  )
  const program = await app.inside((tx) => aProgram(tx))
  const series = await app.inside((tx) => aSeries(tx, program))
  call = await app.inside((tx) =>
    aPublishedCall(tx, { series, topic: { en: 'Chips & <b>fibre</b>', ur: null } }),
  )
  await app.inside((tx) => aDraft(tx, series, { topic: { en: 'Not announced yet', ur: null } }))
  await app.inside(async (tx) => {
    const off = await aPublishedCall(tx, { series, topic: { en: 'Called off', ur: null } })
    await tx.use(callsCommands).setState(tx, me, { call: off.id, to: 'cancelled', reason: 'Travel.' })
  })
})
afterAll(() => app.stop())

describe('RSS', () => {
  it('says each announced call in the field order of the announcement', async () => {
    const { status, headers, body } = await fetched(`/series/${call.series.slug}/feed.xml?lang=en`)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('application/rss+xml; charset=utf-8')
    const order = [
      '<strong>Topic:</strong> Chips &amp; &lt;b&gt;fibre&lt;/b&gt;',
      '<strong>Host:</strong>',
      'Ada Hostwell',
      '<strong>Date, time, time zone:</strong>',
      'Thursday, April 23, 2026; 8:00 – 9:15 AM EDT</time>, <span class="p-locality">Washington</span>',
      '5:00 – 6:15 PM PKT</time>, <span class="p-locality">Islamabad</span>)',
      '<strong>Brief description:</strong> Ask the officials who decide.',
      '<strong>Panel:</strong>',
      'Bilal Secretary',
      '<strong>Deadline for RSVPs:</strong>',
      'Tuesday, April 21, 2026',
      `href="${app.url}/calls/${call.slug}"`,
    ]
    const text = itemOf(body, 'Chips &amp;')
    const places = order.map((part) => text.indexOf(part))
    expect(Object.fromEntries(order.map((part, at) => [part, places[at]! >= 0]))).toEqual(
      Object.fromEntries(order.map((part) => [part, true])),
    )
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  it('keeps drafts to itself, and says that a call was cancelled', async () => {
    const { body } = await fetched(`/programs/${call.program.slug}/feed.xml?lang=en`)
    expect(body).not.toContain('Not announced yet')
    expect(body).toContain('Cancelled: Called off')
    expect(body).toContain(`<guid isPermaLink="false">urn:uuid:${call.id}</guid>`)
  })

  it('speaks Urdu when asked, and is found from the page and its foot', async () => {
    const path = `/series/${call.series.slug}`
    expect((await fetched(`${path}/feed.xml?lang=ur`)).body).toContain('<strong>میزبان:</strong>')
    const page = (await fetched(`${path}?lang=en`)).body
    for (const [type, file] of [
      ['application/rss+xml', 'feed.xml'],
      ['application/feed+json', 'feed.json'],
      ['text/calendar', 'calendar.ics'],
    ]) {
      expect(page).toMatch(
        new RegExp(
          `<link rel="alternate"[^>]*type="${type?.replace('+', '\\+')}"[^>]*href="[^"]*${path}/${file}"`,
        ),
      )
      expect(page).toContain(`<a href="${path}/${file}"`)
    }
  })

  it('of a program or series that is none is not found', async () => {
    expect((await fetched('/series/none-such/feed.xml')).status).toBe(404)
    expect((await fetched('/programs/none-such/calendar.ics')).status).toBe(404)
  })
})

describe('the other formats', () => {
  it('JSON Feed 1.1 has the same items', async () => {
    const { headers, body } = await client(app).get<Record<string, unknown>>(
      `/programs/${call.program.slug}/feed.json?lang=en`,
    )
    expect(headers.get('content-type')).toBe('application/feed+json; charset=utf-8')
    expect(body).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      home_page_url: `${app.url}/programs/${call.program.slug}`,
      items: expect.arrayContaining([
        expect.objectContaining({
          id: `urn:uuid:${call.id}`,
          url: `${app.url}/calls/${call.slug}`,
          date_published: '2026-04-02T09:00:00.000Z',
        }),
      ]),
    })
  })

  it('iCalendar has every call, the cancelled one struck out', async () => {
    const { headers, body } = await fetched(`/series/${call.series.slug}/calendar.ics?lang=en`)
    expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(body).toContain('DTSTART:20260423T120000Z')
    expect(body).toContain('DTEND:20260423T131500Z')
    expect(body.match(/BEGIN:VEVENT/g)).toHaveLength(2)
    expect(body.match(/STATUS:CANCELLED/g)).toHaveLength(1)
  })
})
