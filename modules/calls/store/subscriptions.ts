import { and, eq, isNull } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { SubscriptionState } from '../contract.ts'
import { subscriptions } from '../tables.ts'

export type SubscriptionRecord = typeof subscriptions.$inferSelect

export interface Wanted {
  readonly person: Id
  readonly program: Id
  readonly series: Id | null
}

/** Writes that somebody asked, once more when she did before: an ended one waits for its confirmation again. */
export async function askSubscription(tx: Tx, wanted: Wanted): Promise<SubscriptionRecord> {
  const id = tx.id()
  await tx.db
    .insert(subscriptions)
    .values({ ...wanted, id, state: 'asked', asked: 0, createdAt: tx.now })
    .onConflictDoNothing()
  const [row] = await tx.db
    .select()
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.person, wanted.person),
        eq(subscriptions.program, wanted.program),
        wanted.series ? eq(subscriptions.series, wanted.series) : isNull(subscriptions.series),
      ),
    )
    .for('update')
  if (!row) throw new Error('a subscription that was just written is not there')
  const state: SubscriptionState = row.state === 'confirmed' ? 'confirmed' : 'asked'
  const asked = row.asked + 1
  await tx.db.update(subscriptions).set({ state, asked }).where(eq(subscriptions.id, row.id))
  return { ...row, state, asked }
}

export async function lockSubscription(tx: Tx, id: Id): Promise<SubscriptionRecord | null> {
  const [row] = await tx.db.select().from(subscriptions).where(eq(subscriptions.id, id)).for('update')
  return row ?? null
}

export async function setSubscription(tx: Tx, id: Id, state: SubscriptionState): Promise<void> {
  await tx.db.update(subscriptions).set({ state }).where(eq(subscriptions.id, id))
}

/** Nobody writes to a person who was removed. */
export async function endSubscriptionsOf(tx: Tx, person: Id): Promise<void> {
  await tx.db.update(subscriptions).set({ state: 'ended' }).where(eq(subscriptions.person, person))
}
