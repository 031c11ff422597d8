import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, client } from '../../testing/client.ts'
import { comeBy, linkClient, staffClient } from '../../testing/sign-in.ts'
import { type RoomSocket, roomSocket } from '../../testing/socket.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import type { CallFacts } from '../calls/contract.ts'
import { aRegistrant } from '../registration/factories.ts'
import { entityOf } from '../room/contract.ts'
import { panelGuest, publishedCall } from '../room/factories/scene.ts'
import type { Readout } from './contract.ts'

// A call in three parts: on the record, on background, off the record. Each door out of the house is tried.

const OPEN = 'No licence is needed for storage.'
const NAMELESS = 'The tax on servers will fall next year.'
const CLOSED = 'The bank fears the new regulator.'
const PROMISED_CLOSED = 'We send the list of the three banks.'
const QUOTE = 'We open the market on the first of July.'

let app: TestApp
let call: CallFacts
let officer: Client
let firm: Client
let desk: RoomSocket
let secretary: RoomSocket
let quote = ''

const url = (path: string) => `/api/calls/${call.id}/${path}`
const member = () => call.panel.find(({ role }) => role === 'panelist')?.id ?? ''
const speaker = () => ({ kind: 'panel member', panelMember: member() }) as const

async function ok(...command: Parameters<RoomSocket['command']>): Promise<string> {
  const answer = await desk.command(...command)
  if (answer.t !== 'ack') throw new Error(`${command[0]}: ${answer.reason}`)
  return answer.made ?? ''
}

/** Somebody who registered and was approved, by her own link. */
async function approvedFirm(): Promise<Client> {
  await client(app).post(url('registrations'), { ...aRegistrant(1), question: null })
  await app.drain()
  const { body } = await officer.get<{ items: { id: string; person: { id: string } }[] }>(
    url('registrations'),
  )
  const [row] = body.items
  if (!row) throw new Error('nobody registered')
  await officer.post(`/api/registrations/${row.id}/decision`, { decision: 'approve' })
  await app.drain()
  return await comeBy(app, call.id, row.person.id)
}

beforeAll(async () => {
  app = await startTestApp()
  call = await publishedCall(app.context)
  officer = await staffClient(app, 'officer')
  await officer.post(url('agenda'), { title: { en: 'Closed part', ur: null }, groundRules: 'off the record' })
  firm = await approvedFirm()
  const official = await app.inside((tx) => panelGuest(tx, call, 'panelist'))
  const asker = await roomSocket(app, firm, call.id)
  desk = await roomSocket(app, officer, call.id)
  secretary = await roomSocket(app, await linkClient(app, official.url), call.id)
  await ok('openRoom')
  for (const socket of [asker, secretary]) {
    const room = await socket.until((each) => entityOf(each, 'call')?.phase === 'green room')
    await socket.command('enter', { acceptedRules: entityOf(room, 'call')?.rulesVersion ?? 0 })
  }
  const asked: string[] = []
  for (const text of ['Which licence?', 'Which tax?', 'Which bank?']) {
    const answer = await asker.command('submitQuestion', { text })
    if (answer.t !== 'ack') throw new Error(answer.reason)
    asked.push(answer.made ?? '')
  }
  await ok('goOnAir')
  const answer = async (which: number, summary: string) => {
    app.clock.advance({ minutes: 3 })
    await ok('showQuestion', { question: asked[which] ?? '' })
    await ok('answerLive', { question: asked[which] ?? '', summary, speaker: speaker() })
  }
  await answer(0, OPEN)
  quote = await ok('recordEntry', { kind: 'quote', text: QUOTE, speaker: speaker() })
  app.clock.advance({ minutes: 1 })
  await ok('nextAgendaItem')
  await answer(1, NAMELESS)
  await ok('nextAgendaItem')
  await answer(2, CLOSED)
  await ok('recordEntry', { kind: 'promise', text: PROMISED_CLOSED, speaker: speaker() })
  await ok('recordEntry', { kind: 'key point', text: CLOSED, speaker: speaker() })
}, 60_000)
afterAll(async () => app.stop())

const wordOf = (bytes: Buffer): string => strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array())
async function file(path: string): Promise<Buffer> {
  const response = await fetch(`${app.url}${url(path)}`, { headers: { cookie: officer.cookie } })
  expect([path, response.status]).toEqual([path, 200])
  return Buffer.from(await response.arrayBuffer())
}

