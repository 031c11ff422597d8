import type { Tx } from '../../kernel/tx.ts'
import { mails } from './tables.ts'

/** How mails went, to be joined by other slices' reads on `key`, the cause with which they were sent. */
export const mailView = (tx: Pick<Tx, 'db'>) =>
  tx.db.select({ key: mails.key, state: mails.state, lastError: mails.lastError }).from(mails).as('mail')
