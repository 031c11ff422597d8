import { z } from 'zod'
import { id, line } from '../../../kernel/schemas.ts'
import { eventRef } from './words.ts'

/** A phrase in the product's languages; null while nobody wrote it. */
const phrase = z.strictObject({ en: line(300), ur: line(300).nullable().default(null) })

/** The phrases a readout is made with, and where each stands (rules/readout/source.ts). */
export const PHRASES = [
  'audience',
  'audienceShort',
  'officials',
  'officialsShort',
  'subject',
  'subjectShort',
  'campaignStatement',
] as const
export type PhraseKey = (typeof PHRASES)[number]

export const PRONOUNS = ['she', 'he'] as const

const member = z.strictObject({
  panelMember: id,
  shortName: phrase.nullable(),
  pronoun: z.enum(PRONOUNS).nullable(),
})

/** How the readout of a call names its audience, its officials and its subject, and its panel after the first time. */
export const wording = z.strictObject({
  audience: phrase.nullable(),
  audienceShort: phrase.nullable(),
  officials: phrase.nullable(),
  officialsShort: phrase.nullable(),
  subject: phrase.nullable(),
  subjectShort: phrase.nullable(),
  campaignStatement: phrase.nullable(),
  members: z.array(member).max(100),
})
export type Wording = z.infer<typeof wording>

/** A change: what is left out stays as it is; of members, those named replace what stood. */
export const wordingChange = z.strictObject({ call: id, set: wording.partial() })

/** Words of the record that wait for, or have, a translation. */
export const translation = z.strictObject({
  /** The event that holds the words. */
  of: eventRef,
  kind: z.enum(['key point', 'topic', 'quote']),
  /** As taken down; null where they were erased. */
  text: z.string().nullable(),
  /** Into which language. */
  locale: z.enum(['en', 'ur']),
  translation: z.string().nullable(),
})
export type TranslationRow = z.infer<typeof translation>
