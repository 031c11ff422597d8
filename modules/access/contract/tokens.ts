import { z } from 'zod'
import { STAFF_ROLES } from '../../../kernel/actor.ts'
import { id, instantString, line } from '../../../kernel/schemas.ts'

/** What a machine may be: it decides on nothing that concerns who works here. */
export const TOKEN_ROLES = STAFF_ROLES.filter((role) => role !== 'administrator')
const LONGEST_DAYS = 366

export const newToken = z.strictObject({
  /** What it is for. */
  name: line(80),
  role: z.enum(TOKEN_ROLES),
  /** Null: for every program. */
  program: id.nullable().default(null),
  days: z.number().int().min(1).max(LONGEST_DAYS),
})

export const token = z.strictObject({
  id,
  name: z.string(),
  role: z.enum(STAFF_ROLES),
  program: id.nullable(),
  madeBy: z.string(),
  createdAt: instantString,
  expiresAt: instantString,
  /** To the minute; null when it was never used. */
  usedAt: instantString.nullable(),
  state: z.enum(['serves', 'expired', 'revoked']),
})
export type Token = z.infer<typeof token>

export const tokenMade = token.extend({
  /** To be sent as `Authorization: Bearer …`. */
  secret: z.string(),
})
