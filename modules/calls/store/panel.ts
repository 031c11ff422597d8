import { and, eq, max } from 'drizzle-orm'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { agendaItems, colleagues, panelMembers } from '../tables.ts'

export type PanelRecord = typeof panelMembers.$inferSelect
export type AgendaRecord = typeof agendaItems.$inferSelect

/** @throws AppError `not_found` when the call has no such panel member */
export async function panelMemberOf(tx: Tx, call: Id, member: Id): Promise<PanelRecord> {
  const [row] = await tx.db
    .select()
    .from(panelMembers)
    .where(and(eq(panelMembers.id, member), eq(panelMembers.call, call)))
  if (!row) throw new AppError('not_found', 'calls.unknown_panel_member')
  return row
}

/** @throws AppError `not_found` when the call has no such agenda item */
export async function agendaItemOf(tx: Tx, call: Id, item: Id): Promise<AgendaRecord> {
  const [row] = await tx.db
    .select()
    .from(agendaItems)
    .where(and(eq(agendaItems.id, item), eq(agendaItems.call, call)))
  if (!row) throw new AppError('not_found', 'calls.unknown_agenda_item')
  return row
}

/** The place after the last one. */
export async function endOf(
  tx: Tx,
  table: typeof panelMembers | typeof agendaItems,
  call: Id,
): Promise<number> {
  const [row] = await tx.db
    .select({ last: max(table.position) })
    .from(table)
    .where(eq(table.call, call))
  return (row?.last ?? 0) + 1
}

export async function insertPanelMember(tx: Tx, values: typeof panelMembers.$inferInsert): Promise<void> {
  await tx.db.insert(panelMembers).values(values)
}
export async function updatePanelMember(tx: Tx, member: Id, change: Partial<PanelRecord>): Promise<void> {
  await tx.db.update(panelMembers).set(change).where(eq(panelMembers.id, member))
}
export async function deletePanelMember(tx: Tx, member: Id): Promise<void> {
  await tx.db.delete(panelMembers).where(eq(panelMembers.id, member))
}
export async function insertAgendaItem(tx: Tx, values: typeof agendaItems.$inferInsert): Promise<void> {
  await tx.db.insert(agendaItems).values(values)
}
export async function updateAgendaItem(tx: Tx, item: Id, change: Partial<AgendaRecord>): Promise<void> {
  await tx.db.update(agendaItems).set(change).where(eq(agendaItems.id, item))
}
export async function deleteAgendaItem(tx: Tx, item: Id): Promise<void> {
  await tx.db.delete(agendaItems).where(eq(agendaItems.id, item))
}

/**
 * Puts the rows of a call into `order`.
 * @throws AppError `conflict` when `order` is not exactly the rows that are there: somebody else added or removed one
 */
export async function reorder(
  tx: Tx,
  table: typeof panelMembers | typeof agendaItems,
  call: Id,
  order: readonly Id[],
): Promise<void> {
  const rows = await tx.db.select({ id: table.id }).from(table).where(eq(table.call, call))
  const there = new Set(rows.map((row) => row.id))
  if (
    order.length !== there.size ||
    new Set(order).size !== there.size ||
    order.some((id) => !there.has(id))
  ) {
    throw new AppError('conflict', 'calls.order_moved')
  }
  for (const [index, id] of order.entries()) {
    await tx.db
      .update(table)
      .set({ position: index + 1 })
      .where(eq(table.id, id))
  }
}

/** Takes what a person is called out of the panels she sat on. */
export async function forgetPerson(tx: Tx, person: Id): Promise<void> {
  const removed = { en: '', ur: null }
  await tx.db
    .update(panelMembers)
    .set({ name: removed, title: removed, bio: removed })
    .where(eq(panelMembers.person, person))
}

export async function upsertColleague(tx: Tx, values: typeof colleagues.$inferInsert): Promise<void> {
  await tx.db
    .insert(colleagues)
    .values(values)
    .onConflictDoUpdate({ target: [colleagues.call, colleagues.person], set: { roles: values.roles } })
}
export async function deleteColleague(tx: Tx, colleague: Id): Promise<void> {
  await tx.db.delete(colleagues).where(eq(colleagues.id, colleague))
}

/** Whatever one panel member was to speak to on the agenda, another does. */
export async function giveFloor(tx: Tx, from: Id, to: Id): Promise<void> {
  await tx.db.update(agendaItems).set({ speaker: to }).where(eq(agendaItems.speaker, from))
}
