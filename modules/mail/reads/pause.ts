import { and, count, eq, gte } from 'drizzle-orm'
import { system } from '../../../kernel/actor.ts'
import { mailDesk } from '../../../kernel/mail.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { QueueShown } from '../contract.ts'
import { mails, pauses } from '../tables.ts'

/** The pause as it is shown; null while mail goes. */
async function pauseNow(tx: Tx): Promise<QueueShown['paused']> {
  const [row] = await tx.db.select().from(pauses)
  if (!row) return null
  return {
    since: row.since.toString(),
    reason: row.reason,
    nextTry: row.nextTry.toString(),
    tries: row.tries,
  }
}

/** How many mails wait for their moment, for a try, or for the server. */
async function countWaiting(tx: Tx): Promise<number> {
  const [row] = await tx.db.select({ n: count() }).from(mails).where(eq(mails.state, 'queued'))
  return row?.n ?? 0
}

/** How many mails a server took within the last minute. */
export async function sentLastMinute(tx: Tx): Promise<number> {
  const [row] = await tx.db
    .select({ n: count() })
    .from(mails)
    .where(and(eq(mails.state, 'sent'), gte(mails.at, tx.now.subtract({ minutes: 1 }))))
  return row?.n ?? 0
}

export const queueNow = async (tx: Tx): Promise<QueueShown> => ({
  paused: await pauseNow(tx),
  waiting: await countWaiting(tx),
  sends: await tx.use(mailDesk).sends(tx, system('mail'), {}),
})
