import type { Actor, StaffRole } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import { type Id, randomToken } from '../../../kernel/ids.ts'
import { createLimiter } from '../../../kernel/limiter.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { Token } from '../contract.ts'
import { membershipsOf, readTokens, tokenByHash } from '../reads.ts'
import { hashOf, needsNote } from '../rules/links.ts'
import { isTokenText, mayStillGive, TOKEN_LIMIT, tokenState, tokenText } from '../rules/tokens.ts'
import { addToken, endToken, noteTokenUse } from '../store/tokens.ts'

const limiter = createLimiter()

/**
 * Makes a token for a machine. Its text is in this answer alone: what is kept is a hash.
 * Events of tokens: `token.made` (`role`, `program`, `expiresAt`), `token.revoked`; in stream `token:<id>`.
 */
export async function createToken(
  tx: Tx,
  actor: Actor,
  input: { name: string; role: StaffRole; program: Id | null; days: number },
): Promise<Token & { secret: string }> {
  if (actor.kind !== 'staff') throw new AppError('forbidden', 'server.forbidden')
  const { name, role, program, days } = input
  const id = tx.id()
  const secret = tokenText(randomToken())
  const expiresAt = tx.now.add({ hours: 24 * days })
  await addToken(tx, { id, name, tokenHash: hashOf(secret), role, program, madeBy: actor.user, expiresAt })
  const data = { role, program, expiresAt: expiresAt.toString() }
  await tx.emit({ stream: `token:${id}`, type: 'token.made', audience: 'mission', data })
  const made = (await readTokens(tx)).find((each) => each.id === id)
  if (!made) throw new Error('a token was made and is not there')
  return { ...made, secret }
}

/** @throws AppError `not_found` when there is none that could still be revoked */
export async function revokeToken(
  tx: Tx,
  _actor: Actor,
  input: { token: Id },
): Promise<Record<string, never>> {
  if (!(await endToken(tx, input.token))) throw new AppError('not_found', 'access.unknown_token')
  await tx.emit({ stream: `token:${input.token}`, type: 'token.revoked', audience: 'mission', data: {} })
  return {}
}

/**
 * Who a token speaks for: staff with its one role, in the name of whoever made it.
 * @throws AppError `unauthenticated` when it does not serve, `rate_limited` when it asks too often
 */
export async function tokenActor(tx: Tx, _actor: Actor, input: { token: string }): Promise<Actor> {
  const found = isTokenText(input.token) ? await tokenByHash(tx, hashOf(input.token)) : null
  if (!found || tokenState(found, tx.now) !== 'serves') throw refused()
  if (!mayStillGive(await membershipsOf(tx, found.madeBy))) throw refused()
  if (limiter.attempt(found.id, TOKEN_LIMIT, tx.now) !== null)
    throw new AppError('rate_limited', 'server.rate_limited')
  if (!found.usedAt || needsNote(found.usedAt, tx.now)) await noteTokenUse(tx, found.id)
  return {
    kind: 'staff',
    user: found.madeBy,
    memberships: [{ role: found.role, program: found.program }],
    token: found.id,
  }
}

const refused = (): AppError => new AppError('unauthenticated', 'access.token_refused')
