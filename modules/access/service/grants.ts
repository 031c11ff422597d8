import { type Actor, anonymous, type CallRole } from '../../../kernel/actor.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { GrantLink } from '../contract.ts'
import { grantOn, linkSession } from '../reads.ts'
import {
  hashOf,
  LINK_SESSION_AGE,
  LINK_SESSION_IDLE,
  linkToken,
  needsNote,
  sessionServes,
} from '../rules/links.ts'
import { lockGrant, makeGrant, noteLinkUse, retireLink, writeGrant } from '../store/grants.ts'

type Pair = { readonly call: Id; readonly person: Id }

/** The personal link of a grant in its present generation. */
const urlOf = (tx: Tx, grant: { readonly id: Id; readonly generation: number }): string =>
  `${tx.publicUrl}/l/${linkToken(tx.signer, grant.id, grant.generation)}`

/** The actor behind the session cookie of a personal link; anonymous when unknown, too old, or the link was revoked. */
export async function grantActor(tx: Tx, _actor: Actor, input: { grant: Id; token: string }): Promise<Actor> {
  const found = await linkSession(tx, input.grant, hashOf(input.token))
  if (!found || found.grant.revokedAt) return anonymous
  const times = { startedAt: found.session.createdAt, usedAt: found.session.usedAt }
  if (!sessionServes(times, { idle: LINK_SESSION_IDLE, age: LINK_SESSION_AGE }, tx.now)) return anonymous
  if (needsNote(times.usedAt, tx.now)) await noteLinkUse(tx, found.session.id)
  const { id, call, person, organization, roles } = found.grant
  return { kind: 'grant', grant: id, call, person, organization, roles }
}

/** Gives a person roles on a call, added to those already held. A link that was revoked is replaced by a new one. */
export async function giveGrant(
  tx: Tx,
  _actor: Actor,
  input: Pair & { organization: Id | null; roles: readonly CallRole[] },
): Promise<GrantLink> {
  const grant = await makeGrant(tx, {
    call: input.call,
    person: input.person,
    organization: input.organization,
  })
  const added = input.roles.filter((role) => !grant.roles.includes(role))
  const roles = [...grant.roles, ...added]
  const organization = input.organization ?? grant.organization
  const fresh = grant.createdAt.equals(tx.now) && grant.roles.length === 0
  await writeGrant(tx, grant.id, { roles, organization, revokedAt: null })
  if (fresh || added.length > 0 || grant.revokedAt) {
    await tx.emit({
      stream: `grant:${grant.id}`,
      type: 'grant.given',
      audience: 'mission',
      data: { call: grant.call, person: grant.person, before: grant.roles, after: roles },
    })
  }
  return { grant: grant.id, url: urlOf(tx, grant) }
}

export async function linkOf(tx: Tx, _actor: Actor, input: Pair): Promise<GrantLink | null> {
  const grant = await grantOn(tx, input.call, input.person)
  return grant && !grant.revokedAt ? { grant: grant.id, url: urlOf(tx, grant) } : null
}

export async function standingOf(tx: Tx, _actor: Actor, input: Pair) {
  const grant = await grantOn(tx, input.call, input.person)
  return grant && { grant: grant.id, roles: grant.roles, url: grant.revokedAt ? null : urlOf(tx, grant) }
}

/** Takes roles away; the link serves on for status and answers. */
export async function revokeRoles(
  tx: Tx,
  _actor: Actor,
  input: Pair & { roles: readonly CallRole[] },
): Promise<void> {
  const grant = await lockGrant(tx, input.call, input.person)
  if (!grant) return
  const roles = grant.roles.filter((role) => !input.roles.includes(role))
  if (roles.length === grant.roles.length) return
  await writeGrant(tx, grant.id, { roles })
  await tx.emit({
    stream: `grant:${grant.id}`,
    type: 'grant.roles_revoked',
    audience: 'mission',
    data: { call: grant.call, person: grant.person, before: grant.roles, after: roles },
  })
}

/** Makes the link useless and ends the sessions opened with it. Doing it twice changes nothing. */
export async function revokeLink(tx: Tx, _actor: Actor, input: Pair): Promise<void> {
  const grant = await lockGrant(tx, input.call, input.person)
  if (!grant || grant.revokedAt) return
  await retireLink(tx, grant.id)
  await tx.emit({
    stream: `grant:${grant.id}`,
    type: 'grant.revoked',
    audience: 'mission',
    data: { call: grant.call, person: grant.person },
  })
}
