import { z } from 'zod'
import { country, id, instantString, zone } from '../../../kernel/schemas.ts'
import { agendaItem } from './agenda.ts'
import { panelMember } from './panel.ts'
import { base, language, lineChange, localTime, minutes, newLine, proseChange, text } from './parts.ts'
import { campaign, program } from './programs.ts'
import { CALL_STATES, CHECKS, GROUND_RULES, sector } from './words.ts'

const webLink = z.url({ protocol: /^https$/, error: 'not_an_https_link' }).max(1000)

/** What an officer may change of a call, field by field. */
const callFields = {
  topic: lineChange(160),
  description: proseChange(6000),
  openTo: lineChange(240),
  hostPlace: lineChange(80),
  startsAt: localTime.nullable(),
  /** The zone alone, while there is no date. */
  zone,
  minutes: minutes,
  rsvpDeadline: localTime.nullable(),
  capacity: z.int().min(1).max(100_000).nullable(),
  sectors: z.array(sector).max(20),
  countries: z.array(country).max(20),
  languages: z.array(language).max(10),
  groundRules: z.enum(GROUND_RULES),
  campaign: id.nullable(),
  number: z.int().min(1).max(9999),
  stageLink: webLink.nullable(),
} as const
/** The names of the fields that a call is written in, in the order of its page. */
export const CALL_FIELDS = Object.keys(callFields) as readonly (keyof typeof callFields)[]

export const callChange = z.strictObject({
  call: id,
  set: z.strictObject(callFields).partial(),
  base,
})
export type CallChange = z.infer<typeof callChange>['set']

export const newCall = z.strictObject({
  series: id,
  topic: newLine(160),
  zone: zone.optional(),
  /** Left out: the first template of the program; null: none. */
  template: id.nullable().optional(),
})

/** A call as staff see it. */
export const call = z.strictObject({
  id,
  slug: z.string(),
  /** Goes up by one with every change. */
  version: z.int(),
  /** Goes up when the ground rules of the call or of an agenda item change; this version is accepted at entry. */
  rulesVersion: z.int(),
  state: z.enum(CALL_STATES),
  program,
  series: z.strictObject({ id, slug: z.string(), name: text, description: text, number: z.int() }),
  campaign: campaign.nullable(),
  topic: text,
  description: text,
  openTo: text,
  startsAt: instantString.nullable(),
  endsAt: instantString.nullable(),
  minutes: z.int(),
  /** The host's IANA zone. */
  zone: z.string(),
  hostPlace: text,
  rsvpDeadline: instantString.nullable(),
  capacity: z.int().nullable(),
  sectors: z.array(sector),
  countries: z.array(z.string()),
  languages: z.array(z.string()),
  groundRules: z.enum(GROUND_RULES),
  stageLink: z.string().nullable(),
  cancelReason: z.string().nullable(),
  publishedAt: instantString.nullable(),
  panel: z.array(panelMember),
  agenda: z.array(agendaItem),
})
export type CallDto = z.infer<typeof call>

export const callRow = z.strictObject({
  id,
  slug: z.string(),
  state: z.enum(CALL_STATES),
  topic: text,
  program: z.strictObject({ id, name: text }),
  series: z.strictObject({ id, name: text, number: z.int() }),
  startsAt: instantString.nullable(),
  endsAt: instantString.nullable(),
  zone: z.string(),
  hostPlace: text,
  capacity: z.int().nullable(),
  rsvpDeadline: instantString.nullable(),
  /** Registrations that wait for a decision, and approved ones. */
  registrations: z.strictObject({ pending: z.int(), approved: z.int() }),
  /** Of the panel: who sits or is to sit there, of them confirmed, and who declined with nobody instead. */
  panel: z.strictObject({ seated: z.int(), confirmed: z.int(), declined: z.int() }),
  /** Whether something required is missing before it can be published; only for drafts. */
  missing: z.int(),
})
export type CallRow = z.infer<typeof callRow>

export const checklistItem = z.strictObject({
  check: z.enum(CHECKS),
  done: z.boolean(),
  /** Publishing is refused while a required one is not done. */
  required: z.boolean(),
})
export type ChecklistItem = z.infer<typeof checklistItem>

export const presence = z.strictObject({
  version: z.int(),
  /** Other members of staff who have the call open; `field` is where the cursor stands. */
  others: z.array(z.strictObject({ id, name: z.string().nullable(), field: z.string().nullable() })),
})
