import { system } from '../../../kernel/actor.ts'
import { FARTHEST_REMINDER, reminderDue, reminderOwed } from '../../../kernel/reminders.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { callsStarting } from '../../calls/views/summaries.ts'
import { mailCommands } from '../../mail/contract.ts'
import { lastMove } from '../reads/moves.ts'
import { seatedSince } from '../reads/reminders.ts'
import { noteReminder } from '../store/seats.ts'

const me = system('registration')

/**
 * Reminds whoever has a seat a day and an hour before the start, each once for each start. Whoever gets a seat later was told
 * of the time just then. Looked at each minute, and not enqueued beforehand: a call that moves takes its reminders along, and a cancelled one has none.
 */
export async function remind(tx: Tx): Promise<void> {
  for (const { id: call, startsAt } of await callsStarting(tx, tx.now, tx.now.add(FARTHEST_REMINDER))) {
    const due = reminderDue(startsAt, tx.now)
    if (!due || !(await noteReminder(tx, call, due.since))) continue
    const moved = await lastMove(tx, call)
    for (const { id, person, submittedAt, decidedAt } of await seatedSince(tx, call)) {
      const approvedAt = decidedAt ?? submittedAt
      const knownSince = moved && Temporal.Instant.compare(moved.at, approvedAt) > 0 ? moved.at : approvedAt
      if (!reminderOwed(startsAt, knownSince, tx.now)) continue
      await tx.use(mailCommands).send(tx, me, {
        template: 'registration.reminder',
        to: { person },
        about: { registration: id, call },
        key: `registration.reminder:${id}:${due.since.epochMilliseconds}`,
      })
    }
  }
}
