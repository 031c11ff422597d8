import { system } from '../../../kernel/actor.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { callsCommands } from '../../calls/contract.ts'
import { wordings } from '../tables.ts'

/** Where a person sits on a panel whose readout has words for them. */
export async function seatsOf(tx: Tx, person: Id): Promise<{ call: Id; panelMember: Id }[]> {
  const worded = await tx.db.select({ call: wordings.call, content: wordings.content }).from(wordings)
  const seats: { call: Id; panelMember: Id }[] = []
  for (const { call, content } of worded) {
    const { panel } = await tx.use(callsCommands).get(tx, system('outcomes'), { call })
    for (const member of panel) {
      const named = content.members.some(({ panelMember }) => panelMember === member.id)
      if (member.person === person && named) seats.push({ call, panelMember: member.id })
    }
  }
  return seats
}
