import type { Actor } from '../../../kernel/actor.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { accessCommands } from '../../access/contract.ts'
import type { ColleagueRole } from '../contract.ts'
import { colleagueBy } from '../reads/colleagues.ts'
import { valuesOf } from '../rules/changes.ts'
import { refuseClashes } from '../rules/clashes.ts'
import type { LockedCall } from '../store/calls.ts'
import {
  type AgendaRecord,
  agendaItemOf,
  deleteAgendaItem,
  deleteColleague,
  endOf,
  insertAgendaItem,
  reorder,
  updateAgendaItem,
  upsertColleague,
} from '../store/panel.ts'
import { agendaItems } from '../tables.ts'
import { factsById } from '../views/facts.ts'
import { PANEL_UNDOINGS } from './undo-panel.ts'
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

/** What can be taken back of the things of a call, by the event that did it. The history keeps both. */
export const UNDOINGS: Readonly<Record<string, Undoing>> = {
  ...PANEL_UNDOINGS,
  async 'agenda-item.changed'(tx, _actor, call, made) {
    const before = await agendaItemOf(tx, call.id, idIn(made, 'item'))
    await updateAgendaItem(tx, before.id, restored(before, made))
    return { type: made.type, about: { item: before.id } }
  },
  async 'agenda-item.added'(tx, _actor, call, made) {
    const item = await agendaItemOf(tx, call.id, idIn(made, 'item'))
    // Whoever wrote something into it since would lose it unseen.
    restored(item, { changes: made.changes })
    await deleteAgendaItem(tx, item.id)
    return { type: 'agenda-item.removed', about: { item: item.id } }
  },
  async 'agenda-item.removed'(tx, _actor, call, made) {
    const { title, minutes, groundRules = null } = valuesOf(made.changes, 'before') as Partial<AgendaRecord>
    if (!title || !minutes) return nothing()
    const [id, was] = [idIn(made, 'item'), wasIn(made)]
    const facts = await factsById(tx, call.id)
    const speaker = facts?.panel.find((member) => member.id === was['speaker'])?.id ?? null
    const position = await endOf(tx, agendaItems, call.id)
    await insertAgendaItem(tx, { id, call: call.id, title, minutes, groundRules, speaker, position })
    const order = facts?.agenda.map((item) => item.id) ?? []
    await reorder(tx, agendaItems, call.id, withAt(order, id, was['position']))
    return { type: 'agenda-item.added', about: { item: id } }
  },
  async 'agenda.ordered'(tx, _actor, call, made) {
    const now = (await factsById(tx, call.id))?.agenda.map(({ id }) => id) ?? []
    await reorder(tx, agendaItems, call.id, orderIn(made, now))
    return { type: made.type, about: {} }
  },
  'colleague.added': colleagueBack,
  'colleague.changed': colleagueBack,
  'colleague.removed': colleagueBack,
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
