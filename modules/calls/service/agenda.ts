import type { Actor } from '../../../kernel/actor.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Localized } from '../../../kernel/schemas.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { AgendaItemFacts, GroundRules } from '../contract.ts'
import { differences, mergeText, refuseLateChange, type TextChange } from '../rules/changes.ts'
import { refuseClashes } from '../rules/clashes.ts'
import { type LockedCall, lockCall } from '../store/calls.ts'
import {
  agendaItemOf,
  deleteAgendaItem,
  endOf,
  insertAgendaItem,
  panelMemberOf,
  reorder,
  updateAgendaItem,
} from '../store/panel.ts'
import { agendaItems } from '../tables.ts'
import { factsById } from '../views/facts.ts'
import { touchCall } from './changes.ts'
import { requireEditor } from './permission.ts'

type Agenda = Promise<readonly AgendaItemFacts[]>

const WRITTEN = new Set(['title'])

export interface NewOrder {
  readonly call: Id
  readonly order: readonly Id[]
  /** What the writer had before her. */
  readonly base?: Readonly<Record<string, unknown>> | undefined
}

/** The agenda stands while the call is live: the room follows it. */
async function editable(tx: Tx, actor: Actor, call: Id): Promise<LockedCall> {
  const locked = await lockCall(tx, call)
  requireEditor(actor, locked.program)
  refuseLateChange(locked.state, ['groundRules'])
  return locked
}

const agendaOf = async (tx: Tx, call: Id): Agenda => (await factsById(tx, call))?.agenda ?? []

export async function addAgendaItem(
  tx: Tx,
  actor: Actor,
  input: {
    call: Id
    title: Localized
    minutes: number
    speaker: Id | null
    groundRules: GroundRules | null
  },
): Agenda {
  const call = await editable(tx, actor, input.call)
  const { call: _call, ...item } = input
  if (item.speaker) await panelMemberOf(tx, call.id, item.speaker)
  const id = tx.id()
  await insertAgendaItem(tx, { id, call: call.id, position: await endOf(tx, agendaItems, call.id), ...item })
  const note = { type: 'agenda-item.added', about: { item: id }, differences: differences({}, item, WRITTEN) }
  await touchCall(tx, call, note, item.groundRules !== null)
  return agendaOf(tx, call.id)
}

export async function changeAgendaItem(
  tx: Tx,
  actor: Actor,
  input: {
    call: Id
    item: Id
    title?: TextChange | undefined
    minutes?: number | undefined
    speaker?: Id | null | undefined
    groundRules?: GroundRules | null | undefined
    /** What the writer had before her. */
    base?: Readonly<Record<string, unknown>> | undefined
  },
): Agenda {
  const call = await editable(tx, actor, input.call)
  const before = await agendaItemOf(tx, call.id, input.item)
  if (input.speaker) await panelMemberOf(tx, call.id, input.speaker)
  const after = {
    title: mergeText(before.title, input.title),
    minutes: input.minutes ?? before.minutes,
    speaker: input.speaker === undefined ? before.speaker : input.speaker,
    groundRules: input.groundRules === undefined ? before.groundRules : input.groundRules,
  }
  const { base, ...set } = input
  // An item without rules of its own is read, and compared, with those of the call.
  const read = <T extends { groundRules: GroundRules | null }>(item: T) => ({
    ...item,
    groundRules: item.groundRules ?? call.groundRules,
  })
  refuseClashes(read(before), read(after), { set, base })
  const diff = differences(before, after, WRITTEN)
  if (diff.fields.length > 0) {
    await updateAgendaItem(tx, before.id, after)
    const note = { type: 'agenda-item.changed', about: { item: before.id }, differences: diff }
    await touchCall(tx, call, note, diff.fields.includes('groundRules'))
  }
  return agendaOf(tx, call.id)
}

export async function removeAgendaItem(tx: Tx, actor: Actor, input: { call: Id; item: Id }): Agenda {
  const call = await editable(tx, actor, input.call)
  const { title, minutes, groundRules, ...was } = await agendaItemOf(tx, call.id, input.item)
  await deleteAgendaItem(tx, input.item)
  const gone = { title: null, minutes: null, groundRules: null }
  const note = {
    type: 'agenda-item.removed',
    about: { item: input.item, was: { position: was.position, speaker: was.speaker } },
    differences: differences({ title, minutes, groundRules }, gone, WRITTEN),
  }
  await touchCall(tx, call, note, groundRules !== null)
  return agendaOf(tx, call.id)
}

export async function orderAgenda(tx: Tx, actor: Actor, input: NewOrder): Agenda {
  const call = await editable(tx, actor, input.call)
  const before = { order: (await agendaOf(tx, call.id)).map(({ id }) => id) }
  refuseClashes(before, { order: input.order }, { set: { order: input.order }, base: input.base })
  await reorder(tx, agendaItems, call.id, input.order)
  const diff = differences(before, { order: input.order }, WRITTEN)
  await touchCall(tx, call, { type: 'agenda.ordered', differences: diff }, true)
  return agendaOf(tx, call.id)
}
