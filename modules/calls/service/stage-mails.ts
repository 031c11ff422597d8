import { system } from '../../../kernel/actor.ts'
import type { Id } from '../../../kernel/ids.ts'
import { FARTHEST_REMINDER, reminderDue, reminderOwed } from '../../../kernel/reminders.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { mailCommands } from '../../mail/contract.ts'
import type { CallFacts } from '../contract.ts'
import { movedAt } from '../reads/settling.ts'
import { factsById } from '../views/facts.ts'
import { callsStarting } from '../views/summaries.ts'

const me = system('calls')

interface Written {
  readonly panelMember: Id
  readonly person: Id
  readonly invitedAt: Temporal.Instant
}

/** Everybody who is invited and has not gone, and her office with her. */
export const writtenTo = (call: CallFacts): readonly Written[] =>
  call.panel.flatMap(({ id, person, office, invitedAt, state }) =>
    invitedAt === null || state === 'declined' || state === 'replaced'
      ? []
      : [person, ...(office ? [office] : [])].map((each) => ({ panelMember: id, person: each, invitedAt })),
  )

/** Reminds the stage of every call that is a day or an hour away; whoever was reminded of this start is not again. */
export async function remindStage(tx: Tx): Promise<void> {
  for (const { id, startsAt } of await callsStarting(tx, tx.now, tx.now.add(FARTHEST_REMINDER))) {
    const due = reminderDue(startsAt, tx.now)
    const call = due && (await factsById(tx, id))
    if (!call) continue
    const told = await movedAt(tx, id)
    for (const { panelMember, person, invitedAt } of writtenTo(call)) {
      const knownSince = told && Temporal.Instant.compare(told, invitedAt) > 0 ? told : invitedAt
      if (!reminderOwed(startsAt, knownSince, tx.now)) continue
      await tx.use(mailCommands).send(tx, me, {
        template: 'calls.stage_reminder',
        to: { person },
        about: { call: id, panelMember, person },
        key: `calls.stage_reminder:${panelMember}:${person}:${due.since.epochMilliseconds}`,
      })
    }
  }
}

/**
 * Tells the stage and its offices that the call moved, changed otherwise, is not held, or is held after all; the calendar entry goes with it.
 * @param cause what tells one such change from another
 */
export async function tellStage(
  tx: Tx,
  id: Id,
  what: 'moved' | 'changed' | 'cancelled' | 'back',
  cause: string,
): Promise<void> {
  const call = await factsById(tx, id)
  if (!call) return
  for (const { panelMember, person } of writtenTo(call)) {
    await tx.use(mailCommands).send(tx, me, {
      template: `calls.stage_${what}`,
      to: { person },
      about: { call: id, panelMember, person },
      key: `calls.stage_${what}:${panelMember}:${person}:${cause}`,
    })
  }
}
