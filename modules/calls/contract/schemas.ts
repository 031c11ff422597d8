import { z } from 'zod'
import { country, email, id, instantString, line, prose, zone } from '../../../kernel/schemas.ts'
import {
  ANSWERERS,
  ANSWERS,
  CALL_STATES,
  CHECKS,
  COLLEAGUE_ROLES,
  DISAMBIGUATIONS,
  GROUND_RULES,
  PANEL_STATES,
  STAGE_ROLES,
  sector,
} from './words.ts'

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
const lineChange = (max: number) => textChange(line(max))
const proseChange = (max: number) => textChange(prose(max))
/** A new text; English is required. */
export const newLine = (max: number) =>
  z.strictObject({ en: line(max), ur: emptyOr(line(max)).nullable().default(null) })
const newProse = (max: number) =>
  z.strictObject({ en: emptyOr(prose(max)).default(''), ur: emptyOr(prose(max)).nullable().default(null) })

const language = z.string().regex(/^[a-z]{2,3}$/, 'not_a_language')

/** A time as an officer says it: a clock on a wall in a place. */
export const localTime = z.strictObject({
  /** `2026-04-23T17:00` */
  local: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'not_a_local_time'),
  zone,
  disambiguation: z.enum(DISAMBIGUATIONS).optional(),
})
export type LocalTime = z.infer<typeof localTime>

const webLink = z.url({ protocol: /^https$/, error: 'not_an_https_link' }).max(1000)

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
})

export const campaign = z.strictObject({ id, slug: z.string(), name: text })

export const panelMember = z.strictObject({
  id,
  person: id,
  role: z.enum(STAGE_ROLES),
  name: text,
  title: text,
  organization: text,
  bio: text,
  state: z.enum(PANEL_STATES),
  invitedAt: instantString.nullable(),
  answeredAt: instantString.nullable(),
  answeredBy: z.enum(ANSWERERS).nullable(),
  /** The panel member who sits there instead. */
  replacedBy: id.nullable(),
  /** When the link was last tried in the rehearsal. */
  rehearsedAt: instantString.nullable(),
  /** The person of the office contact, who gets everything in copy and may answer for her. */
  office: id.nullable(),
})
export type PanelMember = z.infer<typeof panelMember>

export const newPanelMember = z.strictObject({
  call: id,
  role: z.enum(STAGE_ROLES).default('panelist'),
  name: newLine(120),
  title: newLine(200),
  organization: newLine(200),
  bio: newProse(2000).default({ en: '', ur: null }),
  /** Where the invitation goes: the member's own address or that of the office. */
  email: email.nullable().default(null),
})
/**
 * What the written fields were when the writer began, as `get` says them: a field that somebody else changed since is then refused
 * (409 `calls.changed_meanwhile`, both values in `params`) instead of overwritten.
 */
const base = z.record(z.string(), z.unknown()).optional()
export const panelMemberChange = z.strictObject({
  call: id,
  panelMember: id,
  role: z.enum(STAGE_ROLES).optional(),
  name: lineChange(120).optional(),
  title: lineChange(200).optional(),
  organization: lineChange(200).optional(),
  bio: proseChange(2000).optional(),
  email: email.nullable().optional(),
  /** What the office told us. */
  state: z.enum(ANSWERS).optional(),
  base,
})

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
const minutes = z
  .int()
  .min(1)
  .max(24 * 60)
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

export const colleague = z.strictObject({
  id,
  person: id,
  /** Null once it was removed at the person's wish. */
  name: z.string().nullable(),
  roles: z.array(z.enum(COLLEAGUE_ROLES)),
})
export const newColleague = z.strictObject({
  call: id,
  name: line(120),
  email,
  roles: z.array(z.enum(COLLEAGUE_ROLES)).min(1).max(COLLEAGUE_ROLES.length),
})

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

/** One change of a call: who, when, what, before and after. Texts that were erased since are null. */
export const historyEntry = z.strictObject({
  seq: z.int(),
  at: instantString,
  actor: z.strictObject({ kind: z.string(), id: z.string().nullable() }),
  /** The name of who did it; null for the system, and once it was removed. */
  by: z.string().nullable(),
  type: z.string(),
  data: z.record(z.string(), z.unknown()),
  texts: z.record(z.string(), z.strictObject({ before: z.unknown(), after: z.unknown() })).nullable(),
})
export type HistoryEntry = z.infer<typeof historyEntry>
