import { STAFF } from '../../../kernel/access.ts'
import { type Actor, holdsRole } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Locale } from '../../../kernel/locale.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { accessCommands } from '../../access/contract.ts'
import type { CallFacts } from '../../calls/contract.ts'
import type { SeriesCall } from '../contract.ts'
import { callsOfSeries, seriesCalls } from '../reads/series.ts'
import { type FileTable, type Label, local, tableOf } from '../rules/files/table.ts'
import { type File, noteExport, tableFile, wordsIn } from './exports.ts'

/** The calls of a series, for staff of its program. @throws AppError `forbidden` */
async function readable(tx: Tx, actor: Actor, series: Id): Promise<CallFacts[]> {
  const calls = await callsOfSeries(tx, series)
  const program = calls[0]?.program.id ?? null
  if (program && !holdsRole(actor, STAFF, program)) {
    throw new AppError('forbidden', 'outcomes.not_your_program')
  }
  return calls
}

export const readSeries = async (
  tx: Tx,
  actor: Actor,
  series: Id,
  locale: Locale,
): Promise<{ calls: SeriesCall[] }> => ({
  calls: await seriesCalls(tx, await readable(tx, actor, series), locale),
})

/** The calls of a series as a file; times are those of each call's place. */
export async function exportSeries(
  tx: Tx,
  actor: Actor,
  { series, format, locale }: { series: Id; format: 'csv' | 'xlsx'; locale: Locale },
): Promise<File> {
  const calls = await readable(tx, actor, series)
  const { label } = await wordsIn(tx, actor, locale)
  const table = seriesTable(await seriesCalls(tx, calls, locale), label)
  await noteExport(tx, { kind: 'series', id: series }, 'series', format, table.rows.length)
  const home = await tx.use(accessCommands).installation(tx, actor, {})
  const name = calls[0]?.series.name
  return tableFile(tx, actor, table, {
    title: (locale === 'ur' && name?.ur) || name?.en || '',
    zone: home.homeZone,
    place: (locale === 'ur' && home.homePlaceUr) || home.homePlace,
    name: 'series-calls',
    format,
    locale,
    label,
  })
}

const seriesTable = (rows: readonly SeriesCall[], label: Label): FileTable =>
  tableOf<SeriesCall>(
    label('sheet_series'),
    [
      ['number', 8, ({ number }) => number],
      ['topic', 50, ({ topic }) => topic],
      ['call_state', 12, ({ state }) => label(`call_${state}`)],
      ['starts_at', 26, ({ startsAt, zone }) => startsAt && local(startsAt, zone)],
      ['registrations', 14, ({ registrations }) => registrations],
      ['attended', 12, ({ attended }) => attended],
      ['questions', 12, ({ questions }) => questions],
      ['answered', 12, ({ answered }) => answered],
      ['still_owed', 12, ({ owed }) => owed],
    ],
    rows,
    label,
  )
