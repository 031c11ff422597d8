import { z } from 'zod'
import { id, instantString, paged } from '../../../kernel/schemas.ts'
import { text } from './parts.ts'

/** One change of a call, a program or a series: who, when, what, before and after. Texts that were erased since are null. */
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

/** `names`: what the ids in the entries are called today, those that still have a name. */
export const historyPage = paged(historyEntry).extend({ names: z.record(z.string(), text) })

/** What taking an announcement back, or bringing a cancelled call back, would mean. */
export const told = z.strictObject({
  /** Registrations that were made. */
  registered: z.int(),
  /** Subscribers who were told of the call by e-mail. */
  subscribers: z.int(),
  /** Of the panel and its offices, who holds an invitation. */
  stage: z.int(),
  /** Why it is not possible; null when it is. */
  refusal: z.string().nullable(),
})
export type Told = z.infer<typeof told>

/** One change of a program, a series or a campaign. */
export const ofProgram = z.strictObject({ program: id, seq: z.coerce.number().int() })
export const ofSeries = z.strictObject({ series: id, seq: z.coerce.number().int() })
export const ofCampaign = z.strictObject({ campaign: id, seq: z.coerce.number().int() })
