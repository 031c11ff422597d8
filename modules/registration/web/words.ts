import type { Localized } from '../../../kernel/schemas.ts'
import type { Locale } from '../../../ui/locale.ts'

/** A text in the reader's language, or in English where nobody translated it. */
export const inLanguage = (text: Localized, locale: Locale): string =>
  locale === 'ur' ? (text.ur ?? text.en) : text.en

/** Host's place in words; before anybody named it, the city of the zone. */
export const placeOf = (call: { zone: string; hostPlace: Localized }, locale: Locale): string =>
  inLanguage(call.hostPlace, locale) || (call.zone.split('/').at(-1) ?? call.zone).replaceAll('_', ' ')
