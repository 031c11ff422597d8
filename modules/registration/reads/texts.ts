import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Id } from '../../../kernel/ids.ts'
import { events, texts } from '../../../kernel/tables.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { NEEDS } from '../contract.ts'

export const streamOf = (registration: Id): string => `registration:${registration}`

/** The text beside the newest event of a type; null when there is none or it was erased. */
async function newestText(tx: Tx, registration: Id, type: string): Promise<string | null> {
  const [row] = await tx.db
    .select({ text: texts.text })
    .from(events)
    .leftJoin(texts, and(eq(texts.stream, events.stream), eq(texts.seq, events.seq)))
    .where(and(eq(events.stream, streamOf(registration)), eq(events.type, type)))
    .orderBy(desc(events.seq))
    .limit(1)
  return row?.text ?? null
}

/** What the officer wrote beside the reason of a decline. */
export const declineNote = (tx: Tx, registration: Id): Promise<string | null> =>
  newestText(tx, registration, 'registration.declined')

const told = z.object({ known: z.array(z.enum(NEEDS)), other: z.string().nullable() })
export type Needs = z.infer<typeof told>

export const needsText = (needs: Needs): string => JSON.stringify(needs)

/** What the registrant needs to take part; null when nothing was said or it was erased. */
export async function needsOf(tx: Tx, registration: Id): Promise<Needs | null> {
  const text = await newestText(tx, registration, 'registration.needs_told')
  return text === null ? null : told.parse(JSON.parse(text))
}

const changed = z.object({ fields: z.array(z.string()) })
const names = z.record(z.string(), z.string().nullable())

/** What the registrant changed herself, the newest first; what her name was, until it is erased. */
export async function ownChangesOf(tx: Tx, registration: Id) {
  const rows = await tx.db
    .select({ at: events.at, data: events.data, text: texts.text })
    .from(events)
    .leftJoin(texts, and(eq(texts.stream, events.stream), eq(texts.seq, events.seq)))
    .where(and(eq(events.stream, streamOf(registration)), eq(events.type, 'registration.changed')))
    .orderBy(desc(events.seq))
    .limit(20)
  return rows.map(({ at, data, text }) => ({
    at: at.toString(),
    fields: changed.parse(data).fields,
    before: text === null ? null : names.parse(JSON.parse(text)),
  }))
}
