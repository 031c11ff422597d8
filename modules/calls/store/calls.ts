import { and, eq, like, max, or } from 'drizzle-orm'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { freeSlug, slugOf } from '../rules/slug.ts'
import { calls, type campaigns, type programs, series } from '../tables.ts'

export type CallRecord = typeof calls.$inferSelect
export type LockedCall = CallRecord & { readonly program: Id }

/**
 * The call, locked until the transaction ends: changes of one call happen one after the other.
 * Not against rows that only refer to it: registrations go on meanwhile.
 * @throws AppError `not_found`
 */
export async function lockCall(tx: Tx, call: Id): Promise<LockedCall> {
  const [row] = await tx.db
    .select({ call: calls, program: series.program })
    .from(calls)
    .innerJoin(series, eq(series.id, calls.series))
    .where(eq(calls.id, call))
    .for('no key update', { of: calls })
  if (!row) throw new AppError('not_found', 'calls.unknown_call')
  return { ...row.call, program: row.program }
}

export async function insertCall(tx: Tx, values: typeof calls.$inferInsert): Promise<void> {
  await tx.db.insert(calls).values(values)
}

/** Writes a change and raises the version; `rules` raises the version of the ground rules, too. */
export async function updateCall(
  tx: Tx,
  call: CallRecord,
  change: Partial<CallRecord>,
  rules = false,
): Promise<number> {
  const version = call.version + 1
  await tx.db
    .update(calls)
    .set({ ...change, version, ...(rules ? { rulesVersion: call.rulesVersion + 1 } : {}) })
    .where(eq(calls.id, call.id))
  return version
}

/** One more than the highest number of the series; the series is locked, so that two drafts do not get the same. */
export async function nextNumber(tx: Tx, inSeries: Id): Promise<number> {
  await tx.db.select({ id: series.id }).from(series).where(eq(series.id, inSeries)).for('update')
  const [row] = await tx.db
    .select({ highest: max(calls.number) })
    .from(calls)
    .where(eq(calls.series, inSeries))
  return (row?.highest ?? 0) + 1
}

/** Whether another call of the series has this number. */
export async function numberTaken(tx: Tx, call: CallRecord, number: number): Promise<boolean> {
  const rows = await tx.db
    .select({ id: calls.id })
    .from(calls)
    .where(and(eq(calls.series, call.series), eq(calls.number, number)))
  return rows.some((row) => row.id !== call.id)
}

type Addressed = typeof calls | typeof programs | typeof series | typeof campaigns

/** An address made of `text` that nothing else in `table` has. */
export async function makeSlug(
  tx: Tx,
  table: Addressed,
  text: string,
  fallback: string,
  self?: Id,
): Promise<string> {
  const slug = slugOf(text, fallback)
  const rows = await tx.db
    .select({ id: table.id, slug: table.slug })
    .from(table)
    .where(or(eq(table.slug, slug), like(table.slug, `${slug}-%`)))
  return freeSlug(slug, new Set(rows.filter((row) => row.id !== self).map((row) => row.slug)))
}
