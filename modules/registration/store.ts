import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Id } from '../../kernel/ids.ts'
import type { Localized } from '../../kernel/schemas.ts'
import { events, texts } from '../../kernel/tables.ts'
import type { Tx } from '../../kernel/tx.ts'
import { notices, registrations, seats } from './tables.ts'

export type StoredRegistration = typeof registrations.$inferSelect

/** Holds the counter of a call's seats until the transaction ends, and answers how many are taken. */
export async function lockSeats(tx: Tx, call: Id): Promise<number> {
  await tx.db.insert(seats).values({ call, approved: 0 }).onConflictDoNothing()
  const [row] = await tx.db.select().from(seats).where(eq(seats.call, call)).for('update')
  return row?.approved ?? 0
}

/** The registrations of a call among `ids`, held until the transaction ends; in the order of their ids. */
export async function lockRegistrations(tx: Tx, call: Id, ids: readonly Id[]): Promise<StoredRegistration[]> {
  return tx.db
    .select()
    .from(registrations)
    .where(and(eq(registrations.call, call), inArray(registrations.id, [...ids])))
    .orderBy(registrations.id)
    .for('update')
}

/** The registration of a person for a call, held until the transaction ends. */
export async function lockOfPerson(tx: Tx, call: Id, person: Id): Promise<StoredRegistration | null> {
  const [row] = await tx.db
    .select()
    .from(registrations)
    .where(and(eq(registrations.call, call), eq(registrations.person, person)))
    .for('update')
  return row ?? null
}

export async function insertRegistration(
  tx: Tx,
  values: typeof registrations.$inferInsert,
): Promise<StoredRegistration> {
  const [row] = await tx.db.insert(registrations).values(values).returning()
  if (!row) throw new Error('registration was not stored')
  return row
}

export async function updateRegistration(
  tx: Tx,
  registration: Id,
  values: Partial<typeof registrations.$inferInsert>,
): Promise<void> {
  await tx.db.update(registrations).set(values).where(eq(registrations.id, registration))
}

/** Deletes what registrants of these calls said of their needs. Answers how many texts there were. */
export async function deleteNeeds(tx: Tx, calls: readonly Id[]): Promise<number> {
  if (calls.length === 0) return 0
  const told = tx.db
    .select({ stream: events.stream, seq: events.seq })
    .from(events)
    .innerJoin(registrations, eq(events.stream, sql`'registration:' || ${registrations.id}`))
    .where(and(eq(events.type, 'registration.needs_told'), inArray(registrations.call, [...calls])))
  const gone = await tx.db
    .delete(texts)
    .where(sql`(${texts.stream}, ${texts.seq}) in ${told}`)
    .returning({ seq: texts.seq })
  return gone.length
}

export async function insertNotice(tx: Tx, version: number, text: Localized): Promise<void> {
  await tx.db.insert(notices).values({ version, at: tx.now, text })
}
