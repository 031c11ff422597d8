import { and, count, eq, gte, inArray } from 'drizzle-orm'
import type { Id } from '../../kernel/ids.ts'
import type { Locale } from '../../kernel/locale.ts'
import type { Tx } from '../../kernel/tx.ts'
import { staffByIds } from '../access/views.ts'
import { mailboxOf } from '../people/views.ts'
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
