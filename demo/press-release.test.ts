import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PRESS_FACTS } from '../e2e/facts.ts'
import { system } from '../kernel/actor.ts'
import type {
  Answers,
  Attendance,
  EventRef,
  Readout,
  ReadoutText,
  Sentence,
} from '../modules/outcomes/contract.ts'
import en from '../modules/outcomes/locales/en.json' with { type: 'json' }
import { type Deck, recordStream } from '../modules/room/contract.ts'
import type { Client } from '../testing/client.ts'
import { eventsOf, type Happened } from '../testing/events.ts'
import { signIn } from '../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../testing/start-app.ts'
import { admitCast, type Cast, finishReadout } from './call.ts'
import { loadSample } from './load.ts'
import { playCall } from './play.ts'
import { sample, script } from './script.ts'
import { sampleDecks } from './slides/slides.ts'

const ON_AIR = Temporal.Instant.from('2026-04-23T12:00:00Z')
const me = system('test')

let app: TestApp
let officer: Client
let cast: Cast
let readout: Readout
let events: ReadonlyMap<string, Happened>

beforeAll(async () => {
  app = await startTestApp({ now: ON_AIR.subtract({ minutes: 20 }).toString() })
  cast = await app.context.transaction(me, async (tx) => {
    const { call } = await loadSample(tx, ON_AIR)
    return await admitCast(tx, me, call)
  })
  const played = await playCall({
    url: app.url,
    cast,
    today: ON_AIR.toZonedDateTimeISO(sample.call.zone).toPlainDate(),
    pace: {
      async until(minute) {
        app.clock.set(ON_AIR.add({ seconds: Math.round(minute * 60) }).toString())
        return true
      },
    },
  })
  expect(played).toMatchObject({ finished: true, refusals: [] })
  await app.context.transaction(me, (tx) => finishReadout(tx, me, cast.call, played.inUrdu))
  await app.drain()
  officer = await signIn(app, sample.staff.email)
  readout = (await officer.get<Readout>(`/api/calls/${cast.call}/readout`)).body
  const behind = await eventsOf(
    app,
    allRefs(readout).map((ref) => ref.stream),
  )
  events = new Map(behind.map((event) => [keyOf(event), event]))
}, 120_000)
afterAll(async () => app.stop())

const keyOf = (ref: EventRef) => `${ref.stream} ${ref.seq}`
const sentencesOf = (text: ReadoutText): Sentence[] => [
  text.headline,
  ...text.paragraphs.flatMap((p) => p.sentences),
]
const texts = (of: Readout): ReadoutText[] =>
  of.languages ? [of.languages.en.text, of.languages.ur.text] : []
const allRefs = (of: Readout): EventRef[] =>
  texts(of)
    .flatMap(sentencesOf)
    .flatMap((s) => s.sources)
const english = () => sentencesOf(texts(readout)[0]!)

