import { z } from 'zod'
import { email, id, instantString, line } from '../../../kernel/schemas.ts'
import { base, lineChange, newLine, newProse, proseChange, text } from './parts.ts'
import { ANSWERERS, ANSWERS, COLLEAGUE_ROLES, PANEL_STATES, STAGE_ROLES } from './words.ts'

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
export const colleagueChange = z.strictObject({
  call: id,
  colleague: id,
  roles: z.array(z.enum(COLLEAGUE_ROLES)).min(1).max(COLLEAGUE_ROLES.length),
  base,
})

/** A new order of the panel or of the agenda; `base` is `{ order }` as the writer saw it. */
export const newOrder = z.strictObject({ call: id, order: z.array(id).max(100), base })
