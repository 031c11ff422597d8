import { z } from 'zod'
import { id } from '../../../kernel/schemas.ts'
import { base, language, lineChange, minutes, newLine, proseChange, text } from './parts.ts'
import { GROUND_RULES, sector } from './words.ts'

/** An item that a new call begins with; `groundRules` null: those of the call. */
const item = z.strictObject({
  title: newLine(200),
  minutes,
  groundRules: z.enum(GROUND_RULES).nullable().default(null),
})
const readItem = z.strictObject({
  title: text,
  minutes: z.int(),
  groundRules: z.enum(GROUND_RULES).nullable(),
})

/** What new calls of a program may begin with. */
export const template = z.strictObject({
  id,
  program: id,
  name: text,
  description: text,
  openTo: text,
  minutes: z.int(),
  capacity: z.int().nullable(),
  sectors: z.array(sector),
  languages: z.array(z.string()),
  groundRules: z.enum(GROUND_RULES),
  agenda: z.array(readItem),
})
export type Template = z.infer<typeof template>

/** A template as a call is now; it does not change with the call. */
export const newTemplate = z.strictObject({ call: id, name: newLine(80) })

const templateFields = {
  name: lineChange(80),
  description: proseChange(6000),
  openTo: lineChange(240),
  minutes,
  capacity: z.int().min(1).max(100_000).nullable(),
  sectors: z.array(sector).max(20),
  languages: z.array(language).max(10),
  groundRules: z.enum(GROUND_RULES),
  agenda: z.array(item).max(100),
} as const
export const templateChange = z.strictObject({
  template: id,
  set: z.strictObject(templateFields).partial(),
  base,
})
export type TemplateChange = z.infer<typeof templateChange>['set']
