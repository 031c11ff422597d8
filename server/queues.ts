import { and, asc, between, eq, inArray } from 'drizzle-orm'
import type { QueueSpec } from '../adapters/jobs/pg-boss.ts'
import { system } from '../kernel/actor.ts'
import type { AnyModule } from '../kernel/module.ts'
import type { AppContext } from '../kernel/ports.ts'
import { events, handled, texts } from '../kernel/tables.ts'
import type { StoredEvent, Tx } from '../kernel/tx.ts'

/** The queue of each subscribing module is `<module>.events`; a job names a range of one stream. */
export const EVENTS_JOB = 'events'

/** The queues of all modules: their own jobs and, for those that subscribe, the events they wait for. */
export function queuesOf(modules: readonly AnyModule[], app: () => AppContext): QueueSpec[] {
  return modules.flatMap((module) => [
    ...Object.entries(module.jobs ?? {}).map(([name, job]) => ({
      name: `${module.name}.${name}`,
      retryLimit: job.retryLimit ?? 5,
      together: job.together ?? 1,
      watched: job.watched ?? false,
      ...(job.schedule ? { schedule: job.schedule } : {}),
      run: (data: Readonly<Record<string, unknown>>) => job.run(app(), data),
    })),
    ...(module.on
      ? [{ name: `${module.name}.${EVENTS_JOB}`, retryLimit: 20, run: subscriberOf(module, app) }]
      : []),
  ])
}

/** Hands each event of the range to the module, each in a transaction of its own, and each exactly once. */
function subscriberOf(module: AnyModule, app: () => AppContext): QueueSpec['run'] {
  const on = module.on ?? {}
  return async (data) => {
    const { stream, from, to } = data as { stream: string; from: number; to: number }
    const found = await app().transaction(system(module.name), (tx) =>
      eventsBetween(tx, stream, from, to, Object.keys(on)),
    )
    for (const event of found) {
      await app().transaction(system(module.name), async (tx) => {
        const [mine] = await tx.db
          .insert(handled)
          .values({ subscriber: module.name, stream, seq: event.seq })
          .onConflictDoNothing()
          .returning()
        if (mine) await on[event.type]?.(tx, event)
      })
    }
  }
}

async function eventsBetween(
  tx: Tx,
  stream: string,
  from: number,
  to: number,
  types: readonly string[],
): Promise<StoredEvent[]> {
  const rows = await tx.db
    .select({ event: events, text: texts.text })
    .from(events)
    .leftJoin(texts, and(eq(texts.stream, events.stream), eq(texts.seq, events.seq)))
    .where(and(eq(events.stream, stream), between(events.seq, from, to), inArray(events.type, [...types])))
    .orderBy(asc(events.seq))
  return rows.map(({ event, text }) => ({ ...event, text }))
}
