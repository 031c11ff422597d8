import { system } from '../../../kernel/actor.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { mailCommands } from '../../mail/contract.ts'
import type { CallFacts } from '../contract.ts'
import { factsById } from '../views/facts.ts'

const me = system('calls')

/** How long before its start the stage is reminded; the mail itself looks whether it is still true (mails/stage.ts). */
const AHEAD = [{ hours: 24 }, { hours: 1 }] as const

/** Everybody who is invited and has not gone, and her office with her. */
const writtenTo = (call: CallFacts): readonly { panelMember: Id; person: Id }[] =>
  call.panel
    .filter(({ invitedAt, state }) => invitedAt !== null && state !== 'declined' && state !== 'replaced')
    .flatMap(({ id, person, office }) => [
      { panelMember: id, person },
      ...(office ? [{ panelMember: id, person: office }] : []),
    ])

/** Reminders a day and an hour before; asked for again, only what is new is added. */
export async function remindStage(tx: Tx, id: Id): Promise<void> {
  const call = await factsById(tx, id)
  if (!call?.startsAt || call.state === 'ended' || call.state === 'cancelled') return
  for (const ahead of AHEAD) {
    const sendAt = call.startsAt.subtract(ahead)
    if (Temporal.Instant.compare(sendAt, tx.now) <= 0) continue
    for (const { panelMember, person } of writtenTo(call)) {
      await tx.use(mailCommands).send(tx, me, {
        template: 'calls.stage_reminder',
        to: { person },
        about: { call: id, panelMember, person },
        key: `calls.stage_reminder:${panelMember}:${person}:${sendAt.epochMilliseconds}`,
        sendAt,
      })
    }
  }
}

/** Tells the stage and its offices that the call moved, or is not held; the calendar entry goes with it. */
export async function tellStage(tx: Tx, id: Id, what: 'moved' | 'cancelled'): Promise<void> {
  const call = await factsById(tx, id)
  if (!call) return
  for (const { panelMember, person } of writtenTo(call)) {
    await tx.use(mailCommands).send(tx, me, {
      template: `calls.stage_${what}`,
      to: { person },
      about: { call: id, panelMember, person },
      key: `calls.stage_${what}:${panelMember}:${person}:${call.version}`,
    })
  }
}
