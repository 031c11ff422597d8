import type { TFunction } from 'i18next'
import type { ComponentType } from 'react'
import type { Brand } from './brand.ts'
import type { Locale } from './locale.ts'

/** What every page knows beside its own props. */
export type PageContext = {
  locale: Locale
  /** Path and query of this page, without the language. */
  path: string
  /** Origin of the installation, for canonical and shared addresses. */
  publicUrl: string
  brand: Brand
  /** The sample program: its quiet line stands under every screen. */
  sample: boolean
}

export type PageHead = {
  title: string
  description?: string | undefined
  /** Absolute or a path; taken from `path` when absent. */
  canonical?: string | undefined
  /** schema.org data, as JSON-LD. */
  jsonLd?: object | undefined
  /** Keep search engines away: forms, personal pages. */
  noindex?: boolean | undefined
  image?: string | undefined
  /** A script of ours that makes the page better, as named in vite.config.ts; the page works without it. */
  script?: string | undefined
  type?: 'website' | 'article' | undefined
  /** Feeds and calendars of this page. */
  links?: readonly { rel: string; type?: string; href: string; title?: string }[] | undefined
}

export type PageView<Props> = {
  Component: ComponentType<Props & { page: PageContext }>
  /** `t` reads every namespace: `t('calls:page.title')`. */
  head: (props: Props, page: PageContext, t: TFunction) => PageHead
}

/** A view whose props come from the slice's page handler; only that handler names it, so the two agree. */
export type AnyPageView = PageView<object>

/** Declares a view of a page that the server renders. */
export function pageView<Props extends object>(view: PageView<Props>): AnyPageView {
  // The server names views by string, so the tie between a handler's props and its view is the slice's own.
  return view as unknown as AnyPageView
}

/** What `PublicPage` takes from the page it stands on. */
export const mastOf = ({ brand, locale, path, sample }: PageContext) => ({
  brand,
  locale,
  languageHref: languageHref(path),
  sample,
})

/** Address of this page in another language: `?lang=ur`, which the server remembers. */
export function languageHref(path: string): (locale: Locale) => string {
  return (locale) => `${path}${path.includes('?') ? '&' : '?'}lang=${locale}`
}
