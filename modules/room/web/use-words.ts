import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { type Locale, useLocale } from '../../../ui/index.ts'

/** Says a key of the room's words. */
export type Say = (key: string, params?: Readonly<Record<string, unknown>>) => string

/** The room's words in the reader's language, and the language itself. */
export function useWords(): { t: Say; locale: Locale } {
  const { t } = useTranslation('room')
  const say = useCallback<Say>((key, params) => t(key, { ...params }), [t])
  return { t: say, locale: useLocale() }
}
