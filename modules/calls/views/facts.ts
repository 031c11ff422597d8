import { asc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { CallFacts, PanelMemberFacts } from '../contract.ts'
import { agendaStarts } from '../rules/times.ts'
import { agendaItems, calls, campaigns, offices, panelMembers, programs, series } from '../tables.ts'

/** Everything about the calls that `where` finds, in the order given. */
export async function factsOf(
  tx: Tx,
  where: SQL | undefined,
  order: readonly SQL[] = [asc(calls.id)],
  limit?: number,
): Promise<readonly CallFacts[]> {
  const query = tx.db
    .select({ call: calls, series, program: programs, campaign: campaigns })
    .from(calls)
    .innerJoin(series, eq(series.id, calls.series))
    .innerJoin(programs, eq(programs.id, series.program))
    .leftJoin(campaigns, eq(campaigns.id, calls.campaign))
    .where(where)
    .orderBy(...order)
  const rows = await (limit === undefined ? query : query.limit(limit))
  const ids = rows.map((row) => row.call.id)
  const panels = await panelsOf(tx, ids)
  const agendas = await agendaRowsOf(tx, ids)
  return rows.map((row) => assemble(row, panels.get(row.call.id) ?? [], agendas.get(row.call.id) ?? []))
}

export const factsById = async (tx: Tx, call: Id): Promise<CallFacts | null> =>
  (await factsOf(tx, eq(calls.id, call)))[0] ?? null

export const factsBySlug = async (tx: Tx, slug: string): Promise<CallFacts | null> =>
  (await factsOf(tx, eq(calls.slug, slug)))[0] ?? null

/** Earliest first, those without a date last. */
export const BY_START: readonly SQL[] = [sql`${calls.startsAt} asc nulls last`, asc(calls.id)]

type Row = {
  readonly call: typeof calls.$inferSelect
  readonly series: typeof series.$inferSelect
  readonly program: typeof programs.$inferSelect
  readonly campaign: typeof campaigns.$inferSelect | null
}
type AgendaRow = typeof agendaItems.$inferSelect

function assemble(row: Row, panel: readonly PanelMemberFacts[], agenda: readonly AgendaRow[]): CallFacts {
  const { call } = row
  const starts = agendaStarts(
    call.startsAt,
    agenda.map((item) => item.minutes),
  )
  return {
    id: call.id,
    slug: call.slug,
    version: call.version,
    rulesVersion: call.rulesVersion,
    state: call.state,
    program: {
      id: row.program.id,
      slug: row.program.slug,
      name: row.program.name,
      purpose: row.program.purpose,
    },
    series: {
      id: row.series.id,
      slug: row.series.slug,
      name: row.series.name,
      description: row.series.description,
      number: call.number,
    },
    campaign: row.campaign && { id: row.campaign.id, slug: row.campaign.slug, name: row.campaign.name },
    topic: call.topic,
    description: call.description,
    openTo: call.openTo,
    host: panel.find((member) => member.role === 'host') ?? null,
    panel,
    agenda: agenda.map((item, index) => ({
      id: item.id,
      title: item.title,
      speaker: item.speaker,
      startsAt: starts[index] ?? null,
      minutes: item.minutes,
      groundRules: item.groundRules ?? call.groundRules,
    })),
    startsAt: call.startsAt,
    endsAt: call.startsAt?.add({ minutes: call.minutes }) ?? null,
    minutes: call.minutes,
    zone: call.zone,
    hostPlace: call.hostPlace,
    rsvpDeadline: call.rsvpDeadline,
    capacity: call.capacity,
    sectors: call.sectors,
    countries: call.countries,
    languages: call.languages,
    groundRules: call.groundRules,
    stageLink: call.stageLink,
    cancelReason: call.cancelReason,
    publishedAt: call.publishedAt,
  }
}

async function panelsOf(tx: Tx, ids: readonly Id[]): Promise<ReadonlyMap<Id, readonly PanelMemberFacts[]>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.db
    .select({ member: panelMembers, office: offices.person })
    .from(panelMembers)
    .leftJoin(offices, eq(offices.panelMember, panelMembers.id))
    .where(inArray(panelMembers.call, [...ids]))
    .orderBy(asc(panelMembers.position), asc(panelMembers.id))
  return grouped(
    rows.map(({ member: { position: _position, invitations: _invitations, ...member }, office }) => ({
      ...member,
      office,
    })),
    (member) => member.call,
  )
}

async function agendaRowsOf(tx: Tx, ids: readonly Id[]): Promise<ReadonlyMap<Id, readonly AgendaRow[]>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.db
    .select()
    .from(agendaItems)
    .where(inArray(agendaItems.call, [...ids]))
    .orderBy(asc(agendaItems.position), asc(agendaItems.id))
  return grouped(rows, (item) => item.call)
}

function grouped<T>(rows: readonly T[], key: (row: T) => Id): ReadonlyMap<Id, readonly T[]> {
  const map = new Map<Id, T[]>()
  for (const row of rows) map.set(key(row), [...(map.get(key(row)) ?? []), row])
  return map
}
