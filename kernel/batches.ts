import type { Actor } from './actor.ts'
import type { Id } from './ids.ts'
import type { AppContext } from './ports.ts'
import type { Tx } from './tx.ts'

/** Mails written in one transaction: short enough that nothing waits for it. */
export const BATCH = 100

/**
 * Goes through a long list, each batch in a transaction of its own, whole or not at all. What kills it in the middle leaves the batches
 * before; whoever starts it anew must see to it that nothing is done twice.
 * @param step is given the last one of the batch before and returns the last one of its own; null when there are no more
 */
export async function inBatches(
  app: AppContext,
  actor: Actor,
  step: (tx: Tx, after: Id | null) => Promise<Id | null>,
): Promise<void> {
  for (let after: Id | null = null; ; ) {
    const last: Id | null = await app.transaction(actor, (tx) => step(tx, after))
    if (last === null) return
    after = last
  }
}
