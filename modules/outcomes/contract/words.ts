import { z } from 'zod'
import { id, instantString } from '../../../kernel/schemas.ts'

/** An event by its place: `record:<call>`, 188. */
export const eventRef = z.strictObject({ stream: z.string().max(100), seq: z.int().min(1) })
export type EventRef = z.infer<typeof eventRef>

/** What a sentence says, for the list of what is in the text. */
export const ASSERTIONS = [
  'headline',
  'host and number',
  'officials',
  'discussed',
  'quote',
  'remark',
  'growth',
  'initiatives',
  'campaign',
  'program',
  'series',
] as const
export type Assertion = (typeof ASSERTIONS)[number]

/** What the draft lacks. */
export const GAPS = [
  'nobody attended',
  'people without organization',
  'no host',
  'no audience wording',
  'no officials wording',
  'no subject wording',
  'no title',
  'nothing recorded',
  'nothing discussed',
  'no initiatives',
  'quotes waiting',
  'no program description',
  'other language',
  'removed',
  'number differs',
] as const
export type GapKey = (typeof GAPS)[number]

/** What the record holds and the draft must not say, and why. */
export const OMISSIONS = [
  'quote refused',
  'quote not granted',
  'quote not on the record',
  'background',
  'off the record',
  'panel member absent',
] as const
export type OmissionKey = (typeof OMISSIONS)[number]

/**
 * One sentence. `record`: as compiled, every word rests on `sources`. `written`: worded here; with sources it says
 * what they say in other words, without it is no fact of the call. `compiled` is what the record gave when the
 * sentence was last compared with it (null: nothing). `text` is null where a person who is named in it was erased.
 */
export const sentence = z.strictObject({
  key: z.string().min(1).max(120),
  asserts: z.enum(ASSERTIONS).nullable(),
  kind: z.enum(['record', 'written']),
  text: z.string().max(4000).nullable(),
  compiled: z.string().max(4000).nullable(),
  sources: z.array(eventRef).max(50_000),
  /** People named or quoted in it, so that it can be erased with them. */
  people: z.array(id).max(100),
})
export type Sentence = z.infer<typeof sentence>

export const paragraph = z.strictObject({
  key: z.string().min(1).max(60),
  sentences: z.array(sentence).max(60),
})
export type Paragraph = z.infer<typeof paragraph>

/** A sentence of the record that an officer took out, and what it said then: it comes back only if it says something else. */
const dropped = z.strictObject({ key: z.string().min(1).max(120), compiled: z.string().max(4000) })

/** A readout in one language. */
export const text = z.strictObject({
  headline: sentence,
  paragraphs: z.array(paragraph).max(60),
  dropped: z.array(dropped).max(200),
})
export type ReadoutText = z.infer<typeof text>

/** A version: the readout in the product's languages. */
export const content = z.strictObject({ en: text, ur: text })
export type Content = z.infer<typeof content>

export const gap = z.strictObject({ key: z.enum(GAPS), count: z.int() })
export type Gap = z.infer<typeof gap>
export const omission = z.strictObject({
  key: z.enum(OMISSIONS),
  count: z.int(),
  /** Of the first point left out for this reason, when it was said. */
  since: instantString.nullable(),
})
export type Omission = z.infer<typeof omission>
