import { and, eq, inArray } from 'drizzle-orm'
import { system } from '../kernel/actor.ts'
import { events, texts } from '../kernel/tables.ts'
import type { TestApp } from './start-app.ts'

export interface Happened {
  readonly stream: string
  readonly seq: number
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
  readonly text: string | null
}

/** Every event of some streams with its words, as the database holds it: the last court for what a screen says. */
export async function eventsOf(app: TestApp, streams: readonly string[]): Promise<Happened[]> {
  return await app.context.transaction(system('test'), (tx) =>
    tx.db
      .select({
        stream: events.stream,
        seq: events.seq,
        type: events.type,
        data: events.data,
        text: texts.text,
      })
      .from(events)
      .leftJoin(texts, and(eq(texts.stream, events.stream), eq(texts.seq, events.seq)))
      .where(inArray(events.stream, [...new Set(streams)])),
  )
}
