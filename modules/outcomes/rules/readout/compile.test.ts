import { describe, expect, test } from 'vitest'
import type { Locale } from '../../../../kernel/locale.ts'
import { fact, organizationId, personId, readoutSource, recordWriter, seat } from '../../factories/record.ts'
import en from '../../locales/en.json' with { type: 'json' }
import ur from '../../locales/ur.json' with { type: 'json' }
import { voices } from '../say.ts'
import { compileReadout } from './compile.ts'
import type { ReadoutSource } from './source.ts'

const say = voices({ en: en.readout, ur: ur.readout })
const compile = (source: ReadoutSource, locale: Locale = 'en') => compileReadout(source, locale, say[locale])
const paragraphs = (source: ReadoutSource, locale: Locale = 'en') =>
  compile(source, locale).paragraphs.map((p) => p.sentences.map((s) => s.text).join(' '))

const baker = seat(1, {
  name: { en: 'Natalie A. Baker', ur: 'نیٹلی اے بیکر' },
  title: { en: 'U.S. Chargé d’Affaires (CDA)', ur: 'امریکی ناظم الامور' },
  organization: { en: 'U.S. Embassy Islamabad', ur: 'امریکی سفارت خانہ، اسلام آباد' },
  shortName: { en: 'CDA Baker', ur: 'ناظم الامور بیکر' },
  pronoun: 'she',
  isHost: true,
})
const khan = seat(2, {
  name: { en: 'Zarar Hasham Khan', ur: 'ضرار ہاشم خان' },
  title: { en: 'Federal Secretary', ur: 'وفاقی سیکرٹری' },
  organization: {
    en: 'Ministry of Information Technology and Telecommunication',
    ur: 'وزارتِ انفارمیشن ٹیکنالوجی و ٹیلی کمیونیکیشن',
  },
})
const manzoor = seat(3, {
  name: { en: 'Azfar Manzoor', ur: 'اظفر منظور' },
  title: { en: 'Chairman', ur: 'چیئرمین' },
  organization: { en: 'Special Technology Zones Authority', ur: 'اسپیشل ٹیکنالوجی زونز اتھارٹی' },
})
const hadi = seat(4, {
  name: { en: 'Syed Hadi', ur: 'سید ہادی' },
  title: { en: 'Project Director', ur: 'پروجیکٹ ڈائریکٹر' },
  organization: {
    en: 'Pakistan’s Special Investment Facilitation Council',
    ur: 'خصوصی سرمایہ کاری سہولت کونسل',
  },
})
const host = { kind: 'host' } as const
const granted = { speaker: host, publication: 'granted' } as const

