import { createHash } from 'node:crypto'
import { and, eq, lt } from 'drizzle-orm'
import { type Actor, actorRef } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { isAfterCommit } from '../kernel/module.ts'
import { idempotencyKeys } from '../kernel/tables.ts'
import type { Tx } from '../kernel/tx.ts'

/**
 * Answers a repeated request with what it was answered before, in the same transaction as the work itself.
 * @throws AppError `conflict` when the key was used for other input.
 */
export async function idempotent<T>(
  tx: Tx,
  request: { key: string; actor: Actor; route: string; input: unknown },
  work: () => Promise<T>,
): Promise<T> {
  const ref = actorRef(request.actor)
  const id = { key: request.key, actor: `${ref.kind}:${ref.id ?? ''}`, route: request.route }
  const requestHash = createHash('sha256')
    .update(JSON.stringify(request.input ?? null))
    .digest('base64url')
  await tx.db.delete(idempotencyKeys).where(lt(idempotencyKeys.at, tx.now.subtract({ hours: 24 })))
  const [fresh] = await tx.db
    .insert(idempotencyKeys)
    .values({ ...id, requestHash, response: null, at: tx.now })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key })
  const mine = and(
    eq(idempotencyKeys.key, id.key),
    eq(idempotencyKeys.actor, id.actor),
    eq(idempotencyKeys.route, id.route),
  )
  if (!fresh) {
    const [before] = await tx.db.select().from(idempotencyKeys).where(mine)
    if (before?.requestHash !== requestHash) throw new AppError('conflict', 'server.key_reused')
    return before.response as T
  }
  const response = await work()
  if (isAfterCommit(response)) {
    // Nothing is known yet to be given again; what works after the commit is idempotent by itself.
    await tx.db.delete(idempotencyKeys).where(mine)
    return response
  }
  await tx.db.update(idempotencyKeys).set({ response }).where(mine)
  return response
}
