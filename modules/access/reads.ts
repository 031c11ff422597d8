import { and, eq } from 'drizzle-orm'
import type { Membership } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../../kernel/tx.ts'
import type { Installation } from './contract.ts'
import { accessGrants, accessInstallation, accessLinkSessions, accessMemberships } from './tables.ts'

/** How an installation presents itself before anybody said so. */
const UNNAMED: Installation = {
  state: 'new',
  missionName: 'Direct Line',
  missionNameUr: null,
  homeZone: 'America/New_York',
  homePlace: 'Washington',
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
