import { expect, test } from 'vitest'
import type { Locale } from '../../../../kernel/locale.ts'
import { fact, organizationId, personId, readoutSource, recordWriter, seat } from '../../factories/record.ts'
import en from '../../locales/en.json' with { type: 'json' }
import ur from '../../locales/ur.json' with { type: 'json' }
import { voices } from '../say.ts'
import { compileReadout } from './compile.ts'
import type { ReadoutSource } from './source.ts'

// A call of which nobody wrote down more than its page needs, and whose record has nothing but arrivals.

const say = voices({ en: en.readout, ur: ur.readout })
const host = seat(1, { name: { en: 'Ada Quill', ur: 'ایڈا کوئل' }, isHost: true })

function bare(attendees: number, about: Partial<ReadoutSource> = {}) {
  const call = recordWriter()
  call.member(-5, host)
  for (let n = 1; n <= attendees; n++) call.attendee(1, personId(n), organizationId(Math.ceil(n / 2)))
  call.onAir()
  call.debrief(60)
  call.end(65)
  return readoutSource({
    panel: [host],
    record: call.record,
    program: fact({ name: { en: 'Open Doors', ur: 'کھلے دروازے' }, description: null }),
    ...about,
  })
}
const read = (source: ReadoutSource, locale: Locale) => {
  const draft = compileReadout(source, locale, say[locale])
  return [draft.headline.text, ...draft.paragraphs.map((p) => p.sentences.map((s) => s.text).join(' '))]
}

test('without words for audience and subject it counts and names the topic', () => {
  expect(read(bare(3), 'en')).toEqual([
    'A topic',
    'Ada Quill hosted a webinar, connecting 3 representatives of 2 organizations with the panel on “A topic”.',
    'The webinar was part of the Open Doors program.',
  ])
  expect(read(bare(3), 'ur')).toEqual([
    'ایک موضوع',
    'ایڈا کوئل نے ”ایک موضوع“ کے موضوع پر ایک ویبینار کی میزبانی کی، جس میں 2 اداروں کے 3 نمائندوں کو پینل سے ملایا گیا۔',
    'یہ ویبینار کھلے دروازے پروگرام کا حصہ تھا۔',
  ])
})

test('and says what is missing', () => {
  const { gaps } = compileReadout(bare(3), 'en', say.en)
  expect(gaps.map(({ key }) => key)).toEqual([
    'no audience wording',
    'no officials wording',
    'no subject wording',
    'nothing recorded',
    'nothing discussed',
    'no initiatives',
    'no program description',
  ])
})

test('nobody came: it does not say that anybody did', () => {
  expect(read(bare(0), 'en')[1]).toBe('Ada Quill hosted a webinar with the panel on “A topic”.')
  expect(compileReadout(bare(0), 'en', say.en).gaps).toContainEqual({ key: 'nobody attended', count: 1 })
})

test('the host did not come: the mission is named, and nobody led the series alone', () => {
  const call = recordWriter()
  call.attendee(1, personId(1), null)
  call.onAir()
  call.debrief(30)
  call.end(31)
  const source = bare(0, {
    record: call.record,
    number: 14,
    series: fact({ purpose: null }),
    earlier: Array.from({ length: 13 }, (_, i) => ({
      startedAt: Temporal.Instant.from('2024-01-10T12:00:00Z').add({ hours: i * 24 * 61 }),
      host: host.person,
      from: [{ stream: `call:${i}`, seq: 1 }],
    })),
  })
  const text = read(source, 'en')
  expect(text[1]).toBe(
    'The U.S. Mission in Pakistan hosted a webinar, connecting one representative with the panel on “A topic”.',
  )
  expect(text.at(-1)).toContain(
    'This is the 14th in a series of Direct Line calls the U.S. Mission in Pakistan has led, and the sixth in the last year.',
  )
})
