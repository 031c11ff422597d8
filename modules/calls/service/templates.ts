import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Localized } from '../../../kernel/schemas.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { TemplateChange } from '../contract.ts'
import { type TemplateRecord, templateBy, templatesOf } from '../reads/templates.ts'
import { differences, mergeText, valuesOf } from '../rules/changes.ts'
import { refuseClashes } from '../rules/clashes.ts'
import { deleteTemplate, insertTemplate, updateTemplate } from '../store/templates.ts'
import { readCall } from './calls.ts'
import { readablePrograms, requireEditor, requireReader } from './permission.ts'
import { note, required } from './programs.ts'
import { idIn, type Made, nothing, restored } from './undoing.ts'

/** What people write; everything else of a template is a fact. */
const WRITTEN = new Set(['name', 'description', 'openTo', 'agenda'])

export const listTemplates = (tx: Tx, actor: Actor, input: { program?: Id | undefined }) =>
  templatesOf(tx, readablePrograms(actor), input.program)

/** @throws AppError `not_found`, `forbidden` */
export async function readTemplate(tx: Tx, actor: Actor, input: { template: Id }): Promise<TemplateRecord> {
  const found = await templateBy(tx, input.template)
  if (!found) throw new AppError('not_found', 'calls.unknown_template')
  requireReader(actor, found.program)
  return found
}

/** A template as the call is now: its words, length, seats, rules and agenda, and neither date nor people. */
export async function makeTemplate(tx: Tx, actor: Actor, input: { call: Id; name: Localized }) {
  const call = await readCall(tx, actor, input.call)
  requireEditor(actor, call.program.id)
  const made: TemplateRecord = {
    id: tx.id(),
    program: call.program.id,
    name: input.name,
    description: call.description,
    openTo: call.openTo,
    minutes: call.minutes,
    capacity: call.capacity,
    sectors: [...call.sectors],
    languages: [...call.languages],
    groundRules: call.groundRules,
    agenda: call.agenda.map(({ title, minutes, groundRules }) => ({
      title,
      minutes,
      groundRules: groundRules === call.groundRules ? null : groundRules,
    })),
  }
  await add(tx, made)
  return made
}

/** @throws AppError `conflict` `calls.changed_meanwhile`; `invalid` without a name */
export async function changeTemplate(
  tx: Tx,
  actor: Actor,
  input: { template: Id; set: TemplateChange; base?: Readonly<Record<string, unknown>> | undefined },
): Promise<TemplateRecord> {
  const before = await editable(tx, actor, input.template)
  const { name, description, openTo, capacity, ...set } = input.set
  const after: TemplateRecord = {
    ...before,
    ...Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined)),
    name: required(mergeText(before.name, name)),
    description: mergeText(before.description, description),
    openTo: mergeText(before.openTo, openTo),
    capacity: capacity === undefined ? before.capacity : capacity,
  }
  refuseClashes(before, after, input)
  return await write(tx, before, after)
}

/** Calls that began with it stay as they are. */
export async function removeTemplate(tx: Tx, actor: Actor, input: { template: Id }): Promise<void> {
  await drop(tx, await editable(tx, actor, input.template))
}

/** What can be taken back of templates, by the event that did it: in the history of their program. */
export const TEMPLATE_UNDOINGS: Readonly<
  Record<string, (tx: Tx, program: Id, made: Made, undoes: number) => Promise<void>>
> = {
  async 'template.changed'(tx, _program, made, undoes) {
    const before = (await templateBy(tx, idIn(made, 'template'), { lock: true })) ?? nothing()
    await write(tx, before, { ...before, ...restored(before, made) }, { undoes })
  },
  async 'template.added'(tx, _program, made, undoes) {
    const before = (await templateBy(tx, idIn(made, 'template'), { lock: true })) ?? nothing()
    // Whoever wrote something into it since would lose it unseen.
    restored(before, { changes: made.changes })
    await drop(tx, before, { undoes })
  },
  async 'template.removed'(tx, program, made, undoes) {
    const was = valuesOf(made.changes, 'before') as Omit<TemplateRecord, 'id' | 'program'>
    const id = idIn(made, 'template')
    if (await templateBy(tx, id)) throw new AppError('conflict', 'calls.changed_meanwhile')
    await add(tx, { ...was, id, program }, { undoes })
  },
}

async function editable(tx: Tx, actor: Actor, id: Id): Promise<TemplateRecord> {
  const found = await templateBy(tx, id, { lock: true })
  if (!found) throw new AppError('not_found', 'calls.unknown_template')
  requireEditor(actor, found.program)
  return found
}

type About = Readonly<Record<string, unknown>>
const shown = ({ id: _id, program: _program, ...fields }: TemplateRecord) => fields
const nowhere = (template: TemplateRecord) =>
  Object.fromEntries(Object.keys(shown(template)).map((field) => [field, null]))

async function add(tx: Tx, made: TemplateRecord, about: About = {}): Promise<void> {
  await insertTemplate(tx, { ...made, createdAt: tx.now })
  const diff = differences({}, shown(made), WRITTEN)
  await tell(tx, 'added', made, diff, about)
}

async function write(tx: Tx, before: TemplateRecord, after: TemplateRecord, about: About = {}) {
  const diff = differences(shown(before), shown(after), WRITTEN)
  if (diff.fields.length === 0) return before
  await updateTemplate(tx, before.id, shown(after))
  await tell(tx, 'changed', before, diff, about)
  return after
}

async function drop(tx: Tx, before: TemplateRecord, about: About = {}): Promise<void> {
  await deleteTemplate(tx, before.id)
  await tell(tx, 'removed', before, differences(shown(before), nowhere(before), WRITTEN), about)
}

const tell = (
  tx: Tx,
  what: 'added' | 'changed' | 'removed',
  { id, program }: TemplateRecord,
  diff: ReturnType<typeof differences>,
  about: About,
) => note(tx, `program:${program}`, `template.${what}`, { program, template: id, ...about }, diff)
