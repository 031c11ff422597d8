import { eq, inArray } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { calls, series } from '../tables.ts'

/** The ids of the calls of these programs, for `in (…)`. */
export const callsOfPrograms = (tx: Pick<Tx, 'db'>, programs: readonly Id[]) =>
  tx.db
    .select({ id: calls.id })
    .from(calls)
    .innerJoin(series, eq(series.id, calls.series))
    .where(inArray(series.program, [...programs]))
