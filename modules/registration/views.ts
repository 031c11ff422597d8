import { and, asc, count, eq, inArray } from 'drizzle-orm'
import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../../kernel/tx.ts'
import { organizationView, personView } from '../people/views.ts'
import type { RegistrationState } from './contract.ts'
import { registrations } from './tables.ts'

/** How many registrations of calls are in each state; a call without any is absent. */
export async function registrationCounts(
  tx: Tx,
  calls: readonly Id[],
): Promise<ReadonlyMap<Id, Readonly<Partial<Record<RegistrationState, number>>>>> {
  if (calls.length === 0) return new Map()
  const rows = await tx.db
    .select({ call: registrations.call, state: registrations.state, n: count() })
    .from(registrations)
    .where(inArray(registrations.call, [...calls]))
    .groupBy(registrations.call, registrations.state)
  const byCall = new Map<Id, Partial<Record<RegistrationState, number>>>()
  for (const { call, state, n } of rows) byCall.set(call, { ...byCall.get(call), [state]: n })
  return byCall
}

/** Who is registered for a call, to compare with who came: ids only. */
export async function registeredFor(
  tx: Pick<Tx, 'db'>,
  call: Id,
): Promise<
  readonly {
    registration: Id
    person: Id
    organization: Id
    state: RegistrationState
    submittedAt: Temporal.Instant
  }[]
> {
  return tx.db
    .select({
      registration: registrations.id,
      person: registrations.person,
      organization: registrations.organization,
      state: registrations.state,
      submittedAt: registrations.submittedAt,
    })
    .from(registrations)
    .where(eq(registrations.call, call))
    .orderBy(registrations.id)
}

/** The registrations of a call with whom they name, in the order in which they came: for a spreadsheet of them. */
export async function registrationsForFile(tx: Tx, call: Id) {
  const person = personView(tx)
  const organization = organizationView(tx)
  return tx.db
    .select({
      id: registrations.id,
      state: registrations.state,
      sectors: registrations.sectors,
      language: registrations.language,
      source: registrations.source,
      questions: registrations.questions,
      submittedAt: registrations.submittedAt,
      decidedAt: registrations.decidedAt,
      decidedBy: registrations.decidedBy,
      reason: registrations.reason,
      name: person.name,
      title: person.title,
      email: person.email,
      phone: person.phone,
      organization: organization.name,
      country: organization.country,
    })
    .from(registrations)
    .innerJoin(person, eq(person.id, registrations.person))
    .innerJoin(organization, eq(organization.id, registrations.organization))
    .where(eq(registrations.call, call))
    .orderBy(asc(registrations.submittedAt), asc(registrations.id))
}

/** Who has a seat on a call, with the sectors they named, firm by firm: ids only. */
export async function firmsWithSeats(tx: Pick<Tx, 'db'>, call: Id) {
  return tx.db
    .select({
      person: registrations.person,
      organization: registrations.organization,
      sectors: registrations.sectors,
    })
    .from(registrations)
    .where(and(eq(registrations.call, call), eq(registrations.state, 'approved')))
    .orderBy(registrations.organization, registrations.id)
}
