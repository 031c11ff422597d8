import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { PageContext, PageHead } from '../ui/index.ts'
import { Document } from './document.tsx'

const page: PageContext = {
  locale: 'en',
  path: '/calls/growing-it-sector?from=mail',
  publicUrl: 'https://direct-line.example',
  brand: { product: 'Direct Line', mission: 'U.S. Mission in Pakistan' },
  sample: false,
}

const html = (head: PageHead, context: Partial<PageContext> = {}) =>
  renderToStaticMarkup(
    <Document page={{ ...page, ...context }} head={head} styles={['/assets/ui.css']} script={undefined}>
      <main />
    </Document>,
  )

test('search engines and messengers read what the page is about, at one address', () => {
  const text = html({ title: 'Growing IT sector', description: 'Four officials answer.' })
  expect(text).toContain('<title>Growing IT sector · Direct Line</title>')
  expect(text).toContain('<link rel="canonical" href="https://direct-line.example/calls/growing-it-sector"/>')
  expect(text).toContain('<meta property="og:description" content="Four officials answer."/>')
  expect(text).toContain('<meta property="og:site_name" content="Direct Line · U.S. Mission in Pakistan"/>')
  expect(text).not.toContain('noindex')
})

test('an Urdu page says its language and direction', () => {
  const text = html({ title: 'کالیں' }, { locale: 'ur' })
  expect(text).toMatch(/^<html lang="ur" dir="rtl">/)
  expect(text).toContain('<meta property="og:locale" content="ur_PK"/>')
})

test('a personal page stays out of search engines', () => {
  expect(html({ title: 'Your registration', noindex: true })).toContain(
    '<meta name="robots" content="noindex"/>',
  )
})

test('nothing that a person wrote ends the data or the head', () => {
  const text = html({
    title: '</title><script>alert(1)</script>',
    jsonLd: { '@type': 'Event', name: '</script><script>alert(2)</script>' },
  })
  expect(text.match(/<script/g)).toHaveLength(1)
  const data = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(text)?.[1] ?? ''
  expect(JSON.parse(data)).toEqual({
    '@context': 'https://schema.org',
    '@type': 'Event',
    name: '</script><script>alert(2)</script>',
  })
})

test('nothing in the frame of a page is inline: no script, no style', () => {
  const text = html({ title: 'Calls' }, { brand: { ...page.brand, ink: '#5c1111' } })
  expect(text).not.toMatch(/<script|<style| style=| on\w+=/)
  expect(text).toContain('<link rel="stylesheet" href="/brand.css"/>')
})
