import { and, desc, eq, lt } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import { events, texts } from '../../../kernel/tables.ts'
import type { Tx } from '../../../kernel/tx.ts'

/** The events of a call, a program or a series, the newest first. The cursor is the last `seq` seen. */
export async function historyOf(
  tx: Tx,
  stream: string,
  page: { cursor?: string | undefined; limit: number },
) {
  const before = Number(page.cursor ?? Number.NaN)
  const rows = await tx.db
    .select({
      seq: events.seq,
      at: events.at,
      actor: events.actor,
      type: events.type,
      data: events.data,
      text: texts.text,
    })
    .from(events)
    .leftJoin(texts, and(eq(texts.stream, events.stream), eq(texts.seq, events.seq)))
    .where(and(eq(events.stream, stream), Number.isInteger(before) ? lt(events.seq, before) : undefined))
    .orderBy(desc(events.seq))
    .limit(page.limit + 1)
  const items = rows.slice(0, page.limit).map((row) => ({
    seq: row.seq,
    at: row.at.toString(),
    actor: row.actor,
    type: row.type,
    data: { ...row.data },
    texts: parsedTexts(row.text),
  }))
  return { items, next: rows.length > page.limit ? String(items.at(-1)?.seq) : null }
}

type Texts = Record<string, { before: unknown; after: unknown }>

/** What `noteChange` wrote: `{ topic: { before, after } }`. */
const parsedTexts = (text: string | null): Texts | null =>
  text === null ? null : (JSON.parse(text) as Texts)

/** Before and after of every field that one change touched; null when there is no such change or its words were erased. */
export async function changeIn(tx: Tx, stream: string, seq: number) {
  const [row] = await tx.db
    .select({ type: events.type, data: events.data, text: texts.text })
    .from(events)
    .leftJoin(texts, and(eq(texts.stream, events.stream), eq(texts.seq, events.seq)))
    .where(and(eq(events.stream, stream), eq(events.seq, seq)))
  if (!row) return null
  const facts = (row.data['facts'] ?? {}) as Texts
  const words = parsedTexts(row.text) ?? {}
  const changes = { ...facts, ...words }
  const fields = row.data['fields']
  const whole = Array.isArray(fields) && fields.every((field) => String(field) in changes)
  return whole ? { type: row.type, data: { ...row.data }, facts, texts: words, changes } : null
}

/** The state a call was in when it last became `to`; null when it never did. */
export async function cameFrom(tx: Tx, call: Id, to: 'cancelled'): Promise<string | null> {
  const [row] = await tx.db
    .select({ data: events.data })
    .from(events)
    .where(and(eq(events.stream, `call:${call}`), eq(events.type, `call.${to}`)))
    .orderBy(desc(events.seq))
    .limit(1)
  return row ? String(row.data['from']) : null
}

/** The staff who did something about a call. */
export async function staffIn(tx: Tx, call: Id): Promise<ReadonlySet<Id>> {
  const rows = await tx.db
    .selectDistinct({ actor: events.actor })
    .from(events)
    .where(eq(events.stream, `call:${call}`))
  return new Set(rows.flatMap(({ actor }) => (actor.kind === 'staff' && actor.id ? [actor.id] : [])))
}
