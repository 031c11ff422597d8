import type { Locale } from '../ui/locale.ts'

/** The language the server chose for this shell: by `?lang=`, the remembered choice, or the browser's wish. */
export function wantedLocale(): Locale {
  return document.documentElement.lang === 'ur' ? 'ur' : 'en'
}

/** This address in another language; the server remembers the choice. */
export function inLanguage(locale: Locale): string {
  const url = new URL(location.href)
  url.searchParams.set('lang', locale)
  return `${url.pathname}${url.search}`
}
