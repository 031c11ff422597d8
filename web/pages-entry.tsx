import { readFileSync } from 'node:fs'
import type { i18n } from 'i18next'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import type { Installation } from '../modules/access/contract.ts'
import { createI18n, type Texts } from '../ui/i18n.ts'
import type { PageContext } from '../ui/index.ts'
import type { Locale } from '../ui/locale.ts'
import { Document } from './document.tsx'
import { pages } from './pages.ts'

export type RenderInput = {
  /** `calls/CallPage` */
  view: string
  props: object
  locale: Locale
  /** Path and query as they were asked for. */
  path: string
  publicUrl: string
  installation: Installation
}

/** Renders one page to a whole HTML document. It needs no JavaScript in the browser. */
export async function render({
  view,
  props,
  locale,
  path,
  publicUrl,
  installation,
}: RenderInput): Promise<{ html: string }> {
  const page = pages[view]
  if (!page) throw new Error(`no view is registered as ${view} in web/pages.ts`)
  const texts = await textsOf(locale)
  const address = new URL(path, publicUrl)
  address.searchParams.delete('lang')
  const context: PageContext = {
    locale,
    path: `${address.pathname}${address.search}`,
    publicUrl,
    sample: installation.state === 'sample',
    brand: {
      product: 'Direct Line',
      mission: (locale === 'ur' ? installation.missionNameUr : null) ?? installation.missionName,
      seal: installation.seal ?? undefined,
      ink: installation.ink ?? undefined,
    },
  }
  const { Component } = page
  const head = page.head(props, context, texts.t)
  const html = renderToStaticMarkup(
    <I18nextProvider i18n={texts}>
      <Document page={context} head={head} styles={styles()} script={head.script && scriptOf(head.script)}>
        <Component {...props} page={context} />
      </Document>
    </I18nextProvider>,
  )
  return { html: `<!doctype html>${html}` }
}

const files = import.meta.glob<{ default: object }>(
  ['/modules/*/locales/*.json', '/{ui,web,server}/locales/*.json'],
  { eager: true },
)
const instances = new Map<Locale, Promise<i18n>>()

function textsOf(locale: Locale): Promise<i18n> {
  const known = instances.get(locale)
  if (known) return known
  const texts: Record<string, object> = {}
  for (const [file, { default: keys }] of Object.entries(files)) {
    const [, slice, language] = /([^/]+)\/locales\/(\w+)\.json$/.exec(file) ?? []
    if (slice && language === locale) texts[slice] = keys
  }
  const made = createI18n(locale, texts satisfies Texts)
  instances.set(locale, made)
  return made
}

type Chunk = { file: string; css?: string[]; imports?: string[] }
let manifest: Record<string, Chunk> | undefined

/** What the client build named its files. */
function built(): Record<string, Chunk> {
  const file = new URL('../client/.vite/manifest.json', import.meta.url)
  manifest ??= JSON.parse(readFileSync(file, 'utf8')) as Record<string, Chunk>
  return manifest
}

/** The style sheets of the pages. */
function styles(): readonly string[] {
  const chunks = built()
  const found = new Set<string>()
  const visit = (name: string) => {
    const chunk = chunks[name]
    for (const each of chunk?.imports ?? []) visit(each)
    for (const css of chunk?.css ?? []) found.add(`/${css}`)
  }
  visit('web/pages-style.ts')
  return [...found]
}

const scriptOf = (source: string): string | undefined => {
  const file = built()[source]?.file
  return file && `/${file}`
}
