import { and, eq, isNull } from 'drizzle-orm'
import type { StaffRole } from '../../../kernel/actor.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { accessTokens } from '../tables.ts'

export async function addToken(
  tx: Tx,
  token: {
    id: Id
    name: string
    tokenHash: string
    role: StaffRole
    program: Id | null
    madeBy: Id
    expiresAt: Temporal.Instant
  },
): Promise<void> {
  await tx.db.insert(accessTokens).values({ ...token, createdAt: tx.now })
}

/** Whether there was one to revoke. */
export async function endToken(tx: Tx, token: Id): Promise<boolean> {
  const ended = await tx.db
    .update(accessTokens)
    .set({ revokedAt: tx.now })
    .where(and(eq(accessTokens.id, token), isNull(accessTokens.revokedAt)))
    .returning({ id: accessTokens.id })
  return ended.length > 0
}

export async function noteTokenUse(tx: Tx, token: Id): Promise<void> {
  await tx.db.update(accessTokens).set({ usedAt: tx.now }).where(eq(accessTokens.id, token))
}
