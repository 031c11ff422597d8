import type { Actor } from '../../../kernel/actor.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { callsCommands } from '../../calls/contract.ts'
import { seatsOf, setPerFirm } from '../store/seats.ts'
import { lockSeats } from '../store.ts'
import { requireApprover } from './permission.ts'

/** Says how many seats one firm may have on a call. Whoever has a seat keeps it. @throws AppError `forbidden` */
export async function limitFirms(
  tx: Tx,
  actor: Actor,
  { call, perFirm }: { call: Id; perFirm: number | null },
): Promise<void> {
  await lockSeats(tx, call)
  const { program } = await tx.use(callsCommands).get(tx, actor, { call })
  requireApprover(actor, program.id)
  const { perFirm: before } = await seatsOf(tx, call)
  if (before === perFirm) return
  await setPerFirm(tx, call, perFirm)
  await tx.emit({
    stream: `registration-seats:${call}`,
    type: 'registration.firms_limited',
    audience: 'mission',
    data: { call, before, after: perFirm },
  })
}
