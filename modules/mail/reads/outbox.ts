import { and, count, desc, eq, ilike, inArray, isNotNull, lt, or, type SQL } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { staffByIds } from '../../access/views.ts'
import { callsOfPrograms } from '../../calls/views/programs.ts'
import { callSummaries } from '../../calls/views/summaries.ts'
import { personView } from '../../people/views.ts'
import {
  MAIL_STATES,
  type MailRow,
  type MailState,
  type OutboxFilters,
  type OutboxQuery,
} from '../contract.ts'
import type { Sight } from '../rules/sight.ts'
import { mails } from '../tables.ts'
import { markedAmong } from '../views.ts'
import { sentLastMinute } from './pause.ts'

type StoredMail = typeof mails.$inferSelect

/** As a condition on mails. */
function within(tx: Tx, sight: Sight): SQL | undefined {
  if (sight === 'all') return undefined
  if (sight === 'calls') return isNotNull(mails.call)
  return inArray(mails.call, callsOfPrograms(tx, sight.programs))
}

export async function isSeen(tx: Tx, sight: Sight, mail: Id): Promise<boolean> {
  const rows = await tx.db
    .select({ id: mails.id })
    .from(mails)
    .where(and(eq(mails.id, mail), within(tx, sight)))
  return rows.length > 0
}

/** Whether any mail to this person is seen. */
export async function isSeenPerson(tx: Tx, sight: Sight, person: Id): Promise<boolean> {
  const rows = await tx.db
    .select({ id: mails.id })
    .from(mails)
    .where(and(eq(mails.person, person), within(tx, sight)))
    .limit(1)
  return rows.length > 0
}

function asked(tx: Tx, query: Omit<OutboxQuery, 'state' | 'cursor' | 'limit'>): SQL | undefined {
  return and(
    query.call ? eq(mails.call, query.call) : undefined,
    query.template ? eq(mails.template, query.template) : undefined,
    query.person ? eq(mails.person, query.person) : undefined,
    query.q ? inArray(mails.person, peopleCalled(tx, query.q)) : undefined,
  )
}

/** Who has these words in the name or the address. */
function peopleCalled(tx: Tx, words: string) {
  const person = personView(tx)
  const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`
  return tx.db
    .select({ id: person.id })
    .from(person)
    .where(or(ilike(person.name, pattern), ilike(person.email, pattern)))
}

/** Ids are made in the order of time: the id of the last mail seen is the cursor. */
export async function outboxPage(tx: Tx, sight: Sight, query: OutboxQuery) {
  const before = /^[0-9a-f-]{36}$/.test(query.cursor ?? '') ? query.cursor : undefined
  const seen = and(within(tx, sight), asked(tx, query))
  const rows = await tx.db
    .select()
    .from(mails)
    .where(
      and(
        seen,
        query.state ? eq(mails.state, query.state) : undefined,
        before ? lt(mails.id, before) : undefined,
      ),
    )
    .orderBy(desc(mails.id))
    .limit(query.limit + 1)
  const shown = rows.slice(0, query.limit)
  return {
    items: await toRows(tx, shown),
    next: rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null,
    counts: await countByState(tx, seen),
    lastMinute: await sentLastMinute(tx),
  }
}

async function countByState(tx: Tx, seen: SQL | undefined): Promise<Record<MailState, number>> {
  const rows = await tx.db
    .select({ state: mails.state, n: count() })
    .from(mails)
    .where(seen)
    .groupBy(mails.state)
  const found = new Map(rows.map((row) => [row.state, row.n]))
  return Object.fromEntries(MAIL_STATES.map((state) => [state, found.get(state) ?? 0])) as Record<
    MailState,
    number
  >
}

/** What there is to choose from: kinds of mail, and the calls they are about, the latest first. */
export async function outboxFilters(tx: Tx, sight: Sight): Promise<OutboxFilters> {
  const rows = await tx.db
    .selectDistinct({ template: mails.template, call: mails.call })
    .from(mails)
    .where(within(tx, sight))
  const ids = [...new Set(rows.flatMap(({ call }) => call ?? []))]
  const calls = [...(await callSummaries(tx, ids)).values()]
  return {
    templates: [...new Set(rows.map(({ template }) => template))].sort(),
    calls: calls
      .sort((a, b) => (a.id < b.id ? 1 : -1))
      .map(({ id, number, topic }) => ({ id, number, topic })),
  }
}

/** Mails with whom they are for: a query for each kind of recipient, however many they are. */
async function toRows(tx: Tx, rows: readonly StoredMail[]): Promise<MailRow[]> {
  const person = personView(tx)
  const ids = [...new Set(rows.flatMap((row) => row.person ?? []))]
  const people =
    ids.length === 0
      ? []
      : await tx.db
          .select({ id: person.id, name: person.name, email: person.email })
          .from(person)
          .where(inArray(person.id, ids))
  const byId = new Map<Id, { name: string | null; email: string | null }>(people.map((one) => [one.id, one]))
  const staff = await staffByIds(
    tx,
    rows.flatMap((row) => row.user ?? []),
  )
  const marked = await markedAmong(tx, people)
  return rows.map((row) => {
    const to = row.person ? byId.get(row.person) : row.user ? staff.get(row.user) : undefined
    return {
      id: row.id,
      template: row.template,
      state: row.state,
      to: to?.name && to.email ? { name: to.name, email: to.email } : null,
      person: row.person,
      call: row.call,
      addressRefused: row.person !== null && marked.has(row.person),
      attempts: row.attempts,
      lastError: row.lastError,
      held: row.held !== null,
      sendAt: row.sendAt.toString(),
      at: row.at.toString(),
    }
  })
}

export async function toRow(tx: Tx, row: StoredMail): Promise<MailRow> {
  const [shown] = await toRows(tx, [row])
  if (!shown) throw new Error('a mail without a row')
  return shown
}
