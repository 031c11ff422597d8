import { desc, eq } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { moves, registrations } from '../tables.ts'

export type Move = typeof moves.$inferSelect

export async function moveById(tx: Tx, id: Id): Promise<Move | null> {
  const [row] = await tx.db.select().from(moves).where(eq(moves.id, id))
  return row ?? null
}

/** The last time that people were told of another start; null while the call never moved. */
export async function lastMove(tx: Tx, call: Id): Promise<Move | null> {
  const [row] = await tx.db
    .select()
    .from(moves)
    .where(eq(moves.call, call))
    .orderBy(desc(moves.at), desc(moves.id))
    .limit(1)
  return row ?? null
}

/** The move to the start that the call has now; null when it did not move, or moves again. */
export async function moveTo(tx: Tx, call: Id, startsAt: Temporal.Instant | null): Promise<Move | null> {
  const move = await lastMove(tx, call)
  return move && startsAt?.equals(move.startsAt) ? move : null
}

/** What everybody registered for a call answered, to whichever start. */
export const answersOf = (tx: Tx, call: Id) =>
  tx.db
    .select({
      state: registrations.state,
      answer: registrations.answer,
      answeredFor: registrations.answeredFor,
      submittedAt: registrations.submittedAt,
    })
    .from(registrations)
    .where(eq(registrations.call, call))
