import { and, count, desc, eq, gte, inArray, lt } from 'drizzle-orm'
import type { Id } from '../../kernel/ids.ts'
import type { Locale } from '../../kernel/locale.ts'
import type { Tx } from '../../kernel/tx.ts'
import { staffByIds } from '../access/views.ts'
import { mailboxOf } from '../people/views.ts'
import { MAIL_STATES, type MailRow, type MailState } from './contract.ts'
import { mails } from './tables.ts'

type StoredMail = typeof mails.$inferSelect

/** @param options.lock keeps others from deciding about this mail until the transaction ends */
export async function mailById(
  tx: Tx,
  mail: Id,
  options: { lock?: boolean } = {},
): Promise<StoredMail | null> {
  const query = tx.db.select().from(mails).where(eq(mails.id, mail))
  const [row] = options.lock ? await query.for('update') : await query
  return row ?? null
}

export async function lockMailByKey(tx: Tx, key: string): Promise<StoredMail | null> {
  const [row] = await tx.db.select().from(mails).where(eq(mails.key, key)).for('update')
  return row ?? null
}

export interface Mailbox {
  readonly name: string
  readonly email: string
  readonly locale: Locale
  readonly zone: string | null
}

/** Where a mail goes; null when the person was erased or the user removed. */
export async function mailboxFor(tx: Tx, mail: Pick<StoredMail, 'person' | 'user'>): Promise<Mailbox | null> {
  if (mail.person) return mailboxOf(tx, mail.person)
  const staff = mail.user ? (await staffByIds(tx, [mail.user])).get(mail.user) : undefined
  return staff ? { ...staff, zone: null } : null
}

export async function countSince(
  tx: Tx,
  query: { person: Id; templates: readonly string[]; since: Temporal.Instant },
): Promise<number> {
  const [row] = await tx.db
    .select({ n: count() })
    .from(mails)
    .where(
      and(
        eq(mails.person, query.person),
        inArray(mails.template, [...query.templates]),
        gte(mails.sendAt, query.since),
      ),
    )
  return row?.n ?? 0
}

/** How many of the mails with these keys went out, or may have. */
export async function countLeft(tx: Tx, keys: readonly string[]): Promise<number> {
  if (keys.length === 0) return 0
  const [row] = await tx.db
    .select({ n: count() })
    .from(mails)
    .where(and(inArray(mails.key, [...keys]), inArray(mails.state, ['sending', 'unsure', 'sent'])))
  return row?.n ?? 0
}

/** Ids are made in the order of time: the id of the last mail seen is the cursor. */
export async function outboxPage(
  tx: Tx,
  query: { state?: MailState | undefined; cursor?: string | undefined; limit: number },
) {
  const before = /^[0-9a-f-]{36}$/.test(query.cursor ?? '') ? query.cursor : undefined
  const rows = await tx.db
    .select()
    .from(mails)
    .where(
      and(query.state ? eq(mails.state, query.state) : undefined, before ? lt(mails.id, before) : undefined),
    )
    .orderBy(desc(mails.id))
    .limit(query.limit + 1)
  const shown = rows.slice(0, query.limit)
  const items: MailRow[] = []
  for (const row of shown) items.push(await toRow(tx, row))
  return {
    items,
    next: rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null,
    counts: await countByState(tx),
  }
}

async function countByState(tx: Tx): Promise<Record<MailState, number>> {
  const rows = await tx.db.select({ state: mails.state, n: count() }).from(mails).groupBy(mails.state)
  const found = new Map(rows.map((row) => [row.state, row.n]))
  return Object.fromEntries(MAIL_STATES.map((state) => [state, found.get(state) ?? 0])) as Record<
    MailState,
    number
  >
}

export async function toRow(tx: Tx, row: StoredMail): Promise<MailRow> {
  const to = await mailboxFor(tx, row)
  return {
    id: row.id,
    template: row.template,
    state: row.state,
    to: to ? { name: to.name, email: to.email } : null,
    attempts: row.attempts,
    lastError: row.lastError,
    sendAt: row.sendAt.toString(),
    at: row.at.toString(),
  }
}
