import { describe, expect, it } from 'vitest'
import { freeSlug, slugOf } from './slug.ts'

describe('the address of a call', () => {
  it.each([
    [
      'Commercial opportunities in Pakistan’s growing IT sector',
      'commercial-opportunities-in-pakistans-growing-it-sector',
    ],
    ['Data centers & cloud', 'data-centers-cloud'],
    ['Énergie à São Paulo', 'energie-a-sao-paulo'],
    ['<script>alert(1)</script>', 'script-alert-1-script'],
    ['پاکستان کا آئی ٹی شعبہ', 'call-3'],
    ['  ', 'call-3'],
  ])('of “%s” is %s', (topic, expected) => {
    expect(slugOf(topic, 'call-3')).toBe(expected)
  })

  it('ends with a whole word', () => {
    expect(slugOf('a '.repeat(10) + 'x'.repeat(60), 'call')).toBe('a-a-a-a-a-a-a-a-a-a')
  })

  it('is free: the second one gets a number', () => {
    expect(freeSlug('cloud', new Set())).toBe('cloud')
    expect(freeSlug('cloud', new Set(['cloud', 'cloud-2', 'cloud-4']))).toBe('cloud-3')
  })
})
