import { STAFF } from '../../../kernel/access.ts'
import { type Actor, hasCallRole, holdsRole } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { Briefing } from '../contract.ts'
import { briefingOf } from '../reads/briefing.ts'
import { READERS } from '../rules/officials.ts'
import { factsById } from '../views/facts.ts'

/** What the panel reads before the call, for whoever sees what the panel sees. The mission sees the same page, to know what goes out. */
export async function readBriefing(tx: Tx, actor: Actor, input: { call: Id }): Promise<Briefing> {
  const call = await factsById(tx, input.call)
  if (!call) throw new AppError('not_found', 'calls.unknown_call')
  const may = holdsRole(actor, STAFF, call.program.id) || hasCallRole(actor, READERS, call.id)
  if (!may) throw new AppError('forbidden', 'calls.not_your_program')
  const reader = actor.kind === 'grant' ? call.panel.find(({ person }) => person === actor.person) : undefined
  return await briefingOf(tx, call, reader?.id ?? null)
}
