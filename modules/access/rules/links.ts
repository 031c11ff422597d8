import { createHash } from 'node:crypto'
import type { Id, Signer } from '../../../kernel/ids.ts'

/** A session of a personal link ends when it was not used for this long, and at the latest after `LINK_SESSION_AGE`. */
export const LINK_SESSION_IDLE = { hours: 12 } as const
export const LINK_SESSION_AGE = { hours: 24 * 30 } as const

/** Sessions of staff are the same length: a desk that stands open over night asks again. */
export const STAFF_SESSION_IDLE = { hours: 12 } as const
export const STAFF_SESSION_AGE = { hours: 24 * 30 } as const

/** Uses are noted at most once a minute, so that reading does not become writing. */
const NOTE_USE_EVERY = { minutes: 1 } as const

export const needsNote = (usedAt: Temporal.Instant, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(usedAt.add(NOTE_USE_EVERY), now) <= 0

/** Whether a session still serves at `now`. */
export function sessionServes(
  session: { readonly startedAt: Temporal.Instant; readonly usedAt: Temporal.Instant },
  limits: { readonly idle: { hours: number }; readonly age: { hours: number } },
  now: Temporal.Instant,
): boolean {
  const idleUntil = session.usedAt.add(limits.idle)
  const oldUntil = session.startedAt.add(limits.age)
  return Temporal.Instant.compare(now, idleUntil) < 0 && Temporal.Instant.compare(now, oldUntil) < 0
}

/** What is kept of a token that a browser holds. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

const signed = (grant: Id, generation: number): string => `grant:${grant}:${generation}`

/** A personal link's token: the grant's id and a signature over its generation. Derived, so that nothing secret is stored. */
export function linkToken(signer: Signer, grant: Id, generation: number): string {
  const bytes = Buffer.from(grant.replaceAll('-', ''), 'hex')
  return `${bytes.toString('base64url')}.${signer.sign(signed(grant, generation))}`
}

/** The grant that a token names; null when it has not the form of a token. Says nothing about its signature. */
export function grantOfToken(token: string): Id | null {
  const match = /^([A-Za-z0-9_-]{22})\.[A-Za-z0-9_-]{43}$/.exec(token)
  if (!match?.[1]) return null
  const hex = Buffer.from(match[1], 'base64url').toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** Whether a token is the one of this generation of the grant, compared in constant time. */
export const tokenFits = (signer: Signer, token: string, grant: Id, generation: number): boolean =>
  grantOfToken(token) === grant && signer.verify(signed(grant, generation), token.split('.')[1] ?? '')

/** A panel member’s link, her office’s, or that of anybody who takes part. */
export type WhoseLink = 'stage' | 'office' | 'own'