describe('ground rules bind, each part of the call its own', () => {
  test('in the room: no quote of what is said now, nor of what was said then', async () => {
    const now = await desk.command('recordEntry', { kind: 'quote', text: CLOSED, speaker: speaker() })
    expect(now).toMatchObject({ reason: 'room.quotes_closed' })
    const saidAt = app.clock.now().subtract({ minutes: 4 }).toString()
    const then = await desk.command('recordEntry', { kind: 'quote', text: NAMELESS, saidAt })
    expect(then).toMatchObject({ reason: 'room.quotes_closed' })
    const moved = await desk.command('correctEntry', { entry: quote, saidAt })
    expect(moved).toMatchObject({ reason: 'room.quotes_closed' })
  })

  test('in the register as a file: background names nobody, off the record nothing is written out', async () => {
    const csv = (await file('answers.csv')).toString()
    const sheet = Object.values(unzipSync(await file('answers.xlsx')))
      .map((each) => strFromU8(each))
      .join('\n')
    for (const [kind, text] of Object.entries({ csv, sheet, word: wordOf(await file('answers.docx')) })) {
      expect(text, kind).toContain(OPEN)
      expect(text, kind).toContain(NAMELESS)
      expect(text, kind).toContain('[Said off the record]')
      expect(text, kind).not.toContain(CLOSED)
      expect(text, kind).not.toContain(PROMISED_CLOSED)
    }
    const lineOf = (question: string) => csv.split('\n').find((line) => line.startsWith(question)) ?? ''
    expect(lineOf('Which licence?')).toContain('Saad Secretary')
    expect(lineOf('Which tax?')).toContain('Background')
    expect(lineOf('Which tax?') + lineOf('Which bank?')).not.toContain('Saad Secretary')
  })

  test('on the asker’s own page and in the mails that show the same: that it was answered', async () => {
    const { body } = await firm.get<{
      questions: { text: string; answers: { text: string | null }[] }[]
    }>('/api/my/registration')
    const told = body.questions.map(({ text, answers }) => [text, answers[0]?.text])
    expect(JSON.stringify(body)).not.toMatch(/Saad|three banks/)
    expect(told).toEqual([
      ['Which licence?', OPEN],
      ['Which tax?', NAMELESS],
      ['Which bank?', null],
    ])
  })
})

describe('a quote', () => {
  const granted = async () => {
    await ok('askToPublish', { entry: quote })
    await secretary.until((room) => entityOf(room, 'me')?.quotesAskedOfMe[0]?.entry === quote)
    expect(await secretary.command('grantPublication', { entry: quote })).toMatchObject({ t: 'ack' })
  }
  const publish = (version: number | null) =>
    officer.post<{ reason: string; detail: string }>(url('readout/publication'), { version })
  let readout: Readout

  test('that was granted is published', async () => {
    await granted()
    await ok('endCall')
    await app.drain()
    readout = (await officer.get<Readout>(url('readout'))).body
    expect(JSON.stringify(readout.languages)).toContain(QUOTE.slice(0, -1))
    expect((await publish(readout.version)).status).toBe(200)
    await publish(null)
  })

  test('that was edited after it was granted is not: the grant is void, and what stood before is closed too', async () => {
    await ok('correctEntry', { entry: quote, text: 'We open the market on the first of August.' })
    await desk.until((room) => entityOf(room, 'entry', quote)?.publication === 'not asked')
    expect((await publish(readout.version)).body).toMatchObject({ reason: 'outcomes.closed_words' })
    for (const path of ['readout.docx', 'readout.html'])
      expect([path, (await officer.get(url(path))).status]).toEqual([path, 409])
    await granted()
    // Granted again, in the new words: the version with the former ones stays closed, a new one may go out.
    expect((await publish(readout.version)).status).toBe(409)
    readout = (await officer.post<Readout>(url('readout/compile'))).body
    expect((await publish(readout.version)).status).toBe(200)
    await file('readout.docx')
  })

  test('or a word off the record that somebody writes into the text by hand stops it', async () => {
    const { en } = readout.languages!
    const bare = ({ key, text }: { key: string; text: string | null }) => ({ key, text: text ?? '' })
    const paragraphs = en.text.paragraphs.map(({ key, sentences }) => ({
      key,
      sentences: sentences.map(bare),
    }))
    paragraphs.push({
      key: 'mine',
      sentences: [{ key: 'mine:1', text: `One hears: ${CLOSED.toLowerCase()}` }],
    })
    const edit = { basedOn: readout.version, locale: 'en', headline: bare(en.text.headline), paragraphs }
    const saved = await officer.post<Readout>(url('readout/versions'), edit)
    expect(saved.status).toBe(200)
    const refused = await publish(saved.body.version)
    expect([refused.status, refused.body.reason]).toEqual([409, 'outcomes.closed_words'])
    expect(refused.body.detail).toMatch(/off the record/)
  })
})
