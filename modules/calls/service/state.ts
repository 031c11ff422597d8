import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { CallState, Check } from '../contract.ts'
import { missing } from '../rules/checklist.ts'
import { whyNot } from '../rules/transitions.ts'
import { lockCall, makeSlug, updateCall } from '../store/calls.ts'
import { calls } from '../tables.ts'
import { factsById } from '../views/facts.ts'

/** What only matters to people who can still come: the system may publish a call of the past (the sample, an import). */
const OF_THE_FUTURE: ReadonlySet<Check> = new Set(['starts-in-future', 'rsvp-in-future'])

/**
 * Moves a call to another state, as the table of transitions says.
 * @throws AppError `conflict` why not, or `calls.not_ready` with what is missing; `forbidden`
 */
export async function setState(
  tx: Tx,
  actor: Actor,
  input: { call: Id; to: CallState; reason?: string | null },
): Promise<void> {
  const call = await lockCall(tx, input.call)
  const refusal = whyNot(actor, call, input.to)
  if (refusal) throw new AppError(refusal.code, refusal.reason)
  if (input.to === 'published') await refuseIncomplete(tx, actor, call.id)
  const reason = input.reason?.trim() || null
  if (input.to === 'cancelled' && !reason) throw new AppError('invalid', 'calls.reason_required')
  const version = await updateCall(tx, call, {
    state: input.to,
    ...(input.to === 'published'
      ? {
          publishedAt: tx.now,
          // What was announced before keeps the address that people have.
          slug: call.publishedAt
            ? call.slug
            : await makeSlug(tx, calls, call.topic.en, `call-${call.number}`, call.id),
        }
      : {}),
    ...(input.to === 'cancelled' ? { cancelReason: reason } : {}),
  })
  await tx.emit({
    stream: `call:${call.id}`,
    type: `call.${input.to}`,
    audience: call.state === 'draft' && input.to === 'cancelled' ? 'mission' : 'public',
    data: { call: call.id, version, from: call.state, to: input.to },
    ...(reason ? { text: JSON.stringify({ reason: { before: null, after: reason } }) } : {}),
  })
}

async function refuseIncomplete(tx: Tx, actor: Actor, call: Id): Promise<void> {
  const facts = await factsById(tx, call)
  const lacking = facts ? missing(facts, tx.now) : []
  const counted = actor.kind === 'system' ? lacking.filter((check) => !OF_THE_FUTURE.has(check)) : lacking
  if (counted.length === 0) return
  throw new AppError('conflict', 'calls.not_ready', {
    params: { count: counted.length },
    fields: counted.map((check) => ({ path: check, reason: `calls.missing.${check}` })),
  })
}
