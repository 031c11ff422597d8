import type { Id } from '../../../kernel/ids.ts'
import type { StoredEvent, Tx } from '../../../kernel/tx.ts'
import { changedSince, SETTLED_MINUTES, stillBelieved } from '../rules/settling.ts'
import { lockCall } from '../store/calls.ts'
import { changedAfter, lockTold, settledCalls, writeTold } from '../store/settling.ts'
import { factsById } from '../views/facts.ts'

/** A published call that changed in what stands in calendars waits until it stands still before anybody is told. */
export async function noticeChange(tx: Tx, { seq, data, text, at }: StoredEvent): Promise<void> {
  const call = String(data['call'])
  const facts = await factsById(tx, call)
  if (facts?.state !== 'published') return
  const { told } = await lockTold(tx, call)
  const believed = stillBelieved(told, {
    ...Object(data['facts']),
    ...(text === null ? {} : JSON.parse(text)),
  })
  const dueAt = at.add({ minutes: SETTLED_MINUTES })
  await writeTold(tx, call, { seq, ...(believed ? { told: believed, dueAt } : {}) })
}

/** The calls that stand still by now: what they became is told, once, by whoever hears `call.change_settled`. */
export async function settleChanges(tx: Tx): Promise<void> {
  for (const call of await settledCalls(tx)) await settle(tx, call)
}

async function settle(tx: Tx, id: Id): Promise<void> {
  await lockCall(tx, id)
  const { told, dueAt, seq } = await lockTold(tx, id)
  if (!dueAt || Temporal.Instant.compare(dueAt, tx.now) > 0) return
  // A change that is not looked at yet starts the wait anew.
  if (await changedAfter(tx, id, seq)) return
  const call = await factsById(tx, id)
  const fields = call?.state === 'published' ? changedSince(told, call) : []
  const moved = fields.includes('startsAt')
  await writeTold(tx, id, { told: {}, dueAt: null, ...(moved ? { movedAt: tx.now } : {}) })
  if (!call || fields.length === 0) return
  await tx.emit({
    stream: `call:${id}`,
    type: 'call.change_settled',
    audience: 'mission',
    data: {
      call: id,
      version: call.version,
      fields,
      startsAt: call.startsAt,
      before: moved ? { startsAt: told.startsAt, minutes: told.minutes ?? call.minutes } : null,
    },
  })
}
