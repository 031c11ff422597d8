import { anyone, STAFF } from '../../kernel/access.ts'
import { AppError } from '../../kernel/errors.ts'
import { LOCALES, type Locale } from '../../kernel/locale.ts'
import type { Page, PageRequest } from '../../kernel/module.ts'
import { id } from '../../kernel/schemas.ts'
import { callsCommands } from '../calls/contract.ts'
import type { ReadoutPageProps } from './contract/pages.ts'
import { EXPORT_ACCESS } from './contract.ts'
import en from './locales/en.json' with { type: 'json' }
import ur from './locales/ur.json' with { type: 'json' }
import { latestVersion, versionAt } from './reads/versions.ts'
import type { Label } from './rules/files/table.ts'
import { readoutHtml } from './rules/html.ts'
import { exportTable, exportWord } from './service/exports.ts'
import { maySay, readableCall } from './service/permission.ts'
import { exportSeries } from './service/series.ts'
import { publishedVersion } from './views.ts'

const access = { staff: STAFF, call: ['host', 'moderator'] } as const

const files: Readonly<Record<Locale, Readonly<Record<string, string>>>> = { en: en.file, ur: ur.file }

/** Words of a file in a language; an unknown key shows itself, which a test would see. */
const labels =
  (locale: Locale): Label =>
  (key) =>
    files[locale][key] ?? `file.${key}`

function callOf(request: PageRequest): string {
  const call = id.safeParse(request.params['call'])
  if (!call.success) throw new AppError('not_found', 'calls.unknown_call')
  return call.data
}

/** `?text=ur` chooses the language of a file, else that of the request. */
const languageOf = (request: PageRequest): Locale =>
  LOCALES.find((known) => known === request.query['text']) ?? request.locale

const table = (what: 'registrations' | 'attendance' | 'answers', format: 'csv' | 'xlsx'): Page => ({
  method: 'GET',
  path: `/api/calls/:call/${what}.${format}`,
  access: EXPORT_ACCESS[what],
  handle: (tx, actor, request) =>
    exportTable(tx, actor, { call: callOf(request), what, format, locale: languageOf(request) }),
})

const tables = {
  registrationsCsv: table('registrations', 'csv'),
  registrationsXlsx: table('registrations', 'xlsx'),
  attendanceCsv: table('attendance', 'csv'),
  attendanceXlsx: table('attendance', 'xlsx'),
  answersCsv: table('answers', 'csv'),
  answersXlsx: table('answers', 'xlsx'),
}

const ofSeries = (format: 'csv' | 'xlsx'): Page => ({
  method: 'GET',
  path: `/api/series/:series/calls.${format}`,
  access: EXPORT_ACCESS.series,
  handle(tx, actor, request) {
    const series = id.safeParse(request.params['series'])
    if (!series.success) throw new AppError('not_found', 'calls.unknown_call')
    return exportSeries(tx, actor, { series: series.data, format, locale: languageOf(request) })
  },
})

const word = (what: 'readout' | 'answers'): Page => ({
  method: 'GET',
  path: `/api/calls/:call/${what}.docx`,
  access: EXPORT_ACCESS[what],
  handle: (tx, actor, request) =>
    exportWord(tx, actor, {
      call: callOf(request),
      what,
      version: versionOf(request),
      locale: languageOf(request),
    }),
})

function versionOf(request: PageRequest): number | undefined {
  const asked = Number(request.query['version'])
  return Number.isInteger(asked) && asked > 0 ? asked : undefined
}

export const pages: Readonly<Record<string, Page>> = {
  ...tables,
  seriesCsv: ofSeries('csv'),
  seriesXlsx: ofSeries('xlsx'),
  readoutDocx: word('readout'),
  answersDocx: word('answers'),
  /** The published readout, for everybody. */
  readout: {
    method: 'GET',
    path: '/calls/:slug/readout',
    access: anyone,
    async handle(tx, actor, request) {
      const slug = request.params['slug'] ?? ''
      const call = await tx.use(callsCommands).getBySlug(tx, actor, { slug })
      const published = call && call.state !== 'draft' ? await publishedVersion(tx, call.id) : null
      const version = published && call && (await versionAt(tx, call.id, published.version))
      if (!version || !published || !call) throw new AppError('not_found', 'outcomes.not_published')
      const text = version.content[request.locale]
      const props: ReadoutPageProps = {
        call: {
          slug: call.slug,
          topic: call.topic,
          startsAt: call.startsAt?.toString() ?? null,
          zone: call.zone,
        },
        version: version.version,
        publishedAt: published.at.toString(),
        headline: text.headline.text,
        paragraphs: text.paragraphs.map(({ sentences }) => sentences.map((sentence) => sentence.text)),
      }
      return { view: 'outcomes/ReadoutPage', props }
    },
  },
  /** `?text=ur` chooses the language of the text, `?version=2` an earlier version. */
  readoutHtml: {
    method: 'GET',
    path: '/api/calls/:call/readout.html',
    access,
    async handle(tx, actor, request) {
      const { id: call } = await readableCall(tx, actor, callOf(request))
      const asked = versionOf(request)
      const version = asked ? await versionAt(tx, call, asked) : await latestVersion(tx, call)
      if (!version) throw new AppError('not_found', 'outcomes.no_such_version')
      await maySay(tx, call, version.content)
      const locale = languageOf(request)
      const label = labels(locale)
      const body = readoutHtml(version.content[locale], locale, {
        state: label('draft_version').replace('{{version}}', String(version.version)),
        removed: label('removed'),
      })
      return { body, contentType: 'text/html; charset=utf-8' }
    },
  },
}
