import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../../kernel/tx.ts'
import { publishedVersion } from './reads/versions.ts'

/** Whether everybody may read the readout of a call. */
export const hasPublishedReadout = async (tx: Tx, call: Id): Promise<boolean> =>
  (await publishedVersion(tx, call)) !== null
