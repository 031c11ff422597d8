import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { MessageState, MessageText } from '../contract.ts'
import { messageRecipients, messages, messageTemplates } from '../tables.ts'

/** @returns false when there is a message of this id already */
export async function insertMessage(tx: Tx, message: typeof messages.$inferInsert): Promise<boolean> {
  const rows = await tx.db
    .insert(messages)
    .values(message)
    .onConflictDoNothing({ target: messages.id })
    .returning({ id: messages.id })
  return rows.length > 0
}

/** Rows in one statement: far below the limit of PostgreSQL's parameters (65,535). */
const AT_ONCE = 1000

export async function insertRecipients(
  tx: Tx,
  message: Id,
  people: readonly { person: Id; registration: Id; chosenAs: MessageState }[],
): Promise<void> {
  for (let from = 0; from < people.length; from += AT_ONCE) {
    const rows = people.slice(from, from + AT_ONCE).map((each) => ({ ...each, message, handedAt: null }))
    await tx.db.insert(messageRecipients).values(rows)
  }
}

/** The next who wait their turn, held until the transaction ends; those that another worker holds are left to it. */
export async function takeWaiting(tx: Tx, message: Id, limit: number) {
  return tx.db
    .select()
    .from(messageRecipients)
    .where(and(eq(messageRecipients.message, message), isNull(messageRecipients.handedAt)))
    .orderBy(asc(messageRecipients.person))
    .limit(limit)
    .for('update', { skipLocked: true })
}

export async function markHanded(tx: Tx, message: Id, people: readonly Id[]): Promise<void> {
  if (people.length === 0) return
  await tx.db
    .update(messageRecipients)
    .set({ handedAt: tx.now })
    .where(and(eq(messageRecipients.message, message), inArray(messageRecipients.person, [...people])))
}

export async function insertTemplate(
  tx: Tx,
  template: { id: Id; program: Id; name: string; text: MessageText },
): Promise<void> {
  await tx.db.insert(messageTemplates).values(template)
}

export async function updateTemplate(
  tx: Tx,
  template: Id,
  change: { name: string; text: MessageText },
): Promise<void> {
  await tx.db.update(messageTemplates).set(change).where(eq(messageTemplates.id, template))
}

export async function deleteTemplate(tx: Tx, template: Id): Promise<void> {
  await tx.db.delete(messageTemplates).where(eq(messageTemplates.id, template))
}
