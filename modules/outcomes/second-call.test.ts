import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '../../kernel/actor.ts'
import type { Client } from '../../testing/client.ts'
import { linkClient, staffClient } from '../../testing/sign-in.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import type { CallFacts } from '../calls/contract.ts'
import { peopleCommands } from '../people/contract.ts'
import type { CommandInput, CommandName } from '../room/contract.ts'
import type { Answers, Attendance, Readout } from './contract.ts'
import { announceLisbon } from './factories/lisbon.ts'

// Another call than the sample: another country, its record in Urdu, no quotes, one attendee, no promises, the first of
// its series, and a part that is off the record. People and places are invented.

const ON_AIR = Temporal.Instant.from('2026-09-08T10:00:00Z')
const me = system('test')

let app: TestApp
let call: CallFacts
let officer: Client
let readout: Readout

beforeAll(async () => {
  app = await startTestApp({ now: ON_AIR.subtract({ minutes: 10 }).toString() })
  const announced = await app.context.transaction(me, (tx) => announceLisbon(tx, ON_AIR))
  const { links } = announced
  call = announced.call
  officer = await staffClient(app, 'officer')
  const host = await linkClient(app, links.host)
  const official = await linkClient(app, links.official)
  const firm = await linkClient(app, links.firm)
  const enter = { acceptedRules: call.rulesVersion }

  at(-5)
  await command(officer, 'openRoom', {})
  await command(host, 'enter', enter)
  await command(official, 'enter', enter)
  at(-1)
  await command(firm, 'enter', enter)
  at(0)
  await command(officer, 'goOnAir', {})
  at(4)
  await take('key point', 'سفارت خانہ پاکستانی فرموں کو نمائشوں تک پہنچنے میں مدد دے گا۔', {
    speaker: { kind: 'host' },
    aspect: 'offer of help',
  })
  at(9)
  await take('topic', 'درآمدی ضابطوں')
  at(12)
  await take('topic', 'بندرگاہ پر کاغذی کارروائی کم کرنے', {
    speaker: { kind: 'panel member', panelMember: call.panel[1]!.id },
    aspect: 'initiative',
  })
  at(14)
  await take('topic', 'نمائشوں میں شرکت')
  at(16)
  await take('topic', 'تولیوں اور چادروں', { aspect: 'growth opportunity' })
  at(20)
  await command(officer, 'nextAgendaItem', {})
  at(21)
  await take('key point', 'محصول خفیہ طور پر کم ہو رہا ہے', { speaker: { kind: 'host' } })
  at(30)
  await command(officer, 'endBroadcast', {})
  await command(officer, 'endCall', {})
  await app.drain()
  readout = await read()
}, 60_000)
afterAll(async () => app.stop())

const at = (minute: number): void => app.clock.set(ON_AIR.add({ seconds: minute * 60 }).toString())

async function command<N extends CommandName>(who: Client, name: N, input: CommandInput<N>): Promise<void> {
  const { status, body } = await who.post(`/api/calls/${call.id}/commands`, { id: randomUUID(), name, input })
  expect(status, `${name}: ${JSON.stringify(body)}`).toBe(200)
}

const take = (
  kind: 'key point' | 'topic',
  text: string,
  more: Partial<CommandInput<'recordEntry'>> = {},
): Promise<void> => command(officer, 'recordEntry', { kind, text, ...more })

const read = async (): Promise<Readout> => (await officer.get<Readout>(`/api/calls/${call.id}/readout`)).body

const said = (language: 'en' | 'ur'): (string | null)[] => {
  const { text } = readout.languages![language]
  return [text.headline.text, ...text.paragraphs.map((p) => p.sentences.map((s) => s.text).join(' '))]
}

