import { and, asc, count, desc, eq, ilike, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { organizationView, personView } from '../../people/views.ts'
import type { RegistrationRow, RegistrationState } from '../contract.ts'
import { heardFrom } from '../rules/coming.ts'
import { registrations } from '../tables.ts'
import type { Move } from './moves.ts'

const contains = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

/** A cursor is the moment and id of the last row seen. */
function decodeCursor(cursor: string | undefined): { at: string; id: Id } | null {
  const found = /^([\d:.TZ-]{20,40})\|([0-9a-f-]{36})$/.exec(cursor ?? '')
  return found?.[1] && found[2] ? { at: found[1], id: found[2] } : null
}

/** Registrations of a call, the newest first; those on the waitlist in the order in which they get a seat. `search` looks into names of people and firms. */
export async function registrationsPage(
  tx: Tx,
  query: {
    call: Id
    state?: RegistrationState | undefined
    search?: string | undefined
    cursor?: string | undefined
    limit: number
  },
  move: Move | null,
): Promise<{ items: RegistrationRow[]; next: string | null }> {
  const person = personView(tx)
  const organization = organizationView(tx)
  const after = decodeCursor(query.cursor)
  const inLine = query.state === 'waitlisted'
  const order = inLine ? asc : desc
  const wanted: (SQL | undefined)[] = [
    eq(registrations.call, query.call),
    query.state ? eq(registrations.state, query.state) : undefined,
    query.search
      ? or(ilike(person.name, contains(query.search)), ilike(organization.name, contains(query.search)))
      : undefined,
    after
      ? sql`(${registrations.submittedAt}, ${registrations.id}) ${sql.raw(inLine ? '>' : '<')} (${after.at}::timestamptz, ${after.id}::uuid)`
      : undefined,
  ]
  const rows = await tx.db
    .select({ registration: registrations, ...shownOf(person, organization) })
    .from(registrations)
    .innerJoin(person, eq(person.id, registrations.person))
    .innerJoin(organization, eq(organization.id, registrations.organization))
    .where(and(...wanted))
    .orderBy(order(registrations.submittedAt), order(registrations.id))
    .limit(query.limit + 1)
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)?.registration
  return {
    items: shown.map((row) => toRow(row, move)),
    next: rows.length > query.limit && last ? `${last.submittedAt}|${last.id}` : null,
  }
}

/** A subquery's columns are named one by one. */
const shownOf = (
  person: ReturnType<typeof personView>,
  organization: ReturnType<typeof organizationView>,
) => ({
  person: {
    id: person.id,
    name: person.name,
    title: person.title,
    email: person.email,
    phone: person.phone,
    zone: person.zone,
  },
  organization: { id: organization.id, name: organization.name, country: organization.country },
})

interface Joined {
  readonly registration: typeof registrations.$inferSelect
  readonly person: { id: string; name: string | null; title: string | null }
  readonly organization: { id: string; name: string }
}

/** @param move to the present start of the call; null when there was none */
export const toRow = (
  { registration, person, organization }: Joined,
  move: Move | null,
): RegistrationRow => ({
  id: registration.id,
  state: registration.state,
  person: { id: person.id, name: person.name, title: person.title },
  organization: { id: organization.id, name: organization.name },
  sectors: registration.sectors,
  asks: registration.questions.length > 0,
  submittedAt: registration.submittedAt.toString(),
  decidedAt: registration.decidedAt?.toString() ?? null,
  answer: heardFrom(registration, move),
  changedAt: changedSinceDecided(registration)?.toString() ?? null,
})

/** When the registrant changed her answers after somebody decided, or before anybody did. */
function changedSinceDecided({
  changedAt,
  decidedAt,
}: typeof registrations.$inferSelect): Temporal.Instant | null {
  if (!changedAt || (decidedAt && Temporal.Instant.compare(changedAt, decidedAt) <= 0)) return null
  return changedAt
}

/** A registration with the rows of its person and organization; null when there is none. */
export async function registrationById(tx: Tx, registration: Id) {
  const person = personView(tx)
  const organization = organizationView(tx)
  const [row] = await tx.db
    .select({ registration: registrations, ...shownOf(person, organization) })
    .from(registrations)
    .innerJoin(person, eq(person.id, registrations.person))
    .innerJoin(organization, eq(organization.id, registrations.organization))
    .where(eq(registrations.id, registration))
  return row ?? null
}

export async function registrationOfPerson(tx: Tx, call: Id, person: Id) {
  const [row] = await tx.db
    .select()
    .from(registrations)
    .where(and(eq(registrations.call, call), eq(registrations.person, person)))
  return row ?? null
}

/** Seats a firm holds on a call. */
export async function firmSeats(tx: Tx, call: Id, organization: Id): Promise<number> {
  const [row] = await tx.db
    .select({ n: count() })
    .from(registrations)
    .where(
      and(
        eq(registrations.call, call),
        eq(registrations.organization, organization),
        eq(registrations.state, 'approved'),
      ),
    )
  return row?.n ?? 0
}

/** Registrations of the same person or firm for other calls, the newest first. */
export async function pastOf(tx: Tx, of: { id: Id; call: Id; person: Id; organization: Id }, limit: number) {
  return tx.db
    .select()
    .from(registrations)
    .where(
      and(
        ne(registrations.call, of.call),
        or(eq(registrations.person, of.person), eq(registrations.organization, of.organization)),
      ),
    )
    .orderBy(desc(registrations.submittedAt), desc(registrations.id))
    .limit(limit)
}

/** Registrations of a person or of a firm, the newest first. */
export async function historyOf(
  tx: Tx,
  of: { person?: Id | undefined; organization?: Id | undefined },
  limit: number,
) {
  return tx.db
    .select()
    .from(registrations)
    .where(
      and(
        of.person ? eq(registrations.person, of.person) : undefined,
        of.organization ? eq(registrations.organization, of.organization) : undefined,
      ),
    )
    .orderBy(desc(registrations.submittedAt), desc(registrations.id))
    .limit(limit)
}
