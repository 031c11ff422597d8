import { and, eq, isNull, lt, ne } from 'drizzle-orm'
import type { Membership } from '../../../kernel/actor.ts'
import { type Id, randomToken } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { Installation } from '../contract.ts'
import { hashOf } from '../rules/links.ts'
import {
  accessInstallation,
  accessLinkSessions,
  accessMemberships,
  accessPasskeys,
  accessSessions,
  accessUsers,
  accessVerifications,
} from '../tables.ts'

type User = typeof accessUsers.$inferSelect

/** Adds a user; null when the address is already somebody's. */
export async function addUser(
  tx: Tx,
  input: { email: string; name: string; locale: 'en' | 'ur' },
): Promise<Id | null> {
  const [row] = await tx.db
    .insert(accessUsers)
    .values({ id: tx.id(), ...input, emailVerified: true, createdAt: tx.now, updatedAt: tx.now })
    .onConflictDoNothing()
    .returning({ id: accessUsers.id })
  return row?.id ?? null
}

/** A user, locked until the transaction ends. */
export async function lockUser(tx: Tx, user: Id): Promise<User | null> {
  const [row] = await tx.db.select().from(accessUsers).where(eq(accessUsers.id, user)).for('update')
  return row ?? null
}

export async function writeUser(tx: Tx, user: Id, change: Partial<Omit<User, 'id'>>): Promise<void> {
  await tx.db
    .update(accessUsers)
    .set({ ...change, updatedAt: tx.now })
    .where(eq(accessUsers.id, user))
}

/** Gives a user exactly these memberships. */
export async function replaceMemberships(
  tx: Tx,
  user: Id,
  memberships: readonly Membership[],
): Promise<void> {
  await tx.db.delete(accessMemberships).where(eq(accessMemberships.user, user))
  if (memberships.length === 0) return
  await tx.db
    .insert(accessMemberships)
    .values(memberships.map(({ role, program }) => ({ id: tx.id(), user, role, program, at: tx.now })))
    .onConflictDoNothing()
}

/** Whether somebody else administers the whole installation; locks those rows, so that two cannot leave at the same moment. */
export async function otherAdministrator(tx: Tx, user: Id): Promise<boolean> {
  const rows = await tx.db
    .select({ user: accessMemberships.user })
    .from(accessMemberships)
    .where(and(eq(accessMemberships.role, 'administrator'), isNull(accessMemberships.program)))
    .for('update')
  return rows.some((row) => row.user !== user)
}

export async function endSessionsOf(tx: Tx, user: Id, but: Id | null = null): Promise<void> {
  await tx.db
    .delete(accessSessions)
    .where(and(eq(accessSessions.user, user), but ? ne(accessSessions.id, but) : undefined))
}

export async function endSession(tx: Tx, session: Id): Promise<void> {
  await tx.db.delete(accessSessions).where(eq(accessSessions.id, session))
}

export async function noteSessionUse(tx: Tx, session: Id): Promise<void> {
  await tx.db.update(accessSessions).set({ usedAt: tx.now }).where(eq(accessSessions.id, session))
}

/** From now on the session has shown what it owed. */
export async function completeSession(tx: Tx, session: Id): Promise<void> {
  await tx.db.update(accessSessions).set({ secondFactor: true }).where(eq(accessSessions.id, session))
}

/** Forgets every passkey of this user. */
export async function dropPasskeys(tx: Tx, user: Id): Promise<void> {
  await tx.db.delete(accessPasskeys).where(eq(accessPasskeys.user, user))
}

/** Removes a passkey of this user; false when there is none of this id. */
export async function dropPasskey(tx: Tx, user: Id, passkey: Id): Promise<boolean> {
  const gone = await tx.db
    .delete(accessPasskeys)
    .where(and(eq(accessPasskeys.id, passkey), eq(accessPasskeys.user, user)))
    .returning({ id: accessPasskeys.id })
  return gone.length > 0
}

/** Makes a one-time sign-in token; only its hash is kept, where the sign-in library looks for it (adapters/auth). */
export async function makeSignInToken(tx: Tx, email: string, until: Temporal.Instant): Promise<string> {
  const token = randomToken()
  await tx.db.insert(accessVerifications).values({
    id: tx.id(),
    identifier: hashOf(token),
    value: JSON.stringify({ email, until: until.toString() }),
    expiresAt: libraryTime(tx, until),
    createdAt: tx.now,
    updatedAt: tx.now,
  })
  return token
}

/** The library compares with the machine's own clock, which in tests is another one than ours. */
const libraryTime = (tx: Tx, until: Temporal.Instant): Temporal.Instant =>
  Temporal.Now.instant().add(tx.now.until(until))

export async function writeInstallation(
  tx: Tx,
  installation: Installation & { state: 'empty' | 'sample' },
): Promise<void> {
  await tx.db
    .insert(accessInstallation)
    .values({ id: 1, ...installation })
    .onConflictDoUpdate({ target: accessInstallation.id, set: installation })
}

/** Removes sessions and one-time values that have not served for a day: nobody can use them, so nobody need keep them. */
export async function sweepSessions(
  tx: Tx,
  ages: { readonly staff: { hours: number }; readonly link: { hours: number } },
): Promise<void> {
  const day = { hours: 24 }
  const before = (age: { hours: number }) => tx.now.subtract(age).subtract(day)
  await tx.db.delete(accessSessions).where(lt(accessSessions.startedAt, before(ages.staff)))
  await tx.db.delete(accessLinkSessions).where(lt(accessLinkSessions.createdAt, before(ages.link)))
  // These end by the machine's clock, which the library asks.
  const yesterday = Temporal.Now.instant().subtract(day)
  await tx.db.delete(accessVerifications).where(lt(accessVerifications.expiresAt, yesterday))
}
