import { and, eq, inArray } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { bounces, mails } from '../tables.ts'

export async function markAddress(
  tx: Tx,
  mark: { person: Id; address: string; reason: string },
): Promise<void> {
  await tx.db
    .insert(bounces)
    .values({ ...mark, at: tx.now })
    .onConflictDoUpdate({
      target: [bounces.person, bounces.address],
      set: { reason: mark.reason, at: tx.now },
    })
}

/** @returns what was said of the addresses whose mark is gone now */
export async function unmarkPerson(tx: Tx, person: Id): Promise<readonly string[]> {
  const gone = await tx.db
    .delete(bounces)
    .where(eq(bounces.person, person))
    .returning({ reason: bounces.reason })
  return gone.map(({ reason }) => reason)
}

/**
 * Puts a person's mails back into the queue: those withheld, and those that `reasons` made fail.
 * @returns their ids
 */
export async function requeueFor(tx: Tx, person: Id, reasons: readonly string[]): Promise<readonly Id[]> {
  const back = { state: 'queued' as const, attempts: 0, lastError: null, held: null, at: tx.now }
  const withheld = await tx.db
    .update(mails)
    .set(back)
    .where(and(eq(mails.person, person), eq(mails.state, 'withheld')))
    .returning({ id: mails.id })
  const failed =
    reasons.length === 0
      ? []
      : await tx.db
          .update(mails)
          .set(back)
          .where(
            and(eq(mails.person, person), eq(mails.state, 'failed'), inArray(mails.lastError, [...reasons])),
          )
          .returning({ id: mails.id })
  return [...failed, ...withheld].map(({ id }) => id)
}