/** The call of the press release, as its record would hold it. */
function sampleCall(): ReadoutSource {
  const call = recordWriter()
  for (const member of [baker, khan, manzoor, hadi]) call.member(-10, member)
  for (let n = 1; n <= 25; n++) call.attendee(-3, personId(n), organizationId(Math.min(n, 19)))
  call.onAir()
  call.entry(
    2,
    'quote',
    'The U.S. Mission in Pakistan is fostering strong economic ties between our nations.',
    granted,
  )
  call.entry(
    2.5,
    'quote',
    'We believe that by working together, we can unlock the full potential of Pakistan’s IT sector, create new opportunities for American businesses, and contribute to Pakistan’s economic development.',
    granted,
  )
  call.entry(
    3,
    'key point',
    'The U.S. Embassy and consulates are here to support American companies as they navigate the Pakistani market by connecting them with local partners and ensuring they have the resources and information needed to succeed.',
    { speaker: host, aspect: 'offer of help' },
  )
  call.entry(
    4,
    'quote',
    'We are committed to facilitating investment, promoting trade, and advocating for policies to improve the business environment.',
    granted,
  )
  const by = (member: typeof khan) => ({ kind: 'office', panelMember: member.id }) as const
  call.entry(9, 'topic', 'investment opportunities')
  call.entry(10, 'topic', 'advance digital policies', { speaker: by(khan), aspect: 'initiative' })
  call.entry(12, 'topic', 'expand broadband connectivity', { speaker: by(khan), aspect: 'initiative' })
  call.entry(13, 'topic', 'regulatory frameworks')
  call.entry(20, 'topic', 'promote technology parks', { speaker: by(manzoor), aspect: 'initiative' })
  call.entry(30, 'topic', 'support innovation through regulatory reforms and incentives', {
    speaker: by(hadi),
    aspect: 'initiative',
  })
  call.entry(31, 'topic', 'partnership potential in Pakistan’s ICT sector')
  for (const [i, sector] of [
    'cloud computing',
    'data centers',
    'cybersecurity',
    'artificial intelligence',
  ].entries()) {
    call.entry(40 + i, 'topic', sector, { aspect: 'growth opportunity' })
  }
  call.entry(
    50,
    'key point',
    'these are important areas where U.S. companies offer proven expertise and innovation',
    {
      aspect: 'growth opportunity',
    },
  )
  const guest = { kind: 'person', person: personId(1) } as const
  call.entry(51, 'quote', 'We would rather host here.', { speaker: guest, publication: 'refused' })
  call.entry(72, 'topic', 'the timeliness of strengthening U.S.-Pakistan technology cooperation', {
    speaker: host,
    aspect: 'remark',
  })
  call.entry(
    72.5,
    'quote',
    'This year in the United States, we are celebrating America’s 250th anniversary, which presents us with an opportunity to celebrate American innovation and leadership in the technology sector.',
    granted,
  )
  call.debrief(75)
  call.end(80)
  const earlier = (startedAt: string, seq: number) => ({
    startedAt: Temporal.Instant.from(startedAt),
    host: baker.person,
    from: [{ stream: 'call:earlier', seq }],
  })
  return readoutSource({
    number: 3,
    title: fact({ en: 'Commercial opportunities in Pakistan’s growing IT sector', ur: null }),
    wording: {
      audience: fact({
        en: 'U.S. information and communication technology (ICT) firms',
        ur: 'امریکی انفارمیشن و کمیونیکیشن ٹیکنالوجی (آئی سی ٹی) فرموں',
      }),
      audienceShort: fact({ en: 'American ICT firms', ur: 'امریکی آئی سی ٹی فرموں' }),
      officials: fact({
        en: 'senior Pakistani government officials',
        ur: 'حکومتِ پاکستان کے اعلیٰ عہدیداروں',
      }),
      officialsShort: fact({ en: 'Pakistani officials', ur: 'پاکستانی حکام' }),
      subject: fact({
        en: 'commercial opportunities in Pakistan’s growing IT sector',
        ur: 'پاکستان کے ابھرتے ہوئے آئی ٹی شعبے میں تجارتی مواقع',
      }),
      subjectShort: fact({ en: 'digital economy opportunities', ur: 'ڈیجیٹل معیشت کے مواقع' }),
    },
    program: fact({
      name: { en: 'Direct Line for American Businesses', ur: 'ڈائریکٹ لائن برائے امریکی کاروبار' },
      description: {
        en: 'provides U.S. businesses with direct access to foreign government officials and market experts, facilitating informed decision-making about international business opportunities',
        ur: 'امریکی کاروباروں کو غیر ملکی سرکاری حکام اور منڈی کے ماہرین تک براہِ راست رسائی دیتا ہے تاکہ وہ بین الاقوامی کاروباری مواقع کے بارے میں باخبر فیصلے کر سکیں',
      },
    }),
    series: fact({
      purpose: {
        en: 'foster trade and investment between the United States and Pakistan',
        ur: 'امریکا اور پاکستان کے درمیان تجارت اور سرمایہ کاری کو فروغ ملے',
      },
    }),
    campaign: fact({
      name: { en: 'Freedom 250', ur: 'فریڈم 250' },
      statement: {
        en: 'The technology sector exemplifies U.S. ingenuity and leadership, which the Freedom 250 celebration honors.',
        ur: 'ٹیکنالوجی کا شعبہ امریکی ذہانت اور قیادت کی مثال ہے، جسے فریڈم 250 کی تقریبات خراجِ تحسین پیش کرتی ہیں۔',
      },
    }),
    panel: [baker, khan, manzoor, hadi],
    earlier: [earlier('2025-06-10T12:00:00Z', 40), earlier('2025-11-18T12:00:00Z', 41)],
    record: call.record,
  })
}

