import { z } from 'zod'
import { id, instantString } from '../../../kernel/schemas.ts'
import { CALL_STATES } from '../../calls/contract.ts'

/** What is counted of each call of a series, in the order in which it happens. */
export const MEASURES = ['registrations', 'attended', 'questions', 'answered', 'owed'] as const
export type Measure = (typeof MEASURES)[number]

export const seriesCall = z.strictObject({
  call: id,
  number: z.int(),
  state: z.enum(CALL_STATES),
  topic: z.string(),
  startsAt: instantString.nullable(),
  zone: z.string(),
  /** Not counting who cancelled. */
  registrations: z.int(),
  /** People with the role attendee who were there on air. */
  attended: z.int(),
  questions: z.int(),
  answered: z.int(),
  /** Answers and promises, as of now. */
  owed: z.int(),
})
export type SeriesCall = z.infer<typeof seriesCall>
