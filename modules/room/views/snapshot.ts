import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { deserialize } from 'node:v8'
import { zstdDecompress } from 'node:zlib'
import { and, eq, exists } from 'drizzle-orm'
import { events } from '../../../kernel/tables.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { recordStream } from '../contract.ts'
import type { RoomState } from '../rules/state.ts'
import { snapshots } from '../tables.ts'

const decompress = promisify(zstdDecompress)
const rules = join(import.meta.dirname, '..', 'rules')
let fingerprint: Promise<string> | null = null

/** Changes with every letter of the rules: a state that other rules made is never used. */
export function fingerprintOfRules(): Promise<string> {
  fingerprint ??= readFingerprint()
  return fingerprint
}

async function readFingerprint(): Promise<string> {
  const files = (await readdir(rules)).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  const hash = createHash('sha256')
  for (const name of files.toSorted()) hash.update(await readFile(join(rules, name)))
  return hash.digest('base64url')
}

/** The state of a long record that was kept last, unless other rules made it or the record is shorter than it should be. */
export async function snapshotOf(tx: Pick<Tx, 'db'>, call: string): Promise<RoomState | null> {
  const itsLast = tx.db
    .select({ seq: events.seq })
    .from(events)
    .where(and(eq(events.stream, recordStream(call)), eq(events.seq, snapshots.seq)))
  const [found] = await tx.db
    .select({ state: snapshots.state })
    .from(snapshots)
    .where(and(eq(snapshots.call, call), eq(snapshots.rules, await fingerprintOfRules()), exists(itsLast)))
  return found ? await unpack(found.state) : null
}

/** Null when a newer Node wrote it: the record will do. */
async function unpack(bytes: Buffer): Promise<RoomState | null> {
  try {
    return deserialize(await decompress(bytes)) as RoomState
  } catch {
    return null
  }
}
