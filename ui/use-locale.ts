import { useTranslation } from 'react-i18next'
import type { Locale } from './locale.ts'

/** The language of the screen, for the functions of format.ts. */
export function useLocale(): Locale {
  return useTranslation('ui').i18n.language === 'ur' ? 'ur' : 'en'
}
