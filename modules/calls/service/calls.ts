import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { CallFacts, CallRow, CallState } from '../contract.ts'
import { pageOfCalls } from '../reads/calls.ts'
import { seatsOf } from '../reads/seats.ts'
import { missing } from '../rules/checklist.ts'
import { factsById } from '../views/facts.ts'
import { readablePrograms, requireReader } from './permission.ts'

/** A call for somebody of its program's staff. @throws AppError `not_found`, `forbidden` */
export async function readCall(tx: Tx, actor: Actor, call: Id): Promise<CallFacts> {
  const facts = await factsById(tx, call)
  if (!facts) throw new AppError('not_found', 'calls.unknown_call')
  requireReader(actor, facts.program.id)
  return facts
}

export async function listCalls(
  tx: Tx,
  actor: Actor,
  input: {
    state?: CallState | undefined
    program?: Id | undefined
    series?: Id | undefined
    cursor?: string | undefined
    limit: number
  },
): Promise<{ items: CallRow[]; next: string | null }> {
  const { cursor, limit, ...filter } = input
  const page = await pageOfCalls(tx, { ...filter, programs: readablePrograms(actor) }, { cursor, limit })
  const seats = await seatsOf(
    tx,
    page.items.map((call) => call.id),
  )
  return {
    next: page.next,
    items: page.items.map((call) => ({
      id: call.id,
      slug: call.slug,
      state: call.state,
      topic: call.topic,
      program: { id: call.program.id, name: call.program.name },
      series: { id: call.series.id, name: call.series.name, number: call.series.number },
      startsAt: call.startsAt?.toString() ?? null,
      endsAt: call.endsAt?.toString() ?? null,
      zone: call.zone,
      hostPlace: call.hostPlace,
      capacity: call.capacity,
      rsvpDeadline: call.rsvpDeadline?.toString() ?? null,
      registrations: seats.get(call.id) ?? { pending: 0, approved: 0 },
      panel: {
        seated: call.panel.filter(({ state }) => state !== 'declined' && state !== 'replaced').length,
        confirmed: call.panel.filter(({ state }) => state === 'confirmed').length,
        declined: call.panel.filter(({ state }) => state === 'declined').length,
      },
      missing: call.state === 'draft' ? missing(call, tx.now).length : 0,
    })),
  }
}
