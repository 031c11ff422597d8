import { system } from '../../../kernel/actor.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { mailCommands } from '../../mail/contract.ts'
import { factsById } from '../views/facts.ts'

const me = system('calls')

/** Whoever answers or decides has a moment to think again before anybody's calendar hears of it. */
const TAKEN_BACK_WITHIN = { minutes: 2 }

interface Place {
  readonly call: Id
  readonly panelMember: Id
  readonly person: Id
}

/**
 * Somebody who was invited is not on the stage any more, or is again: she and her office get the calendar entry taken out, or back in.
 * What is true when the mail leaves decides what it says.
 */
export async function tellStanding(tx: Tx, what: 'released' | 'returned', place: Place): Promise<void> {
  const call = await factsById(tx, place.call)
  if (!call || call.state === 'ended' || call.state === 'cancelled') return
  const office = call.panel.find(({ id }) => id === place.panelMember)?.office
  for (const person of [place.person, ...(office && office !== place.person ? [office] : [])]) {
    await tx.use(mailCommands).send(tx, me, {
      template: `calls.stage_${what}`,
      to: { person },
      about: { call: place.call, panelMember: place.panelMember, person, official: place.person },
      key: `calls.stage_${what}:${place.panelMember}:${person}:${call.version}`,
      sendAt: tx.now.add(TAKEN_BACK_WITHIN),
    })
  }
}
