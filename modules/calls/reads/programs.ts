import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { campaigns, programs, series } from '../tables.ts'

const programColumns = {
  id: programs.id,
  slug: programs.slug,
  name: programs.name,
  purpose: programs.purpose,
}
const seriesColumns = {
  id: series.id,
  program: series.program,
  slug: series.slug,
  name: series.name,
  description: series.description,
  country: series.country,
}

/** In order of foundation; `only` narrows to these programs. */
export const listPrograms = (tx: Tx, only: readonly Id[] | null) =>
  tx.db
    .select(programColumns)
    .from(programs)
    .where(only ? inArray(programs.id, [...only]) : undefined)
    .orderBy(asc(programs.createdAt), asc(programs.id))

export async function programBy(tx: Tx, by: { id: Id } | { slug: string }) {
  const where = 'id' in by ? eq(programs.id, by.id) : eq(programs.slug, by.slug)
  const [row] = await tx.db.select(programColumns).from(programs).where(where)
  return row ?? null
}

export const listSeries = (tx: Tx, only: readonly Id[] | null, program?: Id) =>
  tx.db
    .select(seriesColumns)
    .from(series)
    .where(
      and(
        only ? inArray(series.program, [...only]) : undefined,
        program ? eq(series.program, program) : undefined,
      ),
    )
    .orderBy(asc(series.createdAt), asc(series.id))

export async function seriesBy(tx: Tx, by: { id: Id } | { slug: string }) {
  const where = 'id' in by ? eq(series.id, by.id) : eq(series.slug, by.slug)
  const [row] = await tx.db.select(seriesColumns).from(series).where(where)
  return row ?? null
}

export const listCampaigns = (tx: Tx) =>
  tx.db
    .select({ id: campaigns.id, slug: campaigns.slug, name: campaigns.name })
    .from(campaigns)
    .orderBy(asc(campaigns.createdAt), asc(campaigns.id))

export async function campaignBy(tx: Tx, id: Id) {
  return (await listCampaigns(tx)).find((campaign) => campaign.id === id) ?? null
}

export async function campaignExists(tx: Tx, campaign: Id): Promise<boolean> {
  const rows = await tx.db.select({ id: campaigns.id }).from(campaigns).where(eq(campaigns.id, campaign))
  return rows.length > 0
}
