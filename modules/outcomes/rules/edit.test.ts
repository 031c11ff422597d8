import { expect, test } from 'vitest'
import type { NewVersion, ReadoutText, Sentence } from '../contract.ts'
import { changesSince } from './changes.ts'
import { brokenQuotes, edited } from './edit.ts'

const sources = [{ stream: 'record:sample', seq: 7 }]
const recorded = (key: string, text: string, asserts: Sentence['asserts'] = 'remark'): Sentence => ({
  key,
  asserts,
  kind: 'record',
  text,
  compiled: text,
  sources,
  people: [],
})
const text = (...sentences: Sentence[]): ReadoutText => ({
  headline: recorded('headline', 'Firms Meet Officials', 'headline'),
  paragraphs: [{ key: 'remarks:1', sentences }],
  dropped: [],
})
const edit = (sentences: { key: string; text: string }[], reviewed: string[] = []): NewVersion => ({
  call: '0190eeee-0000-7000-8000-000000000001',
  basedOn: 1,
  locale: 'en',
  headline: { key: 'headline', text: 'Firms Meet Officials' },
  paragraphs: [{ key: 'remarks:1', sentences }],
  reviewed,
})
const keysOf = (of: ReadoutText) => of.paragraphs.flatMap((p) => p.sentences.map((s) => [s.key, s.kind]))

const said = recorded('a', 'She said that ports open.')
const quote = recorded('q', 'She added, “We open every port, and we do it now.”', 'quote')

test('a sentence whose words stay is of the record; other words are written here and keep their sources', () => {
  const after = edited(
    text(said, quote),
    text(said, quote),
    edit([
      { key: 'a', text: 'Ports open.' },
      { key: 'q', text: quote.text ?? '' },
    ]),
  )
  expect(keysOf(after)).toEqual([
    ['a', 'written'],
    ['q', 'record'],
  ])
  expect(after.paragraphs[0]?.sentences[0]).toMatchObject({
    text: 'Ports open.',
    compiled: said.text,
    sources,
  })
})

test('a sentence of one’s own rests on nothing', () => {
  const after = edited(
    text(said),
    text(said),
    edit([
      { key: 'a', text: said.text ?? '' },
      { key: 'written:1', text: 'It rained.' },
    ]),
  )
  expect(after.paragraphs[0]?.sentences[1]).toMatchObject({
    kind: 'written',
    compiled: null,
    sources: [],
    asserts: null,
  })
})

test('a client cannot make its own words the record’s by naming a key that exists', () => {
  const after = edited(text(said), text(said), edit([{ key: 'a', text: 'The moon is open.' }]))
  expect(keysOf(after)).toEqual([['a', 'written']])
})

test('what was taken out stays out until the record says something else', () => {
  const without = edited(text(said, quote), text(said, quote), edit([{ key: 'a', text: said.text ?? '' }]))
  expect(changesSince(without, text(said, quote))).toEqual([])
  const other = { ...quote, text: 'She added, “Soon.”', compiled: 'She added, “Soon.”' }
  expect(changesSince(without, text(said, other))).toMatchObject([
    { what: 'new', key: 'q', paragraph: 'remarks:1' },
  ])
})

test('a change that was looked at is not flagged again, whichever words one keeps', () => {
  const now = recorded('a', 'She said that all ports open.')
  expect(changesSince(text(said), text(now))).toMatchObject([
    { what: 'changed', key: 'a', before: said.text },
  ])
  const kept = edited(text(said), text(now), edit([{ key: 'a', text: said.text ?? '' }], ['a']))
  expect(keysOf(kept)).toEqual([['a', 'written']])
  expect(changesSince(kept, text(now))).toEqual([])
  const accepted = edited(text(said), text(now), edit([{ key: 'a', text: now.text ?? '' }], ['a']))
  expect(keysOf(accepted)).toEqual([['a', 'record']])
})

test('what a sentence rested on was withdrawn: it is flagged, and kept only as one’s own words', () => {
  expect(changesSince(text(said), text(quote))).toMatchObject([
    { what: 'gone', key: 'a' },
    { what: 'new', key: 'q' },
  ])
  const kept = edited(text(said), text(), edit([{ key: 'a', text: said.text ?? '' }], ['a']))
  expect(kept.paragraphs[0]?.sentences[0]).toMatchObject({ kind: 'written', compiled: null, sources: [] })
})

test('a quote may be shortened and told, but nobody is quoted with other words', () => {
  const broken = (words: string) => brokenQuotes(text(quote), text(quote), edit([{ key: 'q', text: words }]))
  expect(broken('“We open every port,” she said.')).toEqual([])
  expect(broken('She said that every port opens.')).toEqual([])
  expect(broken('She added, “We open most ports.”')).toEqual(['q'])
})
