import { type Actor, holdsRole } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../../kernel/tx.ts'
import type { FoundBy, Official, Organization, Person, Registrant } from './contract.ts'
import {
  hasDomain,
  organizationByDomain,
  organizationById,
  organizationByName,
  personByEmail,
  personById,
} from './reads.ts'
import { domainOf, isFreeMail } from './rules.ts'
import {
  clearPerson,
  giveDomain,
  insertOrganization,
  insertPerson,
  lockResolving,
  updateOrganization,
  updatePerson,
} from './store.ts'

/** Finds or makes the files of a registrant; see `PeopleCommands.resolve`. */
export async function resolve(
  tx: Tx,
  _actor: Actor,
  given: Registrant,
): Promise<{ person: Id; organization: Id; foundBy: FoundBy }> {
  await lockResolving(tx)
  const known = await personByEmail(tx, given.email)
  if (known?.organization) {
    await fillGaps(tx, known, given)
    return { person: known.id, organization: known.organization, foundBy: 'email' }
  }
  const { organization, foundBy } = await resolveOrganization(tx, given)
  if (known) {
    await fillGaps(tx, known, given)
    await updatePerson(tx, known.id, { organization })
    return { person: known.id, organization, foundBy }
  }
  const person = await insertPerson(tx, {
    name: given.name,
    title: given.title,
    email: given.email,
    phone: given.phone,
    organization,
    locale: given.locale,
    zone: null,
  })
  await tx.emit({
    stream: `person:${person}`,
    type: 'person.created',
    audience: 'mission',
    data: { organization },
  })
  return { person, organization, foundBy }
}

/** What the file lacks is taken from the registration; what it knows stays, for anybody may type somebody else's address. */
async function fillGaps(tx: Tx, known: Person, given: Registrant): Promise<void> {
  await updatePerson(tx, known.id, {
    ...(known.title === null && given.title !== null ? { title: given.title } : {}),
    ...(known.phone === null && given.phone !== null ? { phone: given.phone } : {}),
  })
}

async function resolveOrganization(
  tx: Tx,
  given: Registrant,
): Promise<{ organization: Id; foundBy: FoundBy }> {
  const domain = isFreeMail(domainOf(given.email)) ? null : domainOf(given.email)
  const byDomain = domain ? await organizationByDomain(tx, domain) : null
  if (byDomain) return { organization: byDomain, foundBy: 'domain' }
  const byName = await organizationByName(tx, given.organization, given.country)
  if (byName) {
    if (domain && !(await hasDomain(tx, byName))) await giveDomain(tx, byName, domain)
    return { organization: byName, foundBy: 'name' }
  }
  const made = await makeOrganization(tx, {
    name: given.organization,
    kind: 'firm',
    country: given.country,
    domain,
  })
  return { organization: made, foundBy: 'new' }
}

async function makeOrganization(tx: Tx, values: Parameters<typeof insertOrganization>[1]): Promise<Id> {
  const organization = await insertOrganization(tx, values)
  await tx.emit({
    stream: `organization:${organization}`,
    type: 'organization.created',
    audience: 'mission',
    data: { kind: values.kind, country: values.country, domain: values.domain },
  })
  return organization
}

/** Makes or corrects the file of somebody on a panel; see `PeopleCommands.upsertOfficial`. */
export async function upsertOfficial(
  tx: Tx,
  _actor: Actor,
  official: Official,
): Promise<{ person: Id; organization: Id | null }> {
  await lockResolving(tx)
  const firm = official.organization
  const organization = firm
    ? ((await organizationByName(tx, firm.name, official.country)) ??
      (await makeOrganization(tx, { ...firm, country: official.country, domain: null })))
    : null
  const values = {
    name: official.name,
    title: official.title,
    organization,
    locale: official.locale,
    ...(official.zone === undefined ? {} : { zone: official.zone }),
  }
  const known = official.email ? await personByEmail(tx, official.email) : null
  if (known) {
    await updatePerson(tx, known.id, values)
    return { person: known.id, organization }
  }
  const person = await insertPerson(tx, {
    ...values,
    email: official.email,
    phone: null,
    zone: official.zone ?? null,
  })
  await tx.emit({
    stream: `person:${person}`,
    type: 'person.created',
    audience: 'mission',
    data: { organization },
  })
  return { person, organization }
}

