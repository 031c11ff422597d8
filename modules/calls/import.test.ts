import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { client } from '../../testing/client.ts'
import { staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import { type CallDto, type CallFacts, type CallRow, callsCommands } from './contract.ts'
import { aPublishedCall } from './factories.ts'

// A program's own announcements, written by hand over years, become drafts: what is plain is read, the rest is named.

let app: TestApp
const me = system('test')
const importing = (feed: string | Uint8Array, into = app) =>
  into.inside((tx) =>
    tx.use(callsCommands).importFeed(tx, me, {
      bytes: typeof feed === 'string' ? new TextEncoder().encode(feed) : feed,
    }),
  )
const imported = (id: string) => app.inside((tx) => tx.use(callsCommands).get(tx, me, { call: id }))

const item = (n: number, fields: Record<string, string>, more = '') => `<item>
<title>Trade Talk: ${fields['Topic']}, March 3, 2015</title>
<link>http://trade.example/events/${n}.htm</link><guid>http://trade.example/events/${n}.htm</guid>
<description><![CDATA[<div id="centerblock"><p>Bureau of Examples</p>
${Object.entries(fields)
  .map(([label, text]) => `<p><strong>${label}:</strong> ${text}</p>`)
  .join('\n')}${more}
<p>Please RSVP by clicking <a href="http://trade.example/contact/${n}.htm">here</a>.</p></div>]]></description>
<pubDate>Mon, 02 Feb 2015 11:32:27 EDT</pubDate></item>`
const rss = (...items: string[]) => `<?xml version='1.0' encoding='UTF-8'?>
<rss version='2.0'><channel><title>Trade Talk</title><link>http://trade.example/</link>
<description>Calls for firms</description>${items.join('\n')}</channel></rss>`
const PLAIN = {
  Topic: 'Doing Business in Exampleland&rsquo;s Tea Sector',
  'Host ': 'Ambassador Ada Hostwell',
  'Date, time, time zone': 'Tuesday, March 3, 2015; 10:00 a.m. EST (2100 BST)',
  'Brief description': 'Tea is grown in the hills.',
  'Deadline for RSVPs': 'Monday, March 2, 2015; 5 p.m. EST',
}

let numbered = 100

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

describe('an announcement of years ago', () => {
  it('becomes a draft: topic, host, moment and zone, panel, description, deadline, links', async () => {
    const panel =
      '<p>Panelists will include Pia Sample, Director of the Tea Board, and Jo Test, Regional Manager, Test Works Ltd.</p>'
    const feed = rss(item(1, PLAIN, '').replace('hills.</p>', `hills.</p>${panel}`))
    const report = await importing(feed)
    expect(report.entries).toMatchObject([{ outcome: 'added', doubts: [] }])
    const call = await imported(report.entries[0]?.call ?? '')
    expect(call).toMatchObject({
      state: 'draft',
      program: { name: { en: 'Trade Talk' } },
      topic: { en: 'Doing Business in Exampleland’s Tea Sector' },
      zone: 'Asia/Dhaka',
      host: { name: { en: 'Ada Hostwell' }, title: { en: 'Ambassador' } },
    })
    expect(call.startsAt?.toString()).toBe('2015-03-03T15:00:00Z')
    expect(call.rsvpDeadline?.toString()).toBe('2015-03-02T22:00:00Z')
    expect(call.panel.map((each) => each.name.en)).toEqual(['Ada Hostwell', 'Pia Sample', 'Jo Test'])
    expect(call.description.en).toMatch(/^Tea is grown in the hills\.\n\nPanelists will include/)

    const officer = await staffClient(app, 'officer')
    const { body } = await officer.get<{ items: { type: string; data: object }[] }>(
      `/api/calls/${call.id}/history`,
    )
    expect(body.items.find((each) => each.type === 'call.imported')?.data).toMatchObject({
      facts: {
        link: { after: 'http://trade.example/events/1.htm' },
        rsvpLink: { after: 'http://trade.example/contact/1.htm' },
      },
    })

    const again = await importing(feed)
    expect(again.entries).toMatchObject([{ outcome: 'known', call: call.id, doubts: [] }])
  })

  it.each([
    ['when', 'a date that does not exist', { 'Date, time, time zone': 'February 30, 2015; 10:00 a.m. EST' }],
    [
      'when',
      'two times that are not one',
      { 'Date, time, time zone': 'March 3, 2015; 10:00 a.m. EST (1000 PKT)' },
    ],
    [
      'zone',
      'a local time of nowhere',
      { 'Date, time, time zone': 'March 3, 2015; 6 p.m. EST (March 4 at 7:00 a.m. local)' },
    ],
    ['host', 'a host who is several', { 'Host ': 'the Ambassador and colleagues' }],
    [
      'panel',
      'a panel without names',
      { 'Brief description': 'The host will be joined by experts of the embassy.' },
    ],
    ['deadline', 'a deadline after the call', { 'Deadline for RSVPs': 'March 9, 2015; 5 p.m. EST' }],
    ['topic', 'a topic that turns the line round', { Topic: 'abc\u202edef' }],
    ['topic', 'a topic longer than any', { Topic: 'x'.repeat(200) }],
  ])('a doubt about %s is named and the field stays empty: %s', async (field, _what, change) => {
    const report = await importing(rss(item(++numbered, { ...PLAIN, ...change })))
    const [entry] = report.entries
    expect(entry?.doubts.map((doubt) => doubt.field)).toEqual(field === 'when' ? ['when'] : [field])
    const call = await imported(entry?.call ?? '')
    const left = {
      when: call.startsAt,
      zone: call.hostPlace.en || null,
      host: call.host,
      panel: call.panel.length > 1 || null,
      deadline: call.rsvpDeadline,
      topic: call.topic.en || null,
    }
    expect(left[field as keyof typeof left]).toBeNull()
  })

  it('a day without an hour is open until that day ends, and the report says so', async () => {
    const report = await importing(rss(item(50, { ...PLAIN, 'Deadline for RSVPs': 'Monday, March 2, 2015' })))
    expect(report.entries[0]?.notes.join()).toContain('2015-03-02')
    const call = await imported(report.entries[0]?.call ?? '')
    expect(call.rsvpDeadline?.toString()).toBe('2015-03-03T04:59:00Z')
  })
})

describe('a file that is no such feed', () => {
  const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
  it.each([
    ['not_a_feed', 'a page', '<!-- --><html><body>Hello</body></html>'],
    ['not_a_feed', 'nothing', ''],
    [
      'feed_with_doctype',
      'entities that read files',
      `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>${rss(item(60, { ...PLAIN, Topic: '&x;' })).split('?>')[1]}`,
    ],
    ['feed_unknown_encoding', 'letters nobody knows', rss().replace('UTF-8', 'KLINGON-1')],
    [
      'feed_not_in_its_encoding',
      'Latin 1 that says UTF-8',
      latin1(rss(item(61, { ...PLAIN, Topic: 'Caf\u00e9' }))),
    ],
    [
      'feed_not_in_its_encoding',
      'UTF-8 that says Latin 1',
      rss(item(62, { ...PLAIN, Topic: 'Café’s' })).replace('UTF-8', 'ISO-8859-1'),
    ],
    ['feed_too_large', '50 MB', new Uint8Array(50 * 1024 * 1024).fill(32)],
  ])('is refused as %s: %s', async (reason, _what, feed) => {
    await expect(importing(feed)).rejects.toMatchObject({ code: 'invalid', reason: `calls.${reason}` })
  })

  it('Latin 1 that says so is read', async () => {
    const feed = rss(item(63, { ...PLAIN, Topic: 'Caf\u00e9 trade' })).replace('UTF-8', 'ISO-8859-1')
    expect((await importing(latin1(feed))).entries).toMatchObject([{ title: 'Café trade', outcome: 'added' }])
  })
})

describe('our own RSS', () => {
  const facts = (call: CallFacts) => ({
    program: call.program.name.en,
    series: call.series.name.en,
    number: call.series.number,
    topic: call.topic.en,
    description: call.description.en,
    startsAt: call.startsAt?.toString(),
    minutes: call.minutes,
    zone: call.zone,
    hostPlace: call.hostPlace.en,
    rsvpDeadline: call.rsvpDeadline?.toString(),
    panel: call.panel.map(({ role, name, title, organization }) => [
      role,
      name.en,
      title.en,
      organization.en,
    ]),
  })

  it('gives the same calls back in another installation, and none here', async () => {
    const first = await app.inside((tx) => aPublishedCall(tx))
    const second = await app.inside((tx) =>
      aPublishedCall(tx, {
        series: first.series.id,
        topic: { en: 'Fibre & <masts>: what next?', ur: null },
        zone: 'America/New_York',
        startsAt: Temporal.Instant.from('2026-05-07T13:30:00Z'),
        rsvpDeadline: Temporal.Instant.from('2026-05-06T21:30:00Z'),
      }),
    )
    const { body } = await client(app).get<string>(`/series/${first.series.slug}/feed.xml?lang=en`)
    expect((await importing(body)).entries.map((each) => [each.outcome, each.call]).toSorted()).toEqual(
      [first.id, second.id].toSorted().map((id) => ['known', id]),
    )

    const elsewhere = await startTestApp()
    try {
      const report = await importing(body, elsewhere)
      expect(report.entries.flatMap((each) => each.doubts)).toEqual([])
      const back = await elsewhere.inside((tx) =>
        Promise.all(report.entries.map((each) => tx.use(callsCommands).get(tx, me, { call: each.call }))),
      )
      expect(back.map(facts)).toEqual([first, second].map(facts))
      expect((await importing(body, elsewhere)).entries.map((each) => each.outcome)).toEqual([
        'known',
        'known',
      ])
    } finally {
      await elsewhere.stop()
    }
  })

  it('drafts of an import are an officer’s to finish', async () => {
    const administrator = await staffClient(app, 'administrator')
    const { body } = await administrator.get<{ items: CallRow[] }>('/api/calls?state=draft&limit=1')
    const draft = body.items[0]
    const changed = await administrator.patch<CallDto>(`/api/calls/${draft?.id}`, {
      set: { hostPlace: { en: 'Dhaka' } },
    })
    expect(changed.body.hostPlace.en).toBe('Dhaka')
  })
})
