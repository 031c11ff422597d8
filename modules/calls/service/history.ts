import type { Actor } from '../../../kernel/actor.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Localized } from '../../../kernel/schemas.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { staffByIds } from '../../access/views.ts'
import { peopleCommands } from '../../people/contract.ts'
import { historyOf } from '../reads/history.ts'
import { listCampaigns } from '../reads/programs.ts'
import { templatesOf } from '../reads/templates.ts'
import { readCall } from './calls.ts'
import { requireReader } from './permission.ts'
import { knownCampaign, knownProgram, knownSeries } from './programs.ts'

type Page = { readonly cursor?: string | undefined; readonly limit: number }

/** Who changed what of a call, its panel, agenda and colleagues. */
export async function readHistory(tx: Tx, actor: Actor, input: { call: Id } & Page) {
  const call = await readCall(tx, actor, input.call)
  const named: [Id, Localized][] = [
    ...call.panel.map(({ id, name }): [Id, Localized] => [id, name]),
    ...call.agenda.map(({ id, title }): [Id, Localized] => [id, title]),
    ...(await listCampaigns(tx)).map(({ id, name }): [Id, Localized] => [id, name]),
  ]
  return await read(tx, actor, `call:${call.id}`, input, named)
}

export async function programHistory(tx: Tx, actor: Actor, input: { program: Id } & Page) {
  requireReader(actor, input.program)
  const { id } = await knownProgram(tx, input.program)
  const named = (await templatesOf(tx, null, id)).map(({ id: template, name }) => [template, name] as const)
  return await read(tx, actor, `program:${id}`, input, named)
}

export async function seriesHistory(tx: Tx, actor: Actor, input: { series: Id } & Page) {
  const { id, program } = await knownSeries(tx, input.series)
  requireReader(actor, program)
  return await read(tx, actor, `series:${id}`, input, [])
}

export async function campaignHistory(tx: Tx, actor: Actor, input: { campaign: Id } & Page) {
  const { id } = await knownCampaign(tx, input.campaign)
  return await read(tx, actor, `campaign:${id}`, input, [])
}

async function read(
  tx: Tx,
  actor: Actor,
  stream: string,
  query: Page,
  named: readonly (readonly [Id, Localized])[],
) {
  const page = await historyOf(tx, stream, query)
  const by = (kind: string) =>
    page.items.flatMap(({ actor: who }) => (who.kind === kind && who.id ? [who.id] : []))
  const staff = await staffByIds(tx, by('staff'))
  const known = new Map(named)
  const persons = [...by('grant'), ...page.items.flatMap(({ data }) => personsIn(data))]
  const names = (await tx.use(peopleCommands).names(tx, actor, { persons: [...new Set(persons)] })).persons
  const nameOf = (id: Id | null) => (id && (staff.get(id)?.name ?? names.get(id)?.name)) || null
  for (const [id, { name }] of names) if (name) known.set(id, { en: name, ur: null })
  return {
    next: page.next,
    items: page.items.map((item) => ({ ...item, by: nameOf(item.actor.id) })),
    names: Object.fromEntries([...known].filter(([, { en, ur }]) => en || ur)),
  }
}

/** Whom a change is about, and who stood in a field before and after. */
function personsIn(data: Readonly<Record<string, unknown>>): Id[] {
  const facts = (data['facts'] ?? {}) as Readonly<Record<string, { before?: unknown; after?: unknown }>>
  const { person, office } = facts
  return [data['person'], person?.before, person?.after, office?.before, office?.after].filter(
    (id) => typeof id === 'string',
  )
}
