import { eq, inArray } from 'drizzle-orm'
import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../../kernel/tx.ts'
import type { Names } from './contract.ts'
import { domainOf, isFreeMail } from './rules.ts'
import { organizations, persons } from './tables.ts'

/** People with the name of their organization, to be joined by other slices' reads on `id`. */
export const personView = (tx: Tx) =>
  tx.db
    .select({
      id: persons.id,
      name: persons.name,
      title: persons.title,
      email: persons.email,
      phone: persons.phone,
      locale: persons.locale,
      zone: persons.zone,
      erasedAt: persons.erasedAt,
    })
    .from(persons)
    .as('person')

/** Organizations, to be joined by other slices' reads on `id`. */
export const organizationView = (tx: Tx) =>
  tx.db
    .select({
      id: organizations.id,
      name: organizations.name,
      kind: organizations.kind,
      country: organizations.country,
    })
    .from(organizations)
    .as('organization')

/** Names for ids, those that exist. */
export async function namesOf(
  tx: Tx,
  ids: { persons?: readonly Id[]; organizations?: readonly Id[] },
): Promise<Names> {
  const people = ids.persons?.length
    ? await tx.db
        .select({
          id: persons.id,
          name: persons.name,
          title: persons.title,
          organization: persons.organization,
        })
        .from(persons)
        .where(inArray(persons.id, [...new Set(ids.persons)]))
    : []
  const firms = ids.organizations?.length
    ? await tx.db
        .select({
          id: organizations.id,
          name: organizations.name,
          kind: organizations.kind,
          country: organizations.country,
        })
        .from(organizations)
        .where(inArray(organizations.id, [...new Set(ids.organizations)]))
    : []
  return {
    persons: new Map(people.map(({ id, ...rest }) => [id, rest])),
    organizations: new Map(firms.map(({ id, ...rest }) => [id, rest])),
  }
}

/** Where mail for a person goes and how it is addressed; null when there is no such person or the address was removed. */
export async function mailboxOf(
  tx: Tx,
  person: Id,
): Promise<{ name: string; email: string; locale: 'en' | 'ur'; zone: string | null } | null> {
  const [row] = await tx.db
    .select({ name: persons.name, email: persons.email, locale: persons.locale, zone: persons.zone })
    .from(persons)
    .where(eq(persons.id, person))
  return row?.name && row.email ? { ...row, name: row.name, email: row.email } : null
}

/** Whether anybody can have such an address: it says nothing about a firm. */
export const saysNothingOfFirm = (email: string): boolean => isFreeMail(domainOf(email))
