import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Localized } from '../../../kernel/schemas.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { campaignBy, programBy, seriesBy } from '../reads/programs.ts'
import { differences, mergeText, type TextChange } from '../rules/changes.ts'
import { refuseClashes } from '../rules/clashes.ts'
import { makeSlug } from '../store/calls.ts'
import {
  insertCampaign,
  insertProgram,
  insertSeries,
  updateCampaign,
  updateProgram,
  updateSeries,
} from '../store/programs.ts'
import { campaigns, programs, series } from '../tables.ts'
import { requireEditor } from './permission.ts'

const WRITTEN = new Set(['name', 'purpose', 'description'])

/** What the writer had before her. */
type Base = Readonly<Record<string, unknown>> | undefined
type Undoes = { readonly undoes?: number }

export async function createProgram(tx: Tx, actor: Actor, input: { name: Localized; purpose: Localized }) {
  requireEditor(actor, null)
  const id = tx.id()
  const slug = await makeSlug(tx, programs, input.name.en, 'program')
  const program = { id, slug, name: input.name, purpose: input.purpose }
  await insertProgram(tx, { ...program, createdAt: tx.now })
  await note(tx, `program:${id}`, 'program.created', { program: id }, differences({}, input, WRITTEN))
  return program
}

export async function changeProgram(
  tx: Tx,
  actor: Actor,
  input: {
    program: Id
    name?: TextChange | undefined
    purpose?: TextChange | undefined
    base?: Base
  },
) {
  requireEditor(actor, input.program)
  const before = await knownProgram(tx, input.program)
  const after = {
    ...before,
    name: required(mergeText(before.name, input.name)),
    purpose: mergeText(before.purpose, input.purpose),
  }
  const { base, ...set } = input
  refuseClashes(before, after, { set, base })
  return await writeProgram(tx, before, after)
}

type Program = NonNullable<Awaited<ReturnType<typeof programBy>>>

export async function writeProgram(tx: Tx, before: Program, after: Program, about: Undoes = {}) {
  const diff = differences(before, after, WRITTEN)
  if (diff.fields.length === 0) return before
  await updateProgram(tx, before.id, { name: after.name, purpose: after.purpose })
  await note(tx, `program:${before.id}`, 'program.changed', { program: before.id, ...about }, diff)
  return after
}

export async function createSeries(
  tx: Tx,
  actor: Actor,
  input: { program: Id; name: Localized; description: Localized; country: string | null },
) {
  requireEditor(actor, input.program)
  await knownProgram(tx, input.program)
  const id = tx.id()
  const slug = await makeSlug(tx, series, input.name.en, 'series')
  const made = { id, slug, ...input }
  await insertSeries(tx, { ...made, createdAt: tx.now })
  await note(tx, `series:${id}`, 'series.created', { series: id }, differences({}, input, WRITTEN))
  return made
}

export async function changeSeries(
  tx: Tx,
  actor: Actor,
  input: {
    series: Id
    name?: TextChange | undefined
    description?: TextChange | undefined
    country?: string | null | undefined
    base?: Base
  },
) {
  const before = await knownSeries(tx, input.series)
  requireEditor(actor, before.program)
  const after = {
    ...before,
    name: required(mergeText(before.name, input.name)),
    description: mergeText(before.description, input.description),
    country: input.country === undefined ? before.country : input.country,
  }
  const { base, ...set } = input
  refuseClashes(before, after, { set, base })
  return await writeSeries(tx, before, after)
}

type Series = NonNullable<Awaited<ReturnType<typeof seriesBy>>>

export async function writeSeries(tx: Tx, before: Series, after: Series, about: Undoes = {}) {
  const diff = differences(before, after, WRITTEN)
  if (diff.fields.length === 0) return before
  const { name, description, country } = after
  await updateSeries(tx, before.id, { name, description, country })
  await note(tx, `series:${before.id}`, 'series.changed', { series: before.id, ...about }, diff)
  return after
}

/** A campaign is a tag across programs: whoever is an officer anywhere may begin one. */
export async function createCampaign(tx: Tx, _actor: Actor, input: { name: Localized }) {
  const id = tx.id()
  const slug = await makeSlug(tx, campaigns, input.name.en, 'campaign')
  await insertCampaign(tx, { id, slug, name: input.name, createdAt: tx.now })
  await note(tx, `campaign:${id}`, 'campaign.created', { campaign: id }, differences({}, input, WRITTEN))
  return { id, slug, name: input.name }
}

/** Whoever may begin a campaign may correct its name; every call that carries it shows the new one. */
export async function changeCampaign(
  tx: Tx,
  _actor: Actor,
  input: { campaign: Id; name?: TextChange | undefined; base?: Base },
) {
  const before = await knownCampaign(tx, input.campaign)
  const after = { ...before, name: required(mergeText(before.name, input.name)) }
  const { base, ...set } = input
  refuseClashes(before, after, { set, base })
  return await writeCampaign(tx, before, after)
}

type Campaign = NonNullable<Awaited<ReturnType<typeof campaignBy>>>

export async function writeCampaign(tx: Tx, before: Campaign, after: Campaign, about: Undoes = {}) {
  const diff = differences(before, after, WRITTEN)
  if (diff.fields.length === 0) return before
  await updateCampaign(tx, before.id, { name: after.name })
  await note(tx, `campaign:${before.id}`, 'campaign.changed', { campaign: before.id, ...about }, diff)
  return after
}

export async function knownCampaign(tx: Tx, campaign: Id) {
  const found = await campaignBy(tx, campaign)
  if (!found) throw new AppError('not_found', 'calls.unknown_campaign')
  return found
}

export async function knownSeries(tx: Tx, series: Id) {
  const found = await seriesBy(tx, { id: series })
  if (!found) throw new AppError('not_found', 'calls.unknown_series')
  return found
}

export async function knownProgram(tx: Tx, program: Id) {
  const found = await programBy(tx, { id: program })
  if (!found) throw new AppError('not_found', 'calls.unknown_program')
  return found
}

export function required(name: Localized): Localized {
  if (name.en) return name
  throw new AppError('invalid', 'calls.name_required', { fields: [{ path: 'name.en', reason: 'required' }] })
}

export async function note(
  tx: Tx,
  stream: string,
  type: string,
  about: Readonly<Record<string, unknown>>,
  diff: ReturnType<typeof differences>,
): Promise<void> {
  const hasTexts = Object.keys(diff.texts).length > 0
  await tx.emit({
    stream,
    type,
    audience: 'mission',
    data: { ...about, fields: diff.fields, facts: diff.facts },
    ...(hasTexts ? { text: JSON.stringify(diff.texts) } : {}),
  })
}
