import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { CallFacts } from '../contract.ts'
import { factsById } from '../views/facts.ts'
import { readCall } from './calls.ts'
import { insertDraft, seatPerson, writeAgenda } from './create.ts'
import { requireEditor } from './permission.ts'

/**
 * A new draft in the same series like this call: its words, panel and agenda, and neither its date nor who was invited.
 * Whoever declined or was replaced does not come along.
 */
export async function copyCall(tx: Tx, actor: Actor, input: { call: Id }): Promise<CallFacts> {
  const from = await readCall(tx, actor, input.call)
  requireEditor(actor, from.program.id)
  const id = await insertDraft(tx, {
    series: from.series.id,
    topic: from.topic,
    description: from.description,
    openTo: from.openTo,
    hostPlace: from.hostPlace,
    startsAt: null,
    minutes: from.minutes,
    zone: from.zone,
    rsvpDeadline: null,
    capacity: from.capacity,
    sectors: [...from.sectors],
    countries: [...from.countries],
    languages: [...from.languages],
    groundRules: from.groundRules,
    campaign: from.campaign?.id ?? null,
    stageLink: from.stageLink,
  })
  const seats = new Map<Id, Id>()
  const panel = from.panel.filter(({ state }) => state !== 'declined' && state !== 'replaced')
  for (const [index, member] of panel.entries()) {
    seats.set(member.id, await seatPerson(tx, id, member, index + 1))
  }
  const agenda = from.agenda.map((item) => ({
    title: item.title,
    minutes: item.minutes,
    speaker: (item.speaker && seats.get(item.speaker)) ?? null,
    groundRules: item.groundRules === from.groundRules ? null : item.groundRules,
  }))
  await writeAgenda(tx, id, agenda)
  const made = await factsById(tx, id)
  if (!made) throw new AppError('not_found', 'calls.unknown_call')
  return made
}
