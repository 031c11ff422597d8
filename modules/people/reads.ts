import { and, asc, eq, gt, ilike, inArray, or, sql } from 'drizzle-orm'
import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../../kernel/tx.ts'
import type { Organization, OrganizationKind, Person } from './contract.ts'
import { organizationKey } from './rules.ts'
import { organizationDomains, organizations, persons } from './tables.ts'

interface Paging {
  readonly search?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

const contains = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

/** A cursor is the name and id of the last row seen; one that cannot be read begins anew. */
const encodeCursor = (name: string, id: Id): string =>
  Buffer.from(JSON.stringify([name, id])).toString('base64url')
function decodeCursor(cursor: string | undefined): readonly [string, Id] | null {
  if (!cursor) return null
  try {
    const [name, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    return typeof name === 'string' && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)
      ? [name, id]
      : null
  } catch {
    return null
  }
}

function page<T extends { id: Id; name: string | null }>(
  rows: T[],
  limit: number,
): { items: T[]; next: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? encodeCursor(last.name ?? '', last.id) : null }
}

export async function organizationsPage(tx: Tx, query: Paging & { kind?: OrganizationKind | undefined }) {
  const after = decodeCursor(query.cursor)
  const rows = await tx.db
    .select()
    .from(organizations)
    .where(
      and(
        query.search ? ilike(organizations.name, contains(query.search)) : undefined,
        query.kind ? eq(organizations.kind, query.kind) : undefined,
        after
          ? gt(sql`(${organizations.name}, ${organizations.id})`, sql`(${after[0]}, ${after[1]}::uuid)`)
          : undefined,
      ),
    )
    .orderBy(asc(organizations.name), asc(organizations.id))
    .limit(query.limit + 1)
  const { items, next } = page(rows, query.limit)
  return { items: await withDomains(tx, items), next }
}

export async function organizationById(tx: Tx, organization: Id): Promise<Organization | null> {
  const rows = await tx.db.select().from(organizations).where(eq(organizations.id, organization))
  return (await withDomains(tx, rows))[0] ?? null
}

async function withDomains(
  tx: Tx,
  rows: readonly (typeof organizations.$inferSelect)[],
): Promise<Organization[]> {
  if (rows.length === 0) return []
  const domains = await tx.db
    .select()
    .from(organizationDomains)
    .where(
      inArray(
        organizationDomains.organization,
        rows.map((row) => row.id),
      ),
    )
    .orderBy(asc(organizationDomains.domain))
  return rows.map(({ id, name, kind, country, registerNumber }) => ({
    id,
    name,
    kind,
    country,
    registerNumber,
    domains: domains.filter((d) => d.organization === id).map((d) => d.domain),
  }))
}

export async function personsPage(tx: Tx, query: Paging & { organization?: Id | undefined }) {
  const after = decodeCursor(query.cursor)
  const name = sql`coalesce(${persons.name}, '')`
  const rows = await selectPersons(tx)
    .where(
      and(
        query.search
          ? or(ilike(persons.name, contains(query.search)), ilike(persons.email, contains(query.search)))
          : undefined,
        query.organization ? eq(persons.organization, query.organization) : undefined,
        after ? gt(sql`(${name}, ${persons.id})`, sql`(${after[0]}, ${after[1]}::uuid)`) : undefined,
      ),
    )
    .orderBy(asc(name), asc(persons.id))
    .limit(query.limit + 1)
  return page(rows.map(toPerson), query.limit)
}

export async function personById(tx: Tx, person: Id): Promise<Person | null> {
  const [row] = await selectPersons(tx).where(eq(persons.id, person))
  return row ? toPerson(row) : null
}

export async function personByEmail(tx: Tx, email: string): Promise<Person | null> {
  const [row] = await selectPersons(tx).where(eq(persons.email, email))
  return row ? toPerson(row) : null
}

const selectPersons = (tx: Tx) =>
  tx.db
    .select({ person: persons, organizationName: organizations.name })
    .from(persons)
    .leftJoin(organizations, eq(organizations.id, persons.organization))

function toPerson(row: { person: typeof persons.$inferSelect; organizationName: string | null }): Person {
  const { createdAt: _createdAt, erasedAt, ...rest } = row.person
  return { ...rest, organizationName: row.organizationName, erasedAt: erasedAt?.toString() ?? null }
}

export async function organizationByDomain(tx: Tx, domain: string): Promise<Id | null> {
  const [row] = await tx.db
    .select({ id: organizationDomains.organization })
    .from(organizationDomains)
    .where(eq(organizationDomains.domain, domain))
  return row?.id ?? null
}

/** The organization of this name, and of this country where both are known; the oldest when there are several. */
export async function organizationByName(tx: Tx, name: string, country: string | null): Promise<Id | null> {
  const [row] = await tx.db
    .select({ id: organizations.id })
    .from(organizations)
    .where(
      and(
        eq(organizations.nameKey, organizationKey(name)),
        country ? or(eq(organizations.country, country), sql`${organizations.country} is null`) : undefined,
      ),
    )
    .orderBy(asc(organizations.id))
    .limit(1)
  return row?.id ?? null
}

export async function hasDomain(tx: Tx, organization: Id): Promise<boolean> {
  const rows = await tx.db
    .select({ domain: organizationDomains.domain })
    .from(organizationDomains)
    .where(eq(organizationDomains.organization, organization))
    .limit(1)
  return rows.length > 0
}
