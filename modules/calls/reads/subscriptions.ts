import { and, asc, eq, gt, isNull, or } from 'drizzle-orm'
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

const toldOf = (call: CallFacts) =>
  and(
    eq(subscriptions.program, call.program.id),
    eq(subscriptions.state, 'confirmed'),
    or(isNull(subscriptions.series), eq(subscriptions.series, call.series.id)),
  )

/** Who is told of a call: confirmed subscribers of its program or series, each person once. */
export async function subscribersOf(tx: Tx, call: CallFacts): Promise<readonly Id[]> {
  const rows = await tx.db
    .selectDistinct({ person: subscriptions.person })
    .from(subscriptions)
    .where(toldOf(call))
  return rows.map(({ person }) => person)
}

/** The next so many of them, by their ids, each with the first of her subscriptions. */
export async function subscribersAfter(
  tx: Tx,
  call: CallFacts,
  after: Id | null,
  limit: number,
): Promise<readonly { readonly person: Id; readonly subscription: Id }[]> {
  return tx.db
    .selectDistinctOn([subscriptions.person], {
      person: subscriptions.person,
      subscription: subscriptions.id,
    })
    .from(subscriptions)
    .where(and(toldOf(call), after === null ? undefined : gt(subscriptions.person, after)))
    .orderBy(asc(subscriptions.person), asc(subscriptions.createdAt), asc(subscriptions.id))
    .limit(limit)
}
