import { and, eq, sql } from 'drizzle-orm'
import type { CallRole } from '../../../kernel/actor.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { accessGrants, accessLinkSessions } from '../tables.ts'

export type Grant = typeof accessGrants.$inferSelect

const pair = (call: Id, person: Id) => and(eq(accessGrants.call, call), eq(accessGrants.person, person))

/** The grant of a person on a call, locked until the transaction ends; null when there is none. */
export async function lockGrant(tx: Tx, call: Id, person: Id): Promise<Grant | null> {
  const [grant] = await tx.db.select().from(accessGrants).where(pair(call, person)).for('update')
  return grant ?? null
}

/** Makes the grant of a person on a call, or answers the one that somebody else made at the same moment. */
export async function makeGrant(
  tx: Tx,
  input: { call: Id; person: Id; organization: Id | null },
): Promise<Grant> {
  await tx.db
    .insert(accessGrants)
    .values({ id: tx.id(), ...input, roles: [], createdAt: tx.now })
    .onConflictDoNothing()
  const grant = await lockGrant(tx, input.call, input.person)
  if (!grant) throw new Error('a grant was neither made nor there')
  return grant
}

export async function writeGrant(
  tx: Tx,
  grant: Id,
  change: { roles?: CallRole[]; organization?: Id | null; revokedAt?: Temporal.Instant | null },
): Promise<void> {
  await tx.db.update(accessGrants).set(change).where(eq(accessGrants.id, grant))
}

/** Raises the generation, which makes every link given so far useless, and ends the sessions opened with them. */
export async function retireLink(tx: Tx, grant: Id): Promise<void> {
  await tx.db
    .update(accessGrants)
    .set({ generation: sql`${accessGrants.generation} + 1`, revokedAt: tx.now })
    .where(eq(accessGrants.id, grant))
  await tx.db.delete(accessLinkSessions).where(eq(accessLinkSessions.grant, grant))
}

export async function openLinkSession(tx: Tx, grant: Id, tokenHash: string): Promise<void> {
  await tx.db
    .insert(accessLinkSessions)
    .values({ id: tx.id(), grant, tokenHash, createdAt: tx.now, usedAt: tx.now })
}

export async function noteLinkUse(tx: Tx, session: Id): Promise<void> {
  await tx.db.update(accessLinkSessions).set({ usedAt: tx.now }).where(eq(accessLinkSessions.id, session))
}

export async function endLinkSession(tx: Tx, tokenHash: string): Promise<void> {
  await tx.db.delete(accessLinkSessions).where(eq(accessLinkSessions.tokenHash, tokenHash))
}

/** Every grant of a person, for her erasure. */
export async function grantsOfPerson(tx: Tx, person: Id): Promise<readonly { call: Id; person: Id }[]> {
  return tx.db
    .select({ call: accessGrants.call, person: accessGrants.person })
    .from(accessGrants)
    .where(eq(accessGrants.person, person))
}
