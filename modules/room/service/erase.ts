import { and, eq } from 'drizzle-orm'
import { OFFICERS } from '../../../kernel/access.ts'
import { type Actor, holdsRole } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { AfterCommit } from '../../../kernel/module.ts'
import { events, texts } from '../../../kernel/tables.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { callsCommands } from '../../calls/contract.ts'
import { recordStream } from '../contract.ts'
import type { RoomHost } from './host.ts'

/**
 * Takes the words of one event out of the record, whoever they are about: of somebody without a link of their own, or of
 * somebody who is named in what others wrote. The event stays, as removed; who did it stands beside the record.
 * @throws AppError `forbidden`, `not_found`
 */
export async function eraseWords(
  host: RoomHost,
  tx: Tx,
  actor: Actor,
  { call, seq }: { call: string; seq: number },
): Promise<AfterCommit<{ seq: number }>> {
  const { program } = await tx.use(callsCommands).get(tx, actor, { call })
  if (!holdsRole(actor, OFFICERS, program.id)) throw new AppError('forbidden', 'room.not_yours')
  const stream = recordStream(call)
  const [event] = await tx.db
    .select({ seq: events.seq })
    .from(events)
    .where(and(eq(events.stream, stream), eq(events.seq, seq)))
  if (!event) throw new AppError('not_found', 'room.no_such_entry')
  const erased = await tx.db
    .delete(texts)
    .where(and(eq(texts.stream, stream), eq(texts.seq, seq)))
    .returning({ seq: texts.seq })
  if (erased.length > 0) {
    const data = { call, seq }
    await tx.emit({ stream: `erasures:${call}`, type: 'words.erased', audience: 'mission', data })
  }
  return {
    async afterCommit() {
      await host.wordsErased(call)
      return { seq }
    },
  }
}
