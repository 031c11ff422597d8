import { expect, test } from 'vitest'
import type { Sentence } from '../contract.ts'
import { readoutHtml } from './html.ts'

const sentence = (key: string, text: string | null): Sentence => ({
  key,
  asserts: null,
  kind: 'written',
  text,
  compiled: null,
  sources: [],
  people: [],
})
const labels = { state: 'Draft, version 2', removed: 'removed' }

test('what people wrote is text, never markup, and what was removed says so', () => {
  const html = readoutHtml(
    {
      headline: sentence('headline', 'Firms & <b>Officials</b>'),
      paragraphs: [
        { key: 'one', sentences: [sentence('a', '"><script>alert(1)</script>'), sentence('b', null)] },
      ],
      dropped: [],
    },
    'en',
    labels,
  )
  expect(html).toContain('<h1>Firms &amp; &lt;b&gt;Officials&lt;/b&gt;</h1>')
  expect(html).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt; [removed]</p>')
  expect(html).not.toContain('<script')
})
