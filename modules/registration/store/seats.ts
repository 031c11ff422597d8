import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { RegistrationState } from '../contract.ts'
import type { StoredRegistration } from '../store.ts'
import { registrations, seats } from '../tables.ts'

/** Notes that everybody with a seat was sent the reminder that was due then. */
export async function noteReminder(tx: Tx, call: Id, due: Temporal.Instant): Promise<void> {
  await tx.db
    .insert(seats)
    .values({ call, approved: 0, reminded: due })
    .onConflictDoUpdate({ target: seats.call, set: { reminded: due } })
}

/** The seats of a call; call `lockSeats` first. */
export async function seatsOf(
  tx: Tx,
  call: Id,
): Promise<{ readonly vacant: number; readonly perFirm: number | null }> {
  const [row] = await tx.db.select().from(seats).where(eq(seats.call, call))
  return { vacant: row?.vacant ?? 0, perFirm: row?.perFirm ?? null }
}

export async function setVacant(tx: Tx, call: Id, vacant: number): Promise<void> {
  await tx.db.update(seats).set({ vacant }).where(eq(seats.call, call))
}

export async function setPerFirm(tx: Tx, call: Id, perFirm: number | null): Promise<void> {
  await tx.db.update(seats).set({ perFirm }).where(eq(seats.call, call))
}

/** The registrations of a call in these states, first come first, held until the transaction ends. */
export async function lockOfCall(
  tx: Tx,
  call: Id,
  states: readonly RegistrationState[],
): Promise<StoredRegistration[]> {
  return tx.db
    .select()
    .from(registrations)
    .where(and(eq(registrations.call, call), inArray(registrations.state, [...states])))
    .orderBy(asc(registrations.submittedAt), asc(registrations.id))
    .for('update')
}

/**
 * Moves the counter of a call's seats. A seat that becomes free while all were given is vacant until somebody gets it.
 * @param by 1: a seat is given; -1: one becomes free
 */
export async function giveOrFree(tx: Tx, call: Id, by: -1 | 0 | 1, capacity: number | null): Promise<void> {
  if (by === 0) return
  const wasFull = capacity === null ? sql`false` : sql`${seats.approved} >= ${capacity}`
  const left = capacity === null ? sql`0` : sql`greatest(${capacity} - ${seats.approved} - 1, 0)`
  await tx.db
    .update(seats)
    .set({
      approved: sql`${seats.approved} + ${by}`,
      vacant:
        by === 1
          ? sql`least(${seats.vacant}, ${left})`
          : sql`${seats.vacant} + case when ${wasFull} or ${seats.vacant} > 0 then 1 else 0 end`,
    })
    .where(eq(seats.call, call))
}
