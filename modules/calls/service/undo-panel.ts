import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { accessCommands } from '../../access/contract.ts'
import { valuesOf } from '../rules/changes.ts'
import { refuseClashes } from '../rules/clashes.ts'
import type { LockedCall } from '../store/calls.ts'
import { deleteOffice, putOffice } from '../store/offices.ts'
import {
  deletePanelMember,
  endOf,
  insertPanelMember,
  type PanelRecord,
  panelMemberOf,
  reorder,
  updateAgendaItem,
  updatePanelMember,
} from '../store/panel.ts'
import { panelMembers } from '../tables.ts'
import { factsById } from '../views/facts.ts'
import { moveRoles } from './panel.ts'
import { memberFacts, type Place } from './panel-parts.ts'
import { tellStanding } from './stage-standing.ts'
import {
  idIn,
  type Made,
  nothing,
  orderIn,
  restored,
  type Undoing,
  type Undone,
  wasIn,
  withAt,
} from './undoing.ts'

const STAYS = new Set(['listed', 'invited', 'confirmed'])

/** What can be taken back of the panel. */
export const PANEL_UNDOINGS: Readonly<Record<string, Undoing>> = {
  async 'panel-member.changed'(tx, actor, call, made) {
    const before = await panelMemberOf(tx, call.id, idIn(made, 'panelMember'))
    const change = restored(before, made)
    const another = change.person !== undefined && change.person !== before.person
    // Whoever was invited under the other address holds a link of her own.
    if (another && before.invitedAt) throw new AppError('conflict', 'calls.already_invited')
    const after = { ...before, ...change }
    if (another) await enterAgain(tx, actor, call, after)
    else await moveRoles(tx, actor, call.id, before, after)
    await updatePanelMember(tx, before.id, change)
    return { type: made.type, about: { panelMember: before.id, person: after.person } }
  },
  async 'panel-member.added'(tx, _actor, call, made) {
    const member = await panelMemberOf(tx, call.id, idIn(made, 'panelMember'))
    // Who was invited holds a link: she is taken off by name.
    if (member.invitedAt) throw new AppError('conflict', 'calls.already_invited')
    await deletePanelMember(tx, member.id)
    return { type: 'panel-member.removed', about: { panelMember: member.id, person: member.person } }
  },
  async 'panel-member.removed'(tx, actor, call, made) {
    const [id, person] = [idIn(made, 'panelMember'), idIn(made, 'person')]
    const was = wasIn(made) as Partial<Place>
    const { role, name, title, organization, bio } = valuesOf(made.changes, 'before') as Partial<PanelRecord>
    if (!(role && name && title && organization && bio)) return nothing()
    const state = was.state ?? 'listed'
    const back = {
      ...{ id, person, role, name, title, organization, bio, state },
      call: call.id,
      position: await endOf(tx, panelMembers, call.id),
      invitations: was.invitations ?? 0,
      invitedAt: was.invitedAt ? Temporal.Instant.from(was.invitedAt) : null,
      answeredAt: was.answeredAt ? Temporal.Instant.from(was.answeredAt) : null,
      answeredBy: was.answeredBy ?? null,
    }
    await insertPanelMember(tx, back)
    await stand(tx, call, id, was)
    await enterAgain(tx, actor, call, back)
    return { type: 'panel-member.added', about: { panelMember: id, person } }
  },
  async 'panel.ordered'(tx, _actor, call, made) {
    const now = (await factsById(tx, call.id))?.panel.map(({ id }) => id) ?? []
    await reorder(tx, panelMembers, call.id, orderIn(made, now))
    return { type: made.type, about: {} }
  },
  'panel-member.office_set': officeBack,
  'panel-member.office_removed': officeBack,
}

/** The link that she had opens the room again; she was invited to it before. */
async function enterAgain(
  tx: Tx,
  actor: Actor,
  call: LockedCall,
  { id, invitedAt, state, person, role }: Pick<PanelRecord, 'id' | 'invitedAt' | 'state' | 'person' | 'role'>,
): Promise<void> {
  if (invitedAt === null || !STAYS.has(state)) return
  await tellStanding(tx, 'returned', { call: call.id, panelMember: id, person })
  await tx.use(accessCommands).grant(tx, actor, { call: call.id, person, organization: null, roles: [role] })
}

/** Her place in the protocol, her words on the agenda and her office, as far as they are free. */
async function stand(tx: Tx, call: LockedCall, id: string, was: Partial<Place>): Promise<void> {
  const facts = await factsById(tx, call.id)
  const order = facts?.panel.map((member) => member.id) ?? []
  await reorder(tx, panelMembers, call.id, withAt(order, id, was.position))
  if (was.office) await putOffice(tx, id, was.office)
  for (const item of facts?.agenda ?? [])
    if (item.speaker === null && was.items?.includes(item.id))
      await updateAgendaItem(tx, item.id, { speaker: id })
}

/** Who was the office contact before; nobody is written to. */
async function officeBack(tx: Tx, actor: Actor, call: LockedCall, made: Made): Promise<Undone> {
  const member = await memberFacts(tx, call.id, idIn(made, 'panelMember'))
  const [before, after] = [made.changes['office']?.before ?? null, made.changes['office']?.after ?? null]
  refuseClashes(
    { office: member.office },
    { office: before },
    { set: { office: before }, base: { office: after } },
  )
  const about = { panelMember: member.id, person: before ?? after }
  if (typeof before !== 'string') {
    await deleteOffice(tx, member.id)
    return { type: 'panel-member.office_removed', about }
  }
  await putOffice(tx, member.id, before)
  await tx
    .use(accessCommands)
    .grant(tx, actor, { call: call.id, person: before, organization: null, roles: [] })
  return { type: 'panel-member.office_set', about }
}
