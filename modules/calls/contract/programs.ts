import { z } from 'zod'
import { country, id } from '../../../kernel/schemas.ts'
import { base, lineChange, newLine, newProse, proseChange, text } from './parts.ts'

export const program = z.strictObject({
  id,
  slug: z.string(),
  name: text,
  /** What the program is for, in one sentence: `provides U.S. businesses with direct access to …`. */
  purpose: text,
})
export const newProgram = z.strictObject({
  name: newLine(160),
  purpose: newProse(1000).default({ en: '', ur: null }),
})
export const programChange = z.strictObject({
  program: id,
  name: lineChange(160).optional(),
  purpose: proseChange(1000).optional(),
  base,
})

export const series = z.strictObject({
  id,
  program: id,
  slug: z.string(),
  name: text,
  description: text,
  country: country.nullable(),
})
export const newSeries = z.strictObject({
  program: id,
  name: newLine(160),
  description: newProse(1000).default({ en: '', ur: null }),
  country: country.nullable().default(null),
})
export const seriesChange = z.strictObject({
  series: id,
  name: lineChange(160).optional(),
  description: proseChange(1000).optional(),
  country: country.nullable().optional(),
  base,
})

export const campaign = z.strictObject({ id, slug: z.string(), name: text })
export const newCampaign = z.strictObject({ name: newLine(80) })
export const campaignChange = z.strictObject({ campaign: id, name: lineChange(80).optional(), base })
