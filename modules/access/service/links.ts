import { OFFICERS } from '../../../kernel/access.ts'
import type { Actor } from '../../../kernel/actor.ts'
import { holdsRole } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import { type Id, randomToken } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { callsCommands } from '../../calls/contract.ts'
import { grantById } from '../reads.ts'
import { grantOfToken, hashOf, tokenFits } from '../rules/links.ts'
import { endLinkSession, grantsOfPerson, openLinkSession } from '../store/grants.ts'
import { linkOf, revokeLink } from './grants.ts'

type Pair = { readonly call: Id; readonly person: Id }

/** What a link opens: its grant, or why it opens nothing. Reading it changes nothing. */
export async function readLink(tx: Tx, token: string) {
  const id = grantOfToken(token)
  const grant = id ? await grantById(tx, id) : null
  if (!grant) return { problem: 'unknown' } as const
  const revoked = grant.revokedAt !== null
  if (tokenFits(tx.signer, token, grant.id, grant.generation))
    return revoked ? ({ problem: 'revoked' } as const) : { grant }
  // A link of an earlier generation was a right one once: whoever holds it deserves to know that it was replaced.
  const wasRight = Array.from({ length: grant.generation - 1 }, (_, at) => at + 1).some((earlier) =>
    tokenFits(tx.signer, token, grant.id, earlier),
  )
  return { problem: wasRight ? 'revoked' : 'unknown' } as const
}

/** See `AccessCommands.holderOf`. */
export async function holderOf(tx: Tx, _actor: Actor, input: { token: string }) {
  const found = await readLink(tx, input.token)
  if (!found.grant) return { problem: found.problem }
  const { id: grant, call, person, organization, roles } = found.grant
  return { holder: { kind: 'grant', grant, call, person, organization, roles } as const }
}

/** Exchanges a link for a session of this browser: the token that goes into its cookie. @throws AppError `gone`, `not_found` */
export async function openLink(tx: Tx, token: string): Promise<{ grant: Id; session: string }> {
  const found = await readLink(tx, token)
  if (!found.grant) {
    throw found.problem === 'revoked'
      ? new AppError('gone', 'access.link_revoked')
      : new AppError('not_found', 'access.link_unknown')
  }
  const session = randomToken()
  await openLinkSession(tx, found.grant.id, hashOf(session))
  await tx.emit({
    stream: `grant:${found.grant.id}`,
    type: 'grant.opened',
    audience: 'mission',
    data: { call: found.grant.call, person: found.grant.person },
  })
  return { grant: found.grant.id, session }
}

/** Ends the session of one browser. */
export const closeLink = (tx: Tx, session: string): Promise<void> => endLinkSession(tx, hashOf(session))

/** A person's link for an officer to hand over (assistants and messengers exist); that it was shown is kept. */
export async function showLink(tx: Tx, actor: Actor, input: Pair) {
  await officerOf(tx, actor, input.call)
  const link = await linkOf(tx, actor, input)
  if (!link) throw new AppError('not_found', 'access.no_link')
  await tx.emit({
    stream: `grant:${link.grant}`,
    type: 'grant.link_shown',
    audience: 'mission',
    data: { call: input.call, person: input.person },
  })
  return link
}

export async function revokeByStaff(tx: Tx, actor: Actor, input: Pair): Promise<Record<string, never>> {
  await officerOf(tx, actor, input.call)
  await revokeLink(tx, actor, input)
  return {}
}

/** @throws AppError `forbidden` for officers of other programs */
async function officerOf(tx: Tx, actor: Actor, call: Id): Promise<void> {
  const { program } = await tx.use(callsCommands).get(tx, actor, { call })
  if (!holdsRole(actor, OFFICERS, program.id)) throw new AppError('forbidden', 'server.forbidden')
}

/** A person was erased: her links open nothing any more. */
export async function endLinksOf(tx: Tx, actor: Actor, person: Id): Promise<void> {
  for (const pair of await grantsOfPerson(tx, person)) await revokeLink(tx, actor, pair)
}
