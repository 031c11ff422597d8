import { and, asc, eq, isNull, or } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import type { Localized } from '../../../kernel/schemas.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { CallFacts, SubscriptionState } from '../contract.ts'
import { programs, series, subscriptions } from '../tables.ts'

/** What is subscribed to, and where its public page is. */
export interface SubscriptionShown {
  readonly id: Id
  readonly state: SubscriptionState
  readonly path: string
  readonly name: Localized
}

export async function subscriptionBy(tx: Tx, id: Id): Promise<SubscriptionShown | null> {
  const [row] = await tx.db
    .select({ state: subscriptions.state, program: programs, series })
    .from(subscriptions)
    .innerJoin(programs, eq(programs.id, subscriptions.program))
    .leftJoin(series, eq(series.id, subscriptions.series))
    .where(eq(subscriptions.id, id))
  if (!row) return null
  const path = row.series ? `/series/${row.series.slug}` : `/programs/${row.program.slug}`
  return { id, state: row.state, path, name: (row.series ?? row.program).name }
}

/** Who is told of a call: confirmed subscribers of its program or series, each person once. */
export async function subscribersOf(tx: Tx, call: CallFacts): Promise<ReadonlyMap<Id, Id>> {
  const rows = await tx.db
    .select({ person: subscriptions.person, id: subscriptions.id })
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.program, call.program.id),
        eq(subscriptions.state, 'confirmed'),
        or(isNull(subscriptions.series), eq(subscriptions.series, call.series.id)),
      ),
    )
    .orderBy(asc(subscriptions.createdAt), asc(subscriptions.id))
  return new Map(rows.toReversed().map((row) => [row.person, row.id]))
}
