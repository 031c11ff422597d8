import { z } from 'zod'
import { line, prose, zone } from '../../../kernel/schemas.ts'
import { DISAMBIGUATIONS } from './words.ts'

/** A text that may still be empty: drafts are kept as they are typed. What is wrong with a text that is not is said as `one` says it. */
const emptyOr = (one: z.ZodType<string, string>) =>
  z.string().transform((text, context) => {
    if (text.trim() === '') return ''
    const parsed = one.safeParse(text)
    if (parsed.success) return parsed.data
    for (const { message } of parsed.error.issues) context.addIssue({ code: 'custom', message })
    return z.NEVER
  })

/** A text as it stands: `en` is '' while nobody wrote it, `ur` null. */
export const text = z.strictObject({ en: z.string(), ur: z.string().nullable() })

/** A change of a text; a language that is left out stays as it is, '' or null empties it. */
const textChange = (one: z.ZodType<string, string>) =>
  z.strictObject({ en: emptyOr(one).optional(), ur: emptyOr(one).nullable().optional() })
export const lineChange = (max: number) => textChange(line(max))
export const proseChange = (max: number) => textChange(prose(max))
/** A new text; English is required. */
export const newLine = (max: number) =>
  z.strictObject({ en: line(max), ur: emptyOr(line(max)).nullable().default(null) })
export const newProse = (max: number) =>
  z.strictObject({ en: emptyOr(prose(max)).default(''), ur: emptyOr(prose(max)).nullable().default(null) })

export const language = z.string().regex(/^[a-z]{2,3}$/, 'not_a_language')

/** A time as an officer says it: a clock on a wall in a place. */
export const localTime = z.strictObject({
  /** `2026-04-23T17:00` */
  local: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'not_a_local_time'),
  zone,
  disambiguation: z.enum(DISAMBIGUATIONS).optional(),
})
export type LocalTime = z.infer<typeof localTime>

/**
 * What the written fields were when the writer began, as they were read: a field that somebody else changed since is then refused
 * (409 `calls.changed_meanwhile`, both values in `params`) instead of overwritten.
 */
export const base = z.record(z.string(), z.unknown()).optional()

export const minutes = z
  .int()
  .min(1)
  .max(24 * 60)