describe('the draft of the sample call', () => {
  test.each(PRESS_FACTS)('holds: $fact', ({ fact, sentence: key, events: types, words }) => {
    const sentence = english().find((s) => s.key.startsWith(key) && (s.text ?? '').includes(fact))
    expect(sentence, `no sentence ${key} says it`).toBeDefined()
    const behind = sentence!.sources.map((ref) => events.get(keyOf(ref)))
    for (const type of types) expect(behind.map((event) => event?.type)).toContain(type)
    if (words)
      expect(behind.map((event) => event?.text ?? '').some((text) => text.includes(words))).toBe(true)
  })

  test('reads as the press release does, sentence after sentence', () => {
    expect(english().map((s) => s.text)).toMatchInlineSnapshot(`
      [
        "American ICT Firms Engage Pakistani Officials on Digital Economy Opportunities",
        "U.S. Chargé d’Affaires (CDA) Natalie A. Baker hosted a webinar, connecting 25 representatives from U.S. information and communication technology (ICT) firms with senior Pakistani government officials to explore commercial opportunities in Pakistan’s growing IT sector.",
        "Federal Secretary of the Ministry of Information Technology and Telecommunication Zarar Hasham Khan, Chairman of the Special Technology Zones Authority Azfar Manzoor, and Project Director of Pakistan’s Special Investment Facilitation Council Syed Hadi joined CDA Baker to discuss investment opportunities, regulatory frameworks, and partnership potential in Pakistan’s ICT sector.",
        "In her remarks, CDA Baker said, “The U.S. Mission in Pakistan is fostering strong economic ties between our nations.”",
        "She also added, “We believe that by working together, we can unlock the full potential of Pakistan’s IT sector, create new opportunities for American businesses, and contribute to Pakistan’s economic development.”",
        "She reinforced that the U.S. Embassy and consulates are here to support American companies as they navigate the Pakistani market by connecting them with local partners and ensuring they have the resources and information needed to succeed.",
        "“We are committed to facilitating investment, promoting trade, and advocating for policies to improve the business environment,” she said.",
        "The webinar highlighted growth opportunities in cloud computing, data centers, cybersecurity, and artificial intelligence.",
        "These are important areas where U.S. companies offer proven expertise and innovation.",
        "During the webinar, Pakistani officials outlined government initiatives to advance digital policies, expand broadband connectivity, promote technology parks, and support innovation through regulatory reforms and incentives.",
        "CDA Baker also emphasized the timeliness of strengthening U.S.-Pakistan technology cooperation, saying, “This year in the United States, we are celebrating America’s 250th anniversary, which presents us with an opportunity to celebrate American innovation and leadership in the technology sector.”",
        "The technology sector exemplifies U.S. ingenuity and leadership, which the Freedom 250 celebration honors.",
        "The webinar was also part of the Direct Line for American Businesses program, which provides U.S. businesses with direct access to foreign government officials and market experts, facilitating informed decision-making about international business opportunities.",
        "This is the third in a series of Direct Line calls CDA Baker and the U.S. Mission in Pakistan have led in the last year to foster trade and investment between the United States and Pakistan.",
      ]
    `)
  })

  test('rests every sentence on events that exist', () => {
    for (const sentence of texts(readout).flatMap(sentencesOf)) {
      expect(sentence.kind).toBe('record')
      expect(sentence.sources.length, sentence.text ?? '').toBeGreaterThan(0)
      for (const ref of sentence.sources) expect(events.has(keyOf(ref)), keyOf(ref)).toBe(true)
    }
  })

  test('says nothing that its sources or the patterns of the readout do not hold', () => {
    const patterns = wordsOf(Object.values(en.readout).join(' '))
    for (const sentence of english()) {
      const held = new Set([...patterns, ...wordsOf(sentence.sources.map(wordsBehind).join(' '))])
      const foreign = wordsOf(sentence.text ?? '').filter((word) => !held.has(word) && !/^\d+$/.test(word))
      expect(foreign, sentence.text ?? '').toEqual([])
    }
  })

  test('counts people by their arrivals, and calls by those that ended', () => {
    const opening = english().find((s) => s.key === 'opening')!
    const arrivals = opening.sources
      .map((ref) => events.get(keyOf(ref))!)
      .filter((e) => e.type === 'person.entered')
    expect(new Set(arrivals.map((e) => e.data['person'])).size).toBe(25)
    const series = english().find((s) => s.key === 'series')!
    const ended = series.sources.map((ref) => events.get(keyOf(ref))!).filter((e) => e.type === 'call.ended')
    expect(new Set(ended.map((e) => e.data['call'])).size + 1).toBe(3)
  })

  test('quotes only whom the press release quotes, and only with a grant', () => {
    const quotes = english().filter((s) => s.asserts === 'quote')
    expect(quotes).toHaveLength(4)
    for (const quote of quotes) {
      expect(quote.people).toEqual([cast.persons['baker']])
      expect(quote.sources.map((ref) => events.get(keyOf(ref))?.type)).toContain('quote.publication-granted')
    }
    expect(JSON.stringify(readout.languages)).not.toContain('rather host here')
  })

  test('lacks nothing, and says what it leaves out', () => {
    expect(readout.languages?.en.gaps).toEqual([])
    expect(readout.languages?.ur.gaps).toEqual([])
    expect(readout.languages?.en.omissions).toMatchObject([
      { key: 'quote refused', count: 1 },
      { key: 'background', count: 3 },
    ])
    expect(readout.languages?.en.changes).toEqual([])
  })
})

