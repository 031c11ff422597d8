import { type Actor, hasCallRole, holdsRole } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import { dateTime, number, zoneName } from '../../../kernel/format.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Locale } from '../../../kernel/locale.ts'
import { mailDesk } from '../../../kernel/mail.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { staffByIds } from '../../access/views.ts'
import { type CallFacts, callsCommands } from '../../calls/contract.ts'
import { namesOf } from '../../people/views.ts'
import { registrationsForFile } from '../../registration/views.ts'
import { EXPORT_ACCESS, type ExportKind, exportsStream, type Format } from '../contract.ts'
import { latestVersion, versionAt } from '../reads/versions.ts'
import { csvOf } from '../rules/csv.ts'
import { forFiles } from '../rules/files/closed.ts'
import { answersBlocks, readoutBlocks } from '../rules/files/documents.ts'
import { registrationsTable } from '../rules/files/registrations.ts'
import { answersTable, attendanceTable, type FileTable, type Label } from '../rules/files/table.ts'
import { wordOf } from '../rules/files/word.ts'
import { xlsxOf } from '../rules/files/xlsx.ts'
import { maySay } from './permission.ts'
import { readAnswers, readAttendance } from './record.ts'

export interface File {
  readonly body: string | Uint8Array
  readonly contentType: string
  readonly filename: string
}

const TYPES: Readonly<Record<Format, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

type Fill = (key: string, values: Readonly<Record<string, string | number>>) => string
interface Words {
  readonly label: Label
  readonly fill: Fill
  readonly sector: (key: string) => string
}

export async function wordsIn(tx: Tx, actor: Actor, locale: Locale): Promise<Words> {
  const t = await tx.use(mailDesk).words(tx, actor, { locale })
  return {
    label: (key) => t(`outcomes:file.${key}`),
    fill: (key, values) => t(`outcomes:file.${key}`, { ...values }),
    sector: (key) => t(`calls:sectors.${key}`),
  }
}

/** The call, if the actor may take this out of it. @throws AppError `forbidden`, `not_found` */
async function exportable(tx: Tx, actor: Actor, call: Id, what: ExportKind): Promise<CallFacts> {
  const facts = await tx.use(callsCommands).get(tx, actor, { call })
  const access = EXPORT_ACCESS[what]
  const may =
    holdsRole(actor, access.staff ?? [], facts.program.id) || hasCallRole(actor, access.call ?? [], call)
  if (!may) throw new AppError('forbidden', 'outcomes.not_yours_to_export')
  return facts
}

/** Who takes a file out, as the file says it. */
async function makerOf(tx: Tx, actor: Actor): Promise<string> {
  if (actor.kind === 'staff') return (await staffByIds(tx, [actor.user])).get(actor.user)?.name ?? ''
  if (actor.kind !== 'grant') return ''
  return (await namesOf(tx, { persons: [actor.person] })).persons.get(actor.person)?.name ?? ''
}

/** Every file that leaves is an event: who, what, of which call, how much. */
export async function noteExport(
  tx: Tx,
  of: { kind: 'call' | 'series'; id: Id },
  what: ExportKind,
  format: Format,
  rows: number,
): Promise<void> {
  await tx.emit({
    stream: exportsStream(of.id),
    type: 'export.made',
    audience: 'mission',
    data: { [of.kind]: of.id, what, format, rows },
  })
}

const inLanguage = (text: { en: string; ur: string | null }, locale: Locale): string =>
  (locale === 'ur' && text.ur) || text.en || (text.ur ?? '')

/** A table as CSV, or as a spreadsheet with its legend. */
export async function tableFile(
  tx: Tx,
  actor: Actor,
  table: FileTable,
  about: {
    title: string
    zone: string
    place: string
    name: string
    format: 'csv' | 'xlsx'
    locale: Locale
    label: Label
  },
): Promise<File> {
  const { format, label, locale, zone } = about
  const named = { contentType: TYPES[format], filename: `${about.name}.${format}` }
  if (format === 'csv') return { body: csvOf(table), ...named }
  const now = tx.now.toString()
  const facts = [
    [label('legend_of'), about.title],
    [label('legend_what'), table.name],
    [label('legend_rows'), number(table.rows.length, locale)],
    [label('legend_zone'), `${about.place} (${zone})`],
    [label('legend_made'), `${dateTime(now, zone, locale)} ${zoneName(now, zone)}`],
    [label('legend_by'), await makerOf(tx, actor)],
  ] as const
  return { body: await xlsxOf(table, { facts }, locale, label), ...named }
}

