import { system } from '../../../kernel/actor.ts'
import type { StoredEvent, Tx } from '../../../kernel/tx.ts'
import { officersFor } from '../../access/views.ts'
import { mailCommands } from '../../mail/contract.ts'
import { ANSWERS } from '../contract.ts'
import { staffIn } from '../reads/history.ts'
import { whoIsTold } from '../rules/told-officers.ts'
import { factsById } from '../views/facts.ts'

const me = system('calls')

/** A panel member, her office or an officer said whether she comes: the other officers of the call read it. */
export async function tellOfficers(tx: Tx, { seq, actor, data }: StoredEvent): Promise<void> {
  const call = await factsById(tx, String(data['call']))
  const member = call?.panel.find(({ id }) => id === data['panelMember'])
  if (!call || !member) return
  const users = whoIsTold(await officersFor(tx, call.program.id), {
    worked: await staffIn(tx, call.id),
    doer: actor.kind === 'staff' ? actor.id : null,
  })
  for (const user of users) {
    await tx.use(mailCommands).send(tx, me, {
      template: 'calls.panel_answered',
      to: { user },
      about: { call: call.id, panelMember: member.id },
      key: `calls.panel_answered:${call.id}:${seq}:${user}`,
    })
  }
}

/** Whether a change of a panel member was an answer that an officer noted. */
export function isAnswerNoted({ data }: StoredEvent): boolean {
  const facts = (data['facts'] ?? {}) as { state?: { after?: unknown } }
  return typeof data['undoes'] !== 'number' && ANSWERS.some((answer) => answer === facts.state?.after)
}
