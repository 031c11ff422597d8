import type { Membership } from '../../../kernel/actor.ts'

/** So that a token is known for one where it was left by mistake. */
const PREFIX = 'dlt_'
const FORM = /^dlt_[A-Za-z0-9_-]{43}$/

export const tokenText = (random: string): string => `${PREFIX}${random}`
export const isTokenText = (text: string): boolean => FORM.test(text)

/** So many requests a token may make within a minute. */
export const TOKEN_LIMIT = { max: 300, seconds: 60 } as const

type Validity = { readonly expiresAt: Temporal.Instant; readonly revokedAt: Temporal.Instant | null }

export function tokenState(token: Validity, now: Temporal.Instant): 'serves' | 'expired' | 'revoked' {
  if (token.revokedAt !== null) return 'revoked'
  return Temporal.Instant.compare(now, token.expiresAt) < 0 ? 'serves' : 'expired'
}

/** Who made a token must still administer the installation: what nobody could give any more is not given by an old token. */
export const mayStillGive = (memberships: readonly Membership[]): boolean =>
  memberships.some(({ role, program }) => role === 'administrator' && program === null)
