import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Localized } from '../../../kernel/schemas.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { accessCommands } from '../../access/contract.ts'
import type { ColleagueRole, GroundRules, StageRole } from '../contract.ts'
import { colleagueBy } from '../reads/colleagues.ts'
import { type Changes, revived, valuesOf } from '../rules/changes.ts'
import { refuseClashes } from '../rules/clashes.ts'
import type { LockedCall } from '../store/calls.ts'
import {
  agendaItemOf,
  deleteAgendaItem,
  deleteColleague,
  deletePanelMember,
  endOf,
  insertAgendaItem,
  insertPanelMember,
  panelMemberOf,
  reorder,
  updateAgendaItem,
  updatePanelMember,
  upsertColleague,
} from '../store/panel.ts'
import { agendaItems, panelMembers } from '../tables.ts'
import { moveRoles } from './panel.ts'

/** One change as the history has it. */
export interface Made {
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
  readonly facts: Changes
  readonly texts: Changes
  readonly changes: Changes
}
/** What the undoing is called in the history, and about what. */
export interface Undone {
  readonly type: string
  readonly about: Readonly<Record<string, unknown>>
}
type Undoing = (tx: Tx, actor: Actor, call: LockedCall, made: Made) => Promise<Undone>

const nothing = (): never => {
  throw new AppError('not_found', 'calls.nothing_to_undo')
}
const idIn = (made: Made, field: string): Id => {
  const id = made.data[field]
  return typeof id === 'string' ? id : nothing()
}

/** Refuses where somebody wrote since; answers the values to be written. */
function restored<T extends object>(current: T, { changes }: Made): Partial<T> {
  const before = valuesOf(changes, 'before')
  refuseClashes(current, { ...current, ...before }, { set: before, base: valuesOf(changes, 'after') })
  return revived(before) as Partial<T>
}

/** What can be taken back of the things of a call, by the event that did it. The history keeps both. */
export const UNDOINGS: Readonly<Record<string, Undoing>> = {
  async 'panel-member.changed'(tx, actor, call, made) {
    // Another address is another person with another link: an officer names her again.
    if ('person' in made.changes) nothing()
    const before = await panelMemberOf(tx, call.id, idIn(made, 'panelMember'))
    const change = restored(before, made)
    await moveRoles(tx, actor, call.id, before, { ...before, ...change })
    await updatePanelMember(tx, before.id, change)
    return { type: made.type, about: { panelMember: before.id, person: before.person } }
  },
  async 'panel-member.added'(tx, _actor, call, made) {
    const member = await panelMemberOf(tx, call.id, idIn(made, 'panelMember'))
    // Who was invited holds a link: she is taken off by name.
    if (member.invitedAt) throw new AppError('conflict', 'calls.changed_meanwhile')
    await deletePanelMember(tx, member.id)
    return { type: 'panel-member.removed', about: { panelMember: member.id, person: member.person } }
  },
  async 'panel-member.removed'(tx, _actor, call, made) {
    const was = valuesOf(made.changes, 'before') as {
      role?: StageRole
      name?: Localized
      title?: Localized
      organization?: Localized
      bio?: Localized
    }
    const { role, name, title, organization, bio } = was
    if (!(role && name && title && organization && bio)) return nothing()
    const [id, person] = [idIn(made, 'panelMember'), idIn(made, 'person')]
    await insertPanelMember(tx, {
      ...{ id, person, role, name, title, organization, bio },
      call: call.id,
      position: await endOf(tx, panelMembers, call.id),
      state: 'listed',
      invitedAt: null,
      invitations: 0,
    })
    return { type: 'panel-member.added', about: { panelMember: id, person } }
  },
  async 'panel.ordered'(tx, _actor, call, made) {
    await reorder(tx, panelMembers, call.id, orderIn(made))
    return { type: made.type, about: {} }
  },
  async 'agenda-item.changed'(tx, _actor, call, made) {
    const before = await agendaItemOf(tx, call.id, idIn(made, 'item'))
    await updateAgendaItem(tx, before.id, restored(before, made))
    return { type: made.type, about: { item: before.id } }
  },
  async 'agenda-item.added'(tx, _actor, call, made) {
    const item = await agendaItemOf(tx, call.id, idIn(made, 'item'))
    await deleteAgendaItem(tx, item.id)
    return { type: 'agenda-item.removed', about: { item: item.id } }
  },
  async 'agenda-item.removed'(tx, _actor, call, made) {
    const { title, minutes, groundRules } = valuesOf(made.changes, 'before') as {
      title?: Localized
      minutes?: number
      groundRules?: GroundRules | null
    }
    if (!title || !minutes) return nothing()
    const id = idIn(made, 'item')
    await insertAgendaItem(tx, {
      ...{ id, title, minutes },
      groundRules: groundRules ?? null,
      call: call.id,
      speaker: null,
      position: await endOf(tx, agendaItems, call.id),
    })
    return { type: 'agenda-item.added', about: { item: id } }
  },
  async 'agenda.ordered'(tx, _actor, call, made) {
    await reorder(tx, agendaItems, call.id, orderIn(made))
    return { type: made.type, about: {} }
  },
  'colleague.added': colleagueBack,
  'colleague.changed': colleagueBack,
  'colleague.removed': colleagueBack,
}

function orderIn({ changes }: Made): readonly Id[] {
  const order = changes['order']?.before
  return Array.isArray(order) ? order.map(String) : nothing()
}

/** The roles a colleague had before; without any she is no colleague of this call any more. Nobody is written to. */
async function colleagueBack(tx: Tx, actor: Actor, call: LockedCall, made: Made): Promise<Undone> {
  const person = idIn(made, 'person')
  const now = await colleagueBy(tx, call.id, { person })
  const [before = [], after = []] = [
    made.changes['roles']?.before,
    made.changes['roles']?.after,
  ] as ColleagueRole[][]
  const current = { roles: now?.roles ?? [] }
  refuseClashes(current, { roles: before }, { set: { roles: before }, base: { roles: after } })
  const access = tx.use(accessCommands)
  const pair = { call: call.id, person }
  const dropped = current.roles.filter((role) => !before.includes(role))
  if (dropped.length > 0) await access.revokeRoles(tx, actor, { ...pair, roles: dropped })
  const id = now?.id ?? idIn(made, 'colleague')
  if (before.length === 0) {
    await deleteColleague(tx, id)
    return { type: 'colleague.removed', about: { colleague: id, person } }
  }
  await access.grant(tx, actor, { ...pair, organization: null, roles: before })
  await upsertColleague(tx, { id, ...pair, roles: [...before] })
  return { type: now ? 'colleague.changed' : 'colleague.added', about: { colleague: id, person } }
}