describe('the record of the sample call', () => {
  test('counts 25 people of 19 firms, whoever came twice', async () => {
    const { body } = await officer.get<Attendance>(`/api/calls/${cast.call}/attendance`)
    expect(body).toMatchObject({ attendees: 25, organizations: 19, medianMinutes: 75 })
    expect(body.absent).toMatchObject([
      { name: 'Silas Grantlow', organizationName: 'Marrow Stone Analytics' },
    ])
    const hugo = body.rows.find((row) => row.name === 'Hugo Faircloth')
    expect(hugo).toMatchObject({ visits: 2, minutes: 72, organizationName: 'Northvale Cloud' })
  })

  test('keeps a register of every question, with what is owed by whom and until when', async () => {
    const { body } = await officer.get<Answers>(`/api/calls/${cast.call}/answers`)
    expect(body).toMatchObject({ asked: 18, owed: 8, overdue: 0 })
    const audit = body.rows.find((row) => row.text?.startsWith('Will a security audit'))
    expect(audit).toMatchObject({
      organizationName: 'Harborlight Cyber',
      state: 'to follow up',
      owed: { ownerName: 'Ministry of Information Technology and Telecommunication', due: '2026-05-07' },
    })
  })
})

describe('the stage of the sample call', () => {
  test('shows the slides of each presentation, every page in its turn', async () => {
    const happened = await recordOf()
    const added = happened.filter(({ type }) => type === 'deck.added').map(({ data }) => data)
    expect(added.map(({ pages }) => pages)).toEqual(sampleDecks.map(({ pages }) => pages.length))
    const shown = happened.filter(({ type }) => type === 'slide.shown').map(({ data }) => data)
    expect(shown.map(({ deck, page }) => ({ deck, page }))).toEqual(
      added.flatMap(({ deck, pages }) =>
        Array.from({ length: Number(pages) }, (_, n) => ({ deck, page: n + 1 })),
      ),
    )
    expect(happened.filter(({ type }) => type === 'slides.hidden')).toHaveLength(sampleDecks.length)
    const { body } = await officer.get<{ items: Deck[] }>(`/api/calls/${cast.call}/decks`)
    for (const { title, pages, arrived } of body.items) expect(arrived, title).toBe(pages)
  })

  test('says on them what the press release says, and nothing else', () => {
    const told = english()
      .map(({ text }) => text ?? '')
      .join(' ')
      .toLowerCase()
    for (const point of sampleDecks.flatMap(({ pages }) => pages.flatMap(({ points }) => points)))
      expect(told).toContain(point.toLowerCase())
  })

  test('gives firms the floor: each accepts, speaks within its time, and hands it back or loses it', async () => {
    const heard = script.flatMap((line) => ('givesFloorTo' in line ? [cast.persons[line.givesFloorTo]] : []))
    expect(heard.length).toBeGreaterThanOrEqual(3)
    const floors = (await recordOf()).filter(({ type }) => type.startsWith('floor.'))
    const who = (type: string) =>
      floors.filter((event) => event.type === type).map(({ data }) => data['person'])
    expect(who('floor.granted')).toEqual(heard)
    expect(who('floor.accepted')).toEqual(heard)
    expect([...who('floor.returned'), ...who('floor.withdrawn')]).toEqual(heard)
    expect(who('floor.withdrawn')).toHaveLength(1)
  })
})

async function recordOf(): Promise<Happened[]> {
  const happened = await eventsOf(app, [recordStream(cast.call)])
  return happened.toSorted((a, b) => a.seq - b.seq)
}

/** The words that stand behind a source: what the event holds and what people wrote with it. */
function wordsBehind(ref: EventRef): string {
  const event = events.get(keyOf(ref))!
  const worded = event.type === 'readout.worded' ? JSON.stringify(readout.wording) : ''
  return `${event.text ?? ''} ${JSON.stringify(event.data)} ${worded}`
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/\{\{.*?\}\}/g, ' ')
    .match(/[\p{L}\p{N}]+(?:[’.-][\p{L}\p{N}]+)*/gu) ?? []
