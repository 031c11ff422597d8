import { z } from 'zod'
import { id, instantString } from '../../../kernel/schemas.ts'
import { base, lineChange, minutes, newLine, text } from './parts.ts'
import { GROUND_RULES } from './words.ts'

export const agendaItem = z.strictObject({
  id,
  title: text,
  minutes: z.int(),
  /** Panel member who has the word. */
  speaker: id.nullable(),
  /** The item's own rules, or those of the call. */
  groundRules: z.enum(GROUND_RULES),
  /** Computed from the start of the call and the items before; null while the call has no date. */
  startsAt: instantString.nullable(),
})
export const newAgendaItem = z.strictObject({
  call: id,
  title: newLine(200),
  minutes: minutes.default(10),
  speaker: id.nullable().default(null),
  groundRules: z.enum(GROUND_RULES).nullable().default(null),
})
export const agendaItemChange = z.strictObject({
  call: id,
  item: id,
  title: lineChange(200).optional(),
  minutes: minutes.optional(),
  speaker: id.nullable().optional(),
  groundRules: z.enum(GROUND_RULES).nullable().optional(),
  base,
})