/** Without its headline, and with the words that stand in it taken over word for word. Source: the press release. */
const PRESS_RELEASE = [
  'U.S. Chargé d’Affaires (CDA) Natalie A. Baker hosted a webinar, connecting 25 representatives from U.S. information and communication technology (ICT) firms with senior Pakistani government officials to explore commercial opportunities in Pakistan’s growing IT sector.',
  'Federal Secretary of the Ministry of Information Technology and Telecommunication Zarar Hasham Khan, Chairman of the Special Technology Zones Authority Azfar Manzoor, and Project Director of Pakistan’s Special Investment Facilitation Council Syed Hadi joined CDA Baker to discuss investment opportunities, regulatory frameworks, and partnership potential in Pakistan’s ICT sector.',
  'In her remarks, CDA Baker said, “The U.S. Mission in Pakistan is fostering strong economic ties between our nations.” She also added, “We believe that by working together, we can unlock the full potential of Pakistan’s IT sector, create new opportunities for American businesses, and contribute to Pakistan’s economic development.”',
  'She reinforced that the U.S. Embassy and consulates are here to support American companies as they navigate the Pakistani market by connecting them with local partners and ensuring they have the resources and information needed to succeed. “We are committed to facilitating investment, promoting trade, and advocating for policies to improve the business environment,” she said.',
  'The webinar highlighted growth opportunities in cloud computing, data centers, cybersecurity, and artificial intelligence. These are important areas where U.S. companies offer proven expertise and innovation.',
  'During the webinar, Pakistani officials outlined government initiatives to advance digital policies, expand broadband connectivity, promote technology parks, and support innovation through regulatory reforms and incentives.',
  'CDA Baker also emphasized the timeliness of strengthening U.S.-Pakistan technology cooperation, saying, “This year in the United States, we are celebrating America’s 250th anniversary, which presents us with an opportunity to celebrate American innovation and leadership in the technology sector.” The technology sector exemplifies U.S. ingenuity and leadership, which the Freedom 250 celebration honors.',
  'The webinar was also part of the Direct Line for American Businesses program, which provides U.S. businesses with direct access to foreign government officials and market experts, facilitating informed decision-making about international business opportunities. This is the third in a series of Direct Line calls CDA Baker and the U.S. Mission in Pakistan have led in the last year to foster trade and investment between the United States and Pakistan.',
]

describe('the call of the press release', () => {
  test('reads as the press release does, but for one dash', () => {
    const draft = compile(sampleCall())
    expect(draft.headline.text).toBe(
      'American ICT Firms Engage Pakistani Officials on Digital Economy Opportunities',
    )
    expect(paragraphs(sampleCall())).toEqual(PRESS_RELEASE)
  })

  test('lacks nothing, and says which quote it leaves out', () => {
    const draft = compile(sampleCall())
    expect(draft.gaps).toEqual([])
    expect(draft.omissions).toEqual([{ key: 'quote refused', count: 1, since: '2026-04-23T12:51:00Z' }])
    expect(JSON.stringify(draft.paragraphs)).not.toContain('rather host here')
  })

  test('rests every sentence on events', () => {
    const { headline, paragraphs: said } = compile(sampleCall())
    for (const sentence of [headline, ...said.flatMap((p) => p.sentences)]) {
      expect(sentence.kind).toBe('record')
      expect(sentence.sources.length, sentence.text ?? '').toBeGreaterThan(0)
    }
  })

  test('has an Urdu text that says which sentences wait for a translation', () => {
    const draft = compile(sampleCall(), 'ur')
    expect(draft.headline.text).toBe(
      'امریکی آئی سی ٹی فرموں کی ڈیجیٹل معیشت کے مواقع پر پاکستانی حکام سے بات چیت',
    )
    expect(paragraphs(sampleCall(), 'ur').at(0)).toBe(
      'امریکی ناظم الامور نیٹلی اے بیکر نے پاکستان کے ابھرتے ہوئے آئی ٹی شعبے میں تجارتی مواقع کے موضوع پر ایک ویبینار کی میزبانی کی، جس میں امریکی انفارمیشن و کمیونیکیشن ٹیکنالوجی (آئی سی ٹی) فرموں کے 25 نمائندوں کو حکومتِ پاکستان کے اعلیٰ عہدیداروں سے ملایا گیا۔',
    )
    expect(draft.gaps).toEqual([{ key: 'other language', count: 8 }])
  })

  test('takes a translation of the record into the Urdu text, and rests on it', () => {
    const source = sampleCall()
    const quote = source.record.find((event) => event.text?.startsWith('We are committed'))
    const from = { stream: 'readout:sample', seq: 4 }
    const text = 'ہم سرمایہ کاری میں سہولت کے لیے پُرعزم ہیں۔'
    const { paragraphs: said } = compile(
      { ...source, translations: new Map([[quote?.seq ?? 0, { locale: 'ur', text, from }]]) },
      'ur',
    )
    const sentence = said.flatMap((p) => p.sentences).find((s) => s.text?.includes('پُرعزم'))
    expect(sentence?.text).toBe('انھوں نے کہا: ”ہم سرمایہ کاری میں سہولت کے لیے پُرعزم ہیں۔“')
    expect(sentence?.sources).toContainEqual(from)
    expect(sentence?.sources).toContainEqual({ stream: source.stream, seq: quote?.seq })
  })
})
