import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Id } from '../../kernel/ids.ts'
import { texts } from '../../kernel/tables.ts'
import type { Tx } from '../../kernel/tx.ts'
import type { OrganizationKind } from './contract.ts'
import { organizationKey } from './rules.ts'
import { organizationDomains, organizations, persons } from './tables.ts'

/** Resolving is done one at a time, so that two registrations of a new firm at once make one file. Until the transaction's end. */
export async function lockResolving(tx: Tx): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('people.resolve', 0))`)
}

export async function insertOrganization(
  tx: Tx,
  values: { name: string; kind: OrganizationKind; country: string | null; domain: string | null },
): Promise<Id> {
  const id = tx.id()
  await tx.db.insert(organizations).values({
    id,
    name: values.name,
    nameKey: organizationKey(values.name),
    kind: values.kind,
    country: values.country,
    registerNumber: null,
    createdAt: tx.now,
  })
  if (values.domain) await giveDomain(tx, id, values.domain)
  return id
}

export async function giveDomain(tx: Tx, organization: Id, domain: string): Promise<void> {
  await tx.db.insert(organizationDomains).values({ domain, organization }).onConflictDoNothing()
}

export async function insertPerson(
  tx: Tx,
  values: Omit<typeof persons.$inferInsert, 'id' | 'createdAt'>,
): Promise<Id> {
  const id = tx.id()
  await tx.db.insert(persons).values({ ...values, id, createdAt: tx.now })
  return id
}

/** @returns whether there was such a person whose data may still change */
export async function updatePerson(
  tx: Tx,
  person: Id,
  values: Partial<Omit<typeof persons.$inferInsert, 'id' | 'createdAt'>>,
): Promise<boolean> {
  if (Object.keys(values).length === 0) return true
  const changed = await tx.db
    .update(persons)
    .set(values)
    .where(and(eq(persons.id, person), isNull(persons.erasedAt)))
    .returning({ id: persons.id })
  return changed.length > 0
}

export async function updateOrganization(
  tx: Tx,
  organization: Id,
  values: Partial<Pick<typeof organizations.$inferInsert, 'name' | 'kind' | 'country' | 'registerNumber'>>,
): Promise<boolean> {
  if (Object.keys(values).length === 0) return true
  const nameKey = values.name === undefined ? {} : { nameKey: organizationKey(values.name) }
  const changed = await tx.db
    .update(organizations)
    .set({ ...values, ...nameKey })
    .where(eq(organizations.id, organization))
    .returning({ id: organizations.id })
  return changed.length > 0
}

/** Clears what names or reaches the person, and deletes what the person wrote. Answers whether there was anything to clear. */
export async function clearPerson(tx: Tx, person: Id): Promise<boolean> {
  const cleared = await updatePerson(tx, person, {
    name: null,
    title: null,
    email: null,
    phone: null,
    erasedAt: tx.now,
  })
  await tx.db.delete(texts).where(eq(texts.person, person))
  return cleared
}
