import { createInstance } from 'i18next'
import type { Locale } from '../../../kernel/locale.ts'

/** Says a sentence pattern of the readout in one language: `opening`, with values; plurals by `count`, pronouns by `context`. */
export type Say = (key: string, params?: Readonly<Record<string, unknown>>) => string

/** The patterns of each language, `readout` of the slice's locales. */
export type Patterns = Readonly<Record<Locale, Readonly<Record<string, string>>>>

/** One voice per language. The patterns are handed in, because rules read no files. */
export function voices(patterns: Patterns): Readonly<Record<Locale, Say>> {
  const instance = createInstance()
  void instance.init({
    initAsync: false,
    lng: 'en',
    fallbackLng: false,
    defaultNS: 'outcomes',
    interpolation: { escapeValue: false, skipOnVariables: true },
    resources: {
      en: { outcomes: { readout: patterns.en } },
      ur: { outcomes: { readout: patterns.ur } },
    },
  })
  const voice = (locale: Locale): Say => {
    const t = instance.getFixedT(locale)
    return (key, params) => t(`readout.${key}`, { ...params })
  }
  return { en: voice('en'), ur: voice('ur') }
}
