import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { Answerer, PanelMemberFacts, PanelState } from '../contract.ts'
import { refuseLateChange } from '../rules/changes.ts'
import { type LockedCall, lockCall } from '../store/calls.ts'
import type { PanelRecord } from '../store/panel.ts'
import { factsById } from '../views/facts.ts'
import { requireEditor } from './permission.ts'

/** The call, locked, for an officer who changes its panel. @throws AppError `forbidden`, `conflict` once it is over */
export async function editable(tx: Tx, actor: Actor, call: Id): Promise<LockedCall> {
  const locked = await lockCall(tx, call)
  requireEditor(actor, locked.program)
  refuseLateChange(locked.state, [])
  return locked
}

/** Where a panel member stood besides what is shown of her: ids and facts, for the history. */
export interface Place {
  readonly position: number
  readonly state: PanelState
  readonly invitations: number
  readonly invitedAt: string | null
  readonly answeredAt: string | null
  readonly answeredBy: Answerer | null
  readonly office: Id | null
  /** The items of the agenda at which she has the word. */
  readonly items: readonly Id[]
}

export async function placeOf(tx: Tx, call: Id, member: PanelRecord): Promise<Place> {
  const facts = await factsById(tx, call)
  const { position, state, invitations, answeredBy } = member
  return {
    ...{ position, state, invitations, answeredBy },
    invitedAt: member.invitedAt?.toString() ?? null,
    answeredAt: member.answeredAt?.toString() ?? null,
    office: facts?.panel.find(({ id }) => id === member.id)?.office ?? null,
    items: facts?.agenda.flatMap(({ id, speaker }) => (speaker === member.id ? [id] : [])) ?? [],
  }
}

/** @throws AppError `not_found` */
export async function memberFacts(tx: Tx, call: Id, member: Id): Promise<PanelMemberFacts> {
  const found = (await factsById(tx, call))?.panel.find((each) => each.id === member)
  if (!found) throw new AppError('not_found', 'calls.unknown_panel_member')
  return found
}
