import { and, asc, eq, gt, inArray, lte } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import type { Localized } from '../../../kernel/schemas.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { CallState } from '../contract.ts'
import { calls, series } from '../tables.ts'

/** What a list of another slice shows of a call. */
export interface CallSummary {
  readonly id: Id
  readonly program: Id
  readonly slug: string
  readonly number: number
  readonly state: CallState
  readonly topic: Localized
  readonly startsAt: Temporal.Instant | null
  readonly zone: string
}

/** Calls by id; unknown ids are absent. */
export async function callSummaries(tx: Tx, ids: readonly Id[]): Promise<ReadonlyMap<Id, CallSummary>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.db
    .select({
      id: calls.id,
      program: series.program,
      slug: calls.slug,
      number: calls.number,
      state: calls.state,
      topic: calls.topic,
      startsAt: calls.startsAt,
      zone: calls.zone,
    })
    .from(calls)
    .innerJoin(series, eq(series.id, calls.series))
    .where(inArray(calls.id, [...ids]))
  return new Map(rows.map((row) => [row.id, row]))
}

/** Announced calls that start after `from` and not after `until`, the earliest first. */
export async function callsStarting(
  tx: Tx,
  from: Temporal.Instant,
  until: Temporal.Instant,
): Promise<readonly { readonly id: Id; readonly startsAt: Temporal.Instant }[]> {
  const rows = await tx.db
    .select({ id: calls.id, startsAt: calls.startsAt })
    .from(calls)
    .where(
      and(inArray(calls.state, ['published', 'live']), gt(calls.startsAt, from), lte(calls.startsAt, until)),
    )
    .orderBy(asc(calls.startsAt), asc(calls.id))
  return rows.flatMap(({ id, startsAt }) => (startsAt ? [{ id, startsAt }] : []))
}