/** A list of a call as a file. @throws AppError `forbidden`, `not_found` */
export async function exportTable(
  tx: Tx,
  actor: Actor,
  input: {
    call: Id
    what: 'registrations' | 'attendance' | 'answers'
    format: 'csv' | 'xlsx'
    locale: Locale
  },
): Promise<File> {
  const { call, what, format, locale } = input
  const facts = await exportable(tx, actor, call, what)
  const { label, sector } = await wordsIn(tx, actor, locale)
  const table = await tableOfCall(tx, actor, facts, input, label, sector)
  await noteExport(tx, { kind: 'call', id: call }, what, format, table.rows.length)
  return tableFile(tx, actor, table, {
    title: titleOf(facts, locale),
    zone: facts.zone,
    place: inLanguage(facts.hostPlace, locale),
    name: `call-${facts.series.number}-${what}`,
    format,
    locale,
    label,
  })
}

const titleOf = ({ series, topic }: CallFacts, locale: Locale): string =>
  `${series.number} · ${inLanguage(topic, locale)}`

async function tableOfCall(
  tx: Tx,
  actor: Actor,
  facts: CallFacts,
  { what, locale }: { what: 'registrations' | 'attendance' | 'answers'; locale: Locale },
  label: Label,
  sector: (key: string) => string,
): Promise<FileTable> {
  if (what === 'attendance') return attendanceTable(await readAttendance(tx, actor, facts.id), label)
  if (what === 'answers')
    return answersTable(forFiles(await readAnswers(tx, actor, facts.id, locale), label), label)
  const rows = await registrationsForFile(tx, facts.id)
  const staff = await staffByIds(
    tx,
    rows.flatMap(({ decidedBy }) => decidedBy ?? []),
  )
  const forFile = rows.map(({ id: _, submittedAt, decidedAt, decidedBy, ...row }) => ({
    ...row,
    submittedAt: submittedAt.toString(),
    decidedAt: decidedAt?.toString() ?? null,
    decidedBy: decidedBy ? (staff.get(decidedBy)?.name ?? null) : null,
  }))
  return registrationsTable(forFile, facts.zone, label, sector)
}

/** The readout or the answer register as a Word file. @throws AppError `forbidden`, `not_found` */
export async function exportWord(
  tx: Tx,
  actor: Actor,
  input: { call: Id; what: 'readout' | 'answers'; version?: number | undefined; locale: Locale },
): Promise<File> {
  const { call, what, locale } = input
  const facts = await exportable(tx, actor, call, what)
  const { label, fill } = await wordsIn(tx, actor, locale)
  const author = await makerOf(tx, actor)
  const now = tx.now.toString()
  const made = fill('made_at', {
    at: `${dateTime(now, facts.zone, locale)} ${zoneName(now, facts.zone)}`,
    by: author,
  })
  const foot = titleOf(facts, locale)
  const file = (body: Uint8Array, name: string): File => ({ body, contentType: TYPES.docx, filename: name })
  if (what === 'answers') {
    const register = forFiles(await readAnswers(tx, actor, call, locale), label)
    const title = `${label('sheet_answers')}: ${inLanguage(facts.topic, locale)}`
    const blocks = answersBlocks(register, title, made, locale, label, fill)
    await noteExport(tx, { kind: 'call', id: call }, what, 'docx', register.rows.length)
    const body = await wordOf(blocks, { title, author, foot }, locale)
    return file(body, `call-${facts.series.number}-answers.docx`)
  }
  const version = input.version
    ? await versionAt(tx, facts.id, input.version)
    : await latestVersion(tx, facts.id)
  if (!version) throw new AppError('not_found', 'outcomes.no_such_version')
  await maySay(tx, facts.id, version.content)
  const text = version.content[locale]
  const state = `${fill('draft_version', { version: version.version })} ${made}`
  await noteExport(tx, { kind: 'call', id: call }, what, 'docx', text.paragraphs.length)
  const title = text.headline.text ?? label('removed')
  const body = await wordOf(readoutBlocks(text, state, label, fill), { title, author, foot }, locale)
  return file(body, `call-${facts.series.number}-readout-${locale}.docx`)
}