/** See `PeopleCommands.contact`. */
export async function contact(
  tx: Tx,
  _actor: Actor,
  given: { name: string; email: string; locale: Person['locale'] },
): Promise<{ person: Id }> {
  await lockResolving(tx)
  const known = await personByEmail(tx, given.email)
  if (known) return { person: known.id }
  const person = await insertPerson(tx, {
    ...given,
    title: null,
    phone: null,
    organization: null,
    zone: null,
  })
  await tx.emit({
    stream: `person:${person}`,
    type: 'person.created',
    audience: 'mission',
    data: { organization: null },
  })
  return { person }
}

/** @throws AppError `not_found` */
export async function getPerson(tx: Tx, _actor: Actor, input: { person: Id }): Promise<Person> {
  const found = await personById(tx, input.person)
  if (!found) throw new AppError('not_found', 'people.no_such_person')
  return found
}

/** @throws AppError `not_found` */
export async function getOrganization(tx: Tx, organization: Id): Promise<Organization> {
  const found = await organizationById(tx, organization)
  if (!found) throw new AppError('not_found', 'people.no_such_organization')
  return found
}

type PersonChange = Partial<
  Pick<Person, 'name' | 'title' | 'email' | 'phone' | 'organization' | 'locale' | 'zone'>
>

/** Staff correct a file, or she whose file it is; the event says which fields changed, not to what. */
export async function changePerson(tx: Tx, actor: Actor, person: Id, change: PersonChange): Promise<Person> {
  const before = await getPerson(tx, actor, { person })
  if (before.erasedAt) throw new AppError('gone', 'people.erased')
  if (change.organization) await getOrganization(tx, change.organization)
  if (change.email && change.email !== before.email && (await personByEmail(tx, change.email))) {
    throw new AppError('conflict', 'people.email_taken')
  }
  await updatePerson(tx, person, change)
  await tx.emit({
    stream: `person:${person}`,
    type: 'person.changed',
    audience: 'mission',
    data: { fields: changedFields(before, change) },
  })
  return getPerson(tx, actor, { person })
}

export async function changeOrganization(
  tx: Tx,
  organization: Id,
  change: Partial<Pick<Organization, 'name' | 'kind' | 'country' | 'registerNumber'>>,
): Promise<Organization> {
  const before = await getOrganization(tx, organization)
  await updateOrganization(tx, organization, change)
  await tx.emit({
    stream: `organization:${organization}`,
    type: 'organization.changed',
    audience: 'mission',
    data: { fields: changedFields(before, change) },
  })
  return getOrganization(tx, organization)
}

const changedFields = <T extends object>(before: T, change: Partial<T>): string[] =>
  Object.keys(change).filter((key) => before[key as keyof T] !== change[key as keyof T])

/** See `PeopleCommands.erase`. */
export async function erase(tx: Tx, _actor: Actor, input: { person: Id }): Promise<void> {
  const found = await personById(tx, input.person)
  if (!found) throw new AppError('not_found', 'people.no_such_person')
  const cleared = await clearPerson(tx, input.person)
  if (!cleared) return
  await tx.emit({
    stream: `person:${input.person}`,
    type: 'person.erased',
    audience: 'mission',
    data: { person: input.person },
  })
}

/** Only who answers for the installation may erase: it cannot be undone. */
export async function eraseByStaff(tx: Tx, actor: Actor, person: Id): Promise<Person> {
  if (!holdsRole(actor, ['administrator'], null)) throw new AppError('forbidden', 'people.administrator_only')
  await erase(tx, actor, { person })
  return getPerson(tx, actor, { person })
}
