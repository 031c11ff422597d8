import type { Localized } from '../../../kernel/schemas.ts'
import type { Locale } from '../../../ui/locale.ts'

/** A text in the reader's language, or in English where nobody translated it. */
export const say = (text: Localized, locale: Locale): string =>
  locale === 'ur' ? (text.ur ?? text.en) : text.en
