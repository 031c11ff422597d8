import { desc } from 'drizzle-orm'
import type { Localized } from '../../../kernel/schemas.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { notices } from '../tables.ts'

export interface StoredNotice {
  readonly version: number
  readonly at: Temporal.Instant
  readonly text: Localized
}

/** The versions the mission wrote, the newest first; version 1, which comes with the product, is not among them. */
export const noticesWritten = (tx: Tx): Promise<StoredNotice[]> =>
  tx.db.select().from(notices).orderBy(desc(notices.version))
