import { createInstance, type i18n, type Resource } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { direction, type Locale } from './locale.ts'

export type Texts = Readonly<Record<string, object>>

/**
 * An i18next instance for one language.
 * @param texts namespace (a slice's name, `ui`, `web`) to its keys
 */
export async function createI18n(locale: Locale, texts: Texts): Promise<i18n> {
  const instance = createInstance()
  await instance.use(initReactI18next).init({
    lng: locale,
    resources: { [locale]: texts } as Resource,
    fallbackLng: false,
    defaultNS: 'ui',
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
  return instance
}

/** Tells the document its language and direction. */
export function markDocument(locale: Locale): void {
  document.documentElement.lang = locale
  document.documentElement.dir = direction(locale)
}
