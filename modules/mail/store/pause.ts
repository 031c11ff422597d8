import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { pauseBefore } from '../rules/outbox.ts'
import { mails, pauses } from '../tables.ts'

export type StoredPause = typeof pauses.$inferSelect

/** The pause, held until the transaction ends: nobody else ends or prolongs it meanwhile. */
export async function lockPause(tx: Tx): Promise<StoredPause | null> {
  const [row] = await tx.db.select().from(pauses).for('update')
  return row ?? null
}

/**
 * Whether the queue is paused, said so that it stays true until the transaction ends: who ends the pause waits for whoever holds a mail
 * back because of it, and finds that mail.
 */
export async function isPaused(tx: Tx): Promise<boolean> {
  const rows = await tx.db.select({ id: pauses.id }).from(pauses).for('share')
  return rows.length > 0
}

/** @returns false when it was paused already */
export async function beginPause(tx: Tx, reason: string): Promise<boolean> {
  const made = await tx.db
    .insert(pauses)
    .values({ id: 'smtp', since: tx.now, reason, tries: 0, nextTry: tx.now.add(pauseBefore(0)) })
    .onConflictDoNothing()
    .returning({ id: pauses.id })
  return made.length > 0
}

export async function setPause(
  tx: Tx,
  facts: Partial<Pick<StoredPause, 'reason' | 'tries' | 'nextTry'>>,
): Promise<void> {
  await tx.db.update(pauses).set(facts).where(eq(pauses.id, 'smtp'))
}

export async function endPause(tx: Tx): Promise<boolean> {
  const ended = await tx.db.delete(pauses).returning({ id: pauses.id })
  return ended.length > 0
}

/**
 * The mail that has waited longest for the server: it is the one to try. One that is just being sent is passed over.
 * @param claimedBefore a claim older than this is of a process that died
 */
export async function longestHeld(tx: Tx, claimedBefore: Temporal.Instant): Promise<Id | null> {
  const [row] = await tx.db
    .select({ id: mails.id, state: mails.state, at: mails.at })
    .from(mails)
    .where(and(isNotNull(mails.held), inArray(mails.state, ['queued', 'sending'])))
    .orderBy(asc(mails.held), asc(mails.id))
    .limit(1)
  if (row?.state === 'sending' && Temporal.Instant.compare(row.at, claimedBefore) > 0) return null
  return row?.id ?? null
}

/** Lets mails go that waited for the server, the oldest first; they are nobody's until their jobs are enqueued in the same transaction. */
export async function releaseHeld(
  tx: Tx,
  limit: number,
): Promise<readonly { id: Id; staff: boolean; sendAt: Temporal.Instant }[]> {
  const held = tx.db
    .select({ id: mails.id })
    .from(mails)
    .where(isNotNull(mails.held))
    .orderBy(asc(mails.id))
    .limit(limit)
    .for('update', { skipLocked: true })
  const rows = await tx.db
    .update(mails)
    .set({ held: null })
    .where(inArray(mails.id, held))
    .returning({ id: mails.id, user: mails.user, state: mails.state, sendAt: mails.sendAt })
  return rows
    .filter(({ state }) => state === 'queued' || state === 'sending')
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, user, sendAt }) => ({ id, staff: user !== null, sendAt }))
}
