import { and, asc, desc, eq, gte, inArray, lt, lte, sql } from 'drizzle-orm'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { CallFacts, CallState, SeriesEntry } from '../contract.ts'
import { calls, panelMembers, series } from '../tables.ts'
import { BY_START, factsOf } from '../views/facts.ts'

export interface CallFilter {
  readonly state?: CallState | undefined
  readonly program?: Id | undefined
  readonly series?: Id | undefined
  /** Null: every program. */
  readonly programs: readonly Id[] | null
}

/** A page of calls, the newest draft or announcement first. The cursor is the id of the last one. */
export async function pageOfCalls(
  tx: Tx,
  filter: CallFilter,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ items: readonly CallFacts[]; next: string | null }> {
  const rows = await factsOf(
    tx,
    and(
      filter.state ? eq(calls.state, filter.state) : undefined,
      filter.series ? eq(calls.series, filter.series) : undefined,
      filter.program ? eq(series.program, filter.program) : undefined,
      filter.programs ? inArray(series.program, [...filter.programs]) : undefined,
      page.cursor ? lt(calls.id, checkedCursor(page.cursor)) : undefined,
    ),
    [desc(calls.id)],
    page.limit + 1,
  )
  const items = rows.slice(0, page.limit)
  return { items, next: rows.length > page.limit ? (items.at(-1)?.id ?? null) : null }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function checkedCursor(cursor: string): string {
  if (UUID.test(cursor)) return cursor
  throw new AppError('invalid', 'calls.bad_cursor')
}

/** Calls in some states, the earliest first. */
export const callsIn = (
  tx: Tx,
  filter: {
    states?: readonly CallState[] | undefined
    programs?: readonly Id[] | undefined
    series?: Id | undefined
  },
): Promise<readonly CallFacts[]> =>
  factsOf(
    tx,
    and(
      filter.states ? inArray(calls.state, [...filter.states]) : undefined,
      filter.programs ? inArray(series.program, [...filter.programs]) : undefined,
      filter.series ? eq(calls.series, filter.series) : undefined,
    ),
    BY_START,
  )

/** What the public may read: announced calls that have not ended, the earliest first. */
export const upcomingCalls = (tx: Tx): Promise<readonly CallFacts[]> =>
  factsOf(
    tx,
    and(inArray(calls.state, ['published', 'live']), gte(calls.startsAt, tx.now.subtract({ hours: 24 }))),
    BY_START,
  )

/** The latest calls that ended, the newest first. */
export const pastCalls = (tx: Tx, limit: number): Promise<readonly CallFacts[]> =>
  factsOf(tx, eq(calls.state, 'ended'), [sql`${calls.startsAt} desc nulls last`, desc(calls.id)], limit)

/** The call and those of its series before it, by number. */
export async function seriesUpTo(tx: Tx, call: CallFacts): Promise<readonly SeriesEntry[]> {
  const rows = await tx.db
    .select()
    .from(calls)
    .where(and(eq(calls.series, call.series.id), lte(calls.number, call.series.number)))
    .orderBy(asc(calls.number))
  const ids = rows.map((row) => row.id)
  const hosts = await tx.db
    .select()
    .from(panelMembers)
    .where(and(inArray(panelMembers.call, ids), eq(panelMembers.role, 'host')))
    .orderBy(asc(panelMembers.position))
  return rows.map((row) => ({
    call: row.id,
    number: row.number,
    state: row.state,
    topic: row.topic,
    startsAt: row.startsAt,
    zone: row.zone,
    hosts: hosts
      .filter((host) => host.call === row.id)
      .map((host) => ({ person: host.person, name: host.name })),
  }))
}
