import { z } from 'zod'

/**
 * Characters that change how other text is shown: bidirectional controls and invisible ones, and control characters but newline and tab.
 * Zero-width joiner and non-joiner (U+200C, U+200D) stay: Urdu needs them. Source: Unicode TR 36 and TR 9.
 */
const DECEPTIVE =
  /(?![\t\n])\p{Cc}|[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/u

const visible = (text: string): boolean => !DECEPTIVE.test(text)

/** One line of text a person typed: trimmed, NFC, no line breaks, no invisible or direction-changing characters. */
export const line = (max: number) =>
  z
    .string()
    .max(max * 4)
    .transform((text) => text.normalize('NFC').trim().replace(/\s+/gu, ' '))
    .pipe(z.string().min(1, 'required').max(max, 'too_long').refine(visible, 'invisible_characters'))

/** Several lines of text a person typed. */
export const prose = (max: number) =>
  z
    .string()
    .max(max * 4)
    .transform((text) => text.normalize('NFC').replace(/\r\n?/g, '\n').trim())
    .pipe(z.string().min(1, 'required').max(max, 'too_long').refine(visible, 'invisible_characters'))

export const id = z.uuid()

/** An instant as ISO 8601 in UTC: `2026-04-23T12:00:00Z`. */
export const instantString = z.string().refine((text) => {
  try {
    return Temporal.Instant.from(text).epochMilliseconds > 0
  } catch {
    return false
  }
}, 'not_an_instant')

/** A name and not an offset; old and new names alike (Asia/Calcutta, Asia/Kolkata), which no list of the runtime's holds. */
function isZone(text: string): boolean {
  try {
    return (
      /^[A-Z]/i.test(text) && new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions() !== null
    )
  } catch {
    return false
  }
}

/** An IANA time zone this runtime knows. */
export const zone = z.string().max(60).refine(isZone, 'not_a_time_zone')

/** ISO 3166-1 alpha-2. */
export const country = z.string().regex(/^[A-Z]{2}$/, 'not_a_country')

export const email = z.string().trim().toLowerCase().max(254).pipe(z.email('not_an_email'))

/** A page of a list: items and where the next page begins (opaque), or null at the end. */
export const paged = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), next: z.string().nullable() })

export const pageQuery = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}

/** A text in the product's languages; English is required, the others fall back to it. */
export const localized = (max: number) =>
  z.strictObject({ en: prose(max), ur: prose(max).nullable().default(null) })
export type Localized = { readonly en: string; readonly ur: string | null }