describe('a call in Urdu, the first of its series, with one attendee', () => {
  test('reads right in Urdu', () => {
    expect(said('ur')).toEqual([
      'پاکستانی ٹیکسٹائل فرموں کی گھریلو ٹیکسٹائل پر پرتگالی عہدیدار سے بات چیت',
      'کمرشل قونصلر آمنہ راحت گر نے گھریلو ٹیکسٹائل کی طلب کے موضوع پر ایک ویبینار کی میزبانی کی، جس میں پاکستانی ٹیکسٹائل فرموں کے ایک نمائندے کو پرتگالی عہدیدار سے ملایا گیا۔',
      'روئی فالکوئیرو (ڈائریکٹر، بندرگاہ بورڈ) نے آمنہ راحت گر کے ساتھ شرکت کی اور درآمدی ضابطوں اور نمائشوں میں شرکت پر بات کی۔',
      'آمنہ راحت گر نے اس بات پر زور دیا کہ سفارت خانہ پاکستانی فرموں کو نمائشوں تک پہنچنے میں مدد دے گا۔',
      'ویبینار میں تولیوں اور چادروں میں ترقی کے مواقع اجاگر کیے گئے۔',
      'ویبینار کے دوران پرتگالی عہدیدار نے بندرگاہ پر کاغذی کارروائی کم کرنے کے حکومتی اقدامات بیان کیے۔',
      'یہ ویبینار کھلے دروازے پروگرام کا حصہ تھا، جو برآمد کنندگان کو خریدنے اور فیصلہ کرنے والوں سے ملاتا ہے۔ یہ ڈائریکٹ لائن کالوں کے سلسلے کی پہلی کال ہے، جس کی قیادت آمنہ راحت گر اور سفارت خانہ پاکستان، لزبن نے کی، تاکہ پاکستان اور پرتگال کے درمیان تجارت بڑھے۔',
    ])
  })

  test('holds nothing of the part that was off the record, and says that something was left out', () => {
    expect(JSON.stringify(readout.languages!.ur.text)).not.toContain('محصول')
    expect(JSON.stringify(readout.languages!.en.text)).not.toContain('محصول')
    expect(readout.languages!.ur.omissions).toEqual([
      { key: 'off the record', count: 1, since: '2026-09-08T10:21:00Z' },
    ])
    expect(readout.languages!.ur.gaps).toEqual([])
  })

  test('says in English which sentences wait for a translation, and reads right once they have one', async () => {
    expect(readout.languages!.en.gaps).toEqual([{ key: 'other language', count: 4 }])
    const waiting = await officer.get<{ of: { seq: number }; text: string }[]>(
      `/api/calls/${call.id}/readout/translations?locale=en`,
    )
    const english = [
      'The Embassy will help Pakistani firms reach the trade fairs',
      'import rules',
      'cut paperwork at the port',
      'taking part in trade fairs',
      'towels and sheets',
    ]
    expect(waiting.body.map((row) => row.text)).toHaveLength(english.length)
    for (const [i, { of }] of waiting.body.entries()) {
      await officer.post(`/api/calls/${call.id}/readout/translations`, {
        seq: of.seq,
        locale: 'en',
        text: english[i],
      })
    }
    readout = await read()
    expect(readout.languages!.en.changes.map(({ what }) => what)).toEqual([
      'changed',
      'changed',
      'changed',
      'changed',
    ])
    await officer.post(`/api/calls/${call.id}/readout/compile`)
    readout = await read()
    expect(readout.languages!.en.gaps).toEqual([])
    expect(said('en')).toEqual([
      'Pakistani Textile Firms Engage a Portuguese Official on Home Textiles',
      'Commercial Counsellor Amna Rahatgar hosted a webinar, connecting one representative from Pakistani textile firms with a Portuguese official to explore demand for home textiles.',
      'Director of the Harbor Board of Examplia Rui Falcoeiro joined Amna Rahatgar to discuss import rules and taking part in trade fairs.',
      'Amna Rahatgar reinforced that the Embassy will help Pakistani firms reach the trade fairs.',
      'The webinar highlighted growth opportunities in towels and sheets.',
      'During the webinar, a Portuguese official outlined government initiatives to cut paperwork at the port.',
      'The webinar was part of the Open Doors program, which brings exporters together with those who buy and decide. This is the first in a series of Direct Line calls led by Amna Rahatgar and the Embassy of Pakistan in Lisbon to widen trade between Pakistan and Portugal.',
    ])
  })

  test('attendance and register say so, too', async () => {
    const attendance = await officer.get<Attendance>(`/api/calls/${call.id}/attendance`)
    expect(attendance.body).toMatchObject({ attendees: 1, organizations: 1, medianMinutes: 30 })
    const answers = await officer.get<Answers>(`/api/calls/${call.id}/answers`)
    expect(answers.body).toMatchObject({ asked: 0, owed: 0, rows: [], promises: [] })
  })
})

