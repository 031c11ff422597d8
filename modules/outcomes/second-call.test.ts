import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../../testing/client.ts'
import { holdLisbonCall, LISBON_ON_AIR } from '../../testing/lisbon.ts'
import { startTestApp, type TestApp } from '../../testing/start-app.ts'
import type { CallFacts } from '../calls/contract.ts'
import type { Answers, Attendance, Readout } from './contract.ts'

// Another call than the sample: another country, its record in Urdu, no quotes, one attendee, no promises, the first of
// its series, and a part that is off the record. People and places are invented.

let app: TestApp
let call: CallFacts
let officer: Client
let readout: Readout

beforeAll(async () => {
  app = await startTestApp({ now: LISBON_ON_AIR.subtract({ minutes: 10 }).toString() })
  ;({ call, officer } = await holdLisbonCall(app))
  readout = await read()
}, 60_000)
afterAll(async () => app.stop())

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
