/** The languages of every screen, mail and file; more by adding one here and its locale files. */
export const LOCALES = ['en', 'ur'] as const
export type Locale = (typeof LOCALES)[number]
