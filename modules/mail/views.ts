import { inArray } from 'drizzle-orm'
import type { Id, Signer } from '../../kernel/ids.ts'
import type { Tx } from '../../kernel/tx.ts'
import { bounces, mails } from './tables.ts'

/** How mails went, to be joined by other slices' reads on `key`, the cause with which they were sent. */
export const mailView = (tx: Pick<Tx, 'db'>) =>
  tx.db.select({ key: mails.key, state: mails.state, lastError: mails.lastError }).from(mails).as('mail')

/** What is kept of an address: enough to know it again, too little to write to it. */
export const addressMark = (signer: Signer, email: string): string =>
  signer.sign(`mail-address:${email.trim().toLowerCase()}`)

/** Who of these people has an address that a mail server said nobody has, and since when; the address being what it is now. */
export async function markedAmong(
  tx: Pick<Tx, 'db' | 'signer'>,
  people: readonly { readonly id: Id; readonly email: string | null }[],
): Promise<ReadonlyMap<Id, { readonly reason: string; readonly at: Temporal.Instant }>> {
  if (people.length === 0) return new Map()
  const rows = await tx.db
    .select()
    .from(bounces)
    .where(inArray(bounces.person, [...new Set(people.map(({ id }) => id))]))
  if (rows.length === 0) return new Map()
  const email = new Map(people.map((one) => [one.id, one.email]))
  return new Map(
    rows.flatMap(({ person, address, reason, at }) => {
      const now = email.get(person)
      return now && addressMark(tx.signer, now) === address ? [[person, { reason, at }] as const] : []
    }),
  )
}
