import { system } from '../../../kernel/actor.ts'
import { inBatches } from '../../../kernel/batches.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { AppContext } from '../../../kernel/ports.ts'
import { FARTHEST_REMINDER, reminderDue, reminderOwed } from '../../../kernel/reminders.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { callsStarting } from '../../calls/views/summaries.ts'
import { mailCommands } from '../../mail/contract.ts'
import { registeredAfter } from '../reads/batch.ts'
import { lastMove } from '../reads/moves.ts'
import { lastReminded } from '../reads/reminders.ts'
import { noteReminder } from '../store/seats.ts'

const me = system('registration')

interface Due {
  readonly call: Id
  readonly startsAt: Temporal.Instant
  /** When the reminder was due: what tells it from the other one, and from that of another start. */
  readonly since: Temporal.Instant
}

/**
 * Reminds whoever has a seat a day and an hour before the start, each once for each start. Whoever gets a seat later was told
 * of the time just then. Looked at each minute, and not enqueued beforehand: a call that moves takes its reminders along, and a cancelled
 * one has none. What a server left unfinished is gone through again: nobody's mail is written twice, its key is the reminder and the person.
 */
export async function remind(app: AppContext): Promise<void> {
  for (const due of await app.transaction(me, callsToRemind)) {
    await inBatches(app, me, (tx, after) => remindBatch(tx, due, after))
    await app.transaction(me, (tx) => noteReminder(tx, due.call, due.since))
  }
}

async function callsToRemind(tx: Tx): Promise<Due[]> {
  const found: Due[] = []
  for (const { id: call, startsAt } of await callsStarting(tx, tx.now, tx.now.add(FARTHEST_REMINDER))) {
    const due = reminderDue(startsAt, tx.now)
    if (due && !(await lastReminded(tx, call))?.equals(due.since)) {
      found.push({ call, startsAt, since: due.since })
    }
  }
  return found
}

/** @returns the last registration looked at; null when there are no more */
async function remindBatch(tx: Tx, { call, startsAt, since }: Due, after: Id | null): Promise<Id | null> {
  const moved = await lastMove(tx, call)
  const seated = await registeredAfter(tx, call, ['approved'], after)
  for (const { id, person, submittedAt, decidedAt } of seated) {
    const approvedAt = decidedAt ?? submittedAt
    const knownSince = moved && Temporal.Instant.compare(moved.at, approvedAt) > 0 ? moved.at : approvedAt
    if (!reminderOwed(startsAt, knownSince, tx.now)) continue
    await tx.use(mailCommands).send(tx, me, {
      template: 'registration.reminder',
      to: { person },
      about: { registration: id, call },
      key: `registration.reminder:${id}:${since.epochMilliseconds}`,
    })
  }
  return seated.at(-1)?.id ?? null
}
