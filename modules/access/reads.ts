import { and, asc, desc, eq, exists, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Membership } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../../kernel/tx.ts'
import type { Installation, StaffMember, Token } from './contract.ts'
import { hashOf } from './rules/links.ts'
import { tokenState } from './rules/tokens.ts'
import {
  accessGrants,
  accessInstallation,
  accessLinkSessions,
  accessMemberships,
  accessPasskeys,
  accessSessions,
  accessTokens,
  accessUsers,
  accessVerifications,
} from './tables.ts'

/** How an installation presents itself before anybody said so. */
const UNNAMED: Installation = {
  state: 'new',
  missionName: 'Direct Line',
  missionNameUr: null,
  homeZone: 'America/New_York',
  homePlace: 'Washington',
  homePlaceUr: 'واشنگٹن',
  ink: null,
  seal: null,
}

export async function readInstallation(tx: Tx): Promise<Installation> {
  const [row] = await tx.db.select().from(accessInstallation)
  if (!row) return UNNAMED
  const { id: _id, ...installation } = row
  return installation
}

export async function membershipsOf(tx: Tx, user: Id): Promise<Membership[]> {
  return tx.db
    .select({ role: accessMemberships.role, program: accessMemberships.program })
    .from(accessMemberships)
    .where(eq(accessMemberships.user, user))
    .orderBy(accessMemberships.id)
}

export async function grantById(tx: Tx, grant: Id) {
  const [row] = await tx.db.select().from(accessGrants).where(eq(accessGrants.id, grant))
  return row ?? null
}

export async function grantOn(tx: Tx, call: Id, person: Id) {
  const [row] = await tx.db
    .select()
    .from(accessGrants)
    .where(and(eq(accessGrants.call, call), eq(accessGrants.person, person)))
  return row ?? null
}

/** The session behind a browser's token, with its grant. */
export async function linkSession(tx: Tx, grant: Id, tokenHash: string) {
  const [row] = await tx.db
    .select({ session: accessLinkSessions, grant: accessGrants })
    .from(accessLinkSessions)
    .innerJoin(accessGrants, eq(accessGrants.id, accessLinkSessions.grant))
    .where(and(eq(accessLinkSessions.grant, grant), eq(accessLinkSessions.tokenHash, tokenHash)))
  return row ?? null
}

/** A session of staff with what decides whether it still serves. */
export async function staffSession(tx: Tx, session: Id) {
  const [row] = await tx.db.select().from(accessSessions).where(eq(accessSessions.id, session))
  return row ?? null
}

export async function userById(tx: Tx, user: Id) {
  const [row] = await tx.db.select().from(accessUsers).where(eq(accessUsers.id, user))
  return row ?? null
}

export async function userByEmail(tx: Tx, email: string) {
  const [row] = await tx.db.select().from(accessUsers).where(eq(accessUsers.email, email))
  return row ?? null
}

/** The oldest administrator of the whole installation; null before the first start. */
export async function firstAdministrator(tx: Tx) {
  const [row] = await tx.db
    .select({ id: accessUsers.id, email: accessUsers.email })
    .from(accessUsers)
    .innerJoin(accessMemberships, eq(accessMemberships.user, accessUsers.id))
    .where(and(eq(accessMemberships.role, 'administrator'), isNull(accessMemberships.program)))
    .orderBy(asc(accessUsers.createdAt), asc(accessUsers.id))
    .limit(1)
  return row ?? null
}

/** The address a sign-in link is for; null when it is unknown, used or too old. Reading does not use it up. */
export async function signInLinkFor(tx: Tx, token: string): Promise<{ email: string } | null> {
  const [row] = await tx.db
    .select({ value: accessVerifications.value })
    .from(accessVerifications)
    .where(eq(accessVerifications.identifier, hashOf(token)))
  if (!row) return null
  const { email, until } = signInValue.parse(JSON.parse(row.value))
  return Temporal.Instant.compare(tx.now, Temporal.Instant.from(until)) < 0 ? { email } : null
}

const signInValue = z.object({ email: z.string(), until: z.string() })

export async function passkeysOf(tx: Tx, user: Id) {
  return tx.db
    .select({ id: accessPasskeys.id, name: accessPasskeys.name, at: accessPasskeys.createdAt })
    .from(accessPasskeys)
    .where(eq(accessPasskeys.user, user))
    .orderBy(accessPasskeys.id)
}

/** Written out: in a query of one table drizzle leaves the table's name away, and inside a subquery `id` would be another. */
const ownId = sql`access_users.id`

/** The staff by name, or one of them. Whoever was removed is no longer staff. */
export async function readStaff(tx: Tx, only: Id | null = null): Promise<StaffMember[]> {
  const rows = await tx.db
    .select({
      id: accessUsers.id,
      name: accessUsers.name,
      email: accessUsers.email,
      locale: accessUsers.locale,
      memberships: sql<Membership[]>`(
        select json_agg(json_build_object('role', m.role, 'program', m.program) order by m.id)
        from ${accessMemberships} m where m.user_id = ${ownId})`,
      secondFactor: sql<boolean>`${accessUsers.totpConfirmedAt} is not null
        or exists (select from ${accessPasskeys} p where p.user_id = ${ownId})`,
      lastSeen: sql<
        string | null
      >`(select max(s.used_at) from ${accessSessions} s where s.user_id = ${ownId})`,
    })
    .from(accessUsers)
    .where(
      and(
        only ? eq(accessUsers.id, only) : undefined,
        exists(
          tx.db
            .select({ one: sql`1` })
            .from(accessMemberships)
            .where(eq(accessMemberships.user, accessUsers.id)),
        ),
      ),
    )
    .orderBy(asc(accessUsers.name), asc(accessUsers.id))
  return rows.map((row) => ({
    ...row,
    lastSeen: row.lastSeen ? Temporal.Instant.from(row.lastSeen).toString() : null,
  }))
}

/** The tokens of machines, the newest first. */
export async function readTokens(tx: Tx): Promise<Token[]> {
  const rows = await tx.db
    .select({ token: accessTokens, madeBy: accessUsers.name })
    .from(accessTokens)
    .innerJoin(accessUsers, eq(accessUsers.id, accessTokens.madeBy))
    .orderBy(desc(accessTokens.createdAt), desc(accessTokens.id))
  return rows.map(({ token, madeBy }) => ({
    id: token.id,
    name: token.name,
    role: token.role,
    program: token.program,
    madeBy,
    createdAt: token.createdAt.toString(),
    expiresAt: token.expiresAt.toString(),
    usedAt: token.usedAt?.toString() ?? null,
    state: tokenState(token, tx.now),
  }))
}

export async function tokenByHash(tx: Tx, tokenHash: string) {
  const [row] = await tx.db.select().from(accessTokens).where(eq(accessTokens.tokenHash, tokenHash))
  return row ?? null
}
