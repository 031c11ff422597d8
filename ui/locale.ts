import { LOCALES, type Locale } from '../kernel/locale.ts'

export { LOCALES as locales, type Locale }

/** Each language in its own words. */
export const localeNames: Record<Locale, string> = { en: 'English', ur: 'اردو' }

export function direction(locale: Locale): 'ltr' | 'rtl' {
  return locale === 'ur' ? 'rtl' : 'ltr'
}

/** The first language of ours in a list such as `navigator.languages`; regions do not matter. */
export function pickLocale(wanted: readonly string[]): Locale {
  const known = wanted.map((tag) => LOCALES.find((locale) => tag.toLowerCase().split('-')[0] === locale))
  return known.find((locale) => locale !== undefined) ?? 'en'
}