describe('the readout as the officer works on it', () => {
  const url = (path: string) => `/api/calls/${call.id}/${path}`
  const edit = (change: (text: Readout['languages'] & object) => object) => {
    const { en } = readout.languages!
    const bare = ({ key, text }: { key: string; text: string | null }) => ({ key, text: text ?? '' })
    return {
      basedOn: readout.version,
      locale: 'en',
      headline: bare(en.text.headline),
      paragraphs: en.text.paragraphs.map((p) => ({ key: p.key, sentences: p.sentences.map(bare) })),
      ...change(readout.languages!),
    }
  }

  test('an edit is a new version: new words are not the record’s, the others stay', async () => {
    const before = readout.version
    const words = { headline: { key: 'headline', text: 'Lisbon Meets Faisalabad' } }
    const { status, body } = await officer.post<Readout>(
      url('readout/versions'),
      edit(() => words),
    )
    expect(status).toBe(200)
    readout = body
    const { headline, paragraphs } = body.languages!.en.text
    expect(body.version).toBe(before + 1)
    expect(headline).toMatchObject({ kind: 'written', text: 'Lisbon Meets Faisalabad' })
    expect(headline.compiled).toMatch(/^Pakistani Textile Firms/)
    expect(paragraphs.flatMap((p) => p.sentences.map((s) => s.kind))).not.toContain('written')
    const first = await officer.get<Readout>(url(`readout?version=${before}`))
    expect(first.body.languages!.en.text.headline.kind).toBe('record')
  })

  test('an edit of a version that is no longer the newest is refused', async () => {
    const late = { ...edit(() => ({})), basedOn: 1 }
    const { status, body } = await officer.post<{ reason: string }>(url('readout/versions'), late)
    expect([status, body.reason]).toEqual([409, 'outcomes.readout_moved'])
  })

  test('what changes in the record since is flagged at its sentence, and taken over when it is accepted', async () => {
    await command(officer, 'recordEntry', {
      kind: 'topic',
      text: 'credit terms',
      saidAt: ON_AIR.add({ minutes: 15 }).toString(),
    })
    readout = await read()
    const [changed, ...others] = readout.languages!.en.changes
    expect(others).toEqual([])
    expect(changed).toMatchObject({ what: 'changed', key: 'panel' })
    const now = changed && 'now' in changed ? (changed.now.text ?? '') : ''
    expect(now).toContain('import rules, taking part in trade fairs, and credit terms.')
    const accepted = edit(({ en }) => ({
      reviewed: ['panel'],
      paragraphs: en.text.paragraphs.map((p) => ({
        key: p.key,
        sentences: p.sentences.map((s) => ({ key: s.key, text: s.key === 'panel' ? now : (s.text ?? '') })),
      })),
    }))
    readout = (await officer.post<Readout>(url('readout/versions'), accepted)).body
    expect(readout.languages!.en.changes).toEqual([])
    expect(said('en').join(' ')).toContain('and credit terms.')
  })

  test('is read as a page, and tables as CSV that no spreadsheet takes for a formula', async () => {
    const page = await officer.get<string>(url('readout.html?text=ur'))
    expect(page.headers.get('content-type')).toContain('text/html')
    expect(page.body).toContain('<html lang="ur" dir="rtl">')
    expect(page.body).toContain('آمنہ راحت گر')
    const csv = await officer.get<string>(url('attendance.csv'))
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="attendance.csv"')
    expect(csv.body).toContain('صبا نورانی,برآمدی منتظم,لوم فیلڈ ٹیکسٹائل,Attendee,')
  })

  test('a person who is erased is in no version any more', async () => {
    const host = call.panel[0]!.person
    await app.context.transaction(me, (tx) => tx.use(peopleCommands).erase(tx, me, { person: host }))
    await app.drain()
    for (const { version } of readout.versions) {
      const { body } = await officer.get<Readout>(url(`readout?version=${version}`))
      expect(JSON.stringify(body.languages!.en.text), `version ${version}`).not.toContain('Rahatgar')
      expect(JSON.stringify(body.languages!.ur.text), `version ${version}`).not.toContain('راحت گر')
    }
  })

  test('is for the staff of its program: a firm may not read it, a viewer may not edit', async () => {
    const viewer = await staffClient(app, 'viewer')
    expect((await viewer.get(url('readout'))).status).toBe(200)
    expect((await viewer.post(url('readout/compile'))).status).toBe(403)
    const other = await staffClient(app, 'officer', randomUUID())
    expect((await other.get(url('readout'))).status).toBe(403)
  })
})
